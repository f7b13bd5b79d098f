package org.inatsounds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;

/**
 * An S3 server that somebody else wrote (S3Proxy), inside this JVM, on a free port of 127.0.0.1, open to everybody, addressed
 * path-style. Its objects are in memory: they have ETags on every file system, and go with it.
 *
 * <pre>{@code
 * try (var s3 = S3Server.start().putFolder(release.folder())) {
 *     … s3.url() …          // for --endpoint-url
 * }
 * }</pre>
 *
 * <p>Where it is not S3 (seen with 4.1.0, and held by {@code S3ServerTest}): {@code If-Range} is ignored, so that a range of
 * a replaced object is answered with 206 and the new {@code ETag}; {@code HEAD} ignores {@code Range} and has no
 * {@code Accept-Ranges}.
 */
public final class S3Server implements AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> buckets = ConcurrentHashMap.newKeySet();
    private final S3Proxy proxy;

    private S3Server(S3Proxy proxy) {
        this.proxy = proxy;
    }

    /** Starts a server without any bucket; takes about half a second the first time. */
    public static S3Server start() {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(BlobStores.create("transient-nio2", new Properties()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .stopTimeout(0)
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy did not start", e);
        }
        return new S3Server(proxy);
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end: what {@code --endpoint-url} takes. */
    public String url() {
        return "http://127.0.0.1:" + proxy.getPort();
    }

    /** Uploads an object, or another one in its place; the path is {@code /bucket/key}, and the bucket is made if need be. */
    public S3Server put(String path, byte[] bytes) {
        return put(path, BodyPublishers.ofByteArray(bytes));
    }

    /** Uploads a file; see {@link #put(String, byte[])}. */
    public S3Server put(String path, Path file) {
        try {
            return put(path, BodyPublishers.ofFile(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uploads all that lies in the subfolders of a folder: they are the buckets. Files beside them are left out. */
    public S3Server putFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> Files.isRegularFile(file) && !folder.equals(file.getParent()))
                    .forEach(
                            file -> put("/" + folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private S3Server put(String path, BodyPublisher body) {
        String bucket = path.substring(0, path.indexOf('/', 1));
        if (buckets.add(bucket)) {
            upload(bucket, BodyPublishers.noBody());
        }
        upload(path, body);
        return this;
    }

    private void upload(String path, BodyPublisher body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + path)).PUT(body).build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("PUT " + path + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy did not stop", e);
        }
    }
}
