package org.inatsounds.fetch.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.NetworkException;
import org.inatsounds.Progress;
import org.inatsounds.StorageException;
import org.inatsounds.release.ArchivePart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings objects whole and checked, and lets somebody read them while they arrive.
 *
 * <p>Every method throws {@link NetworkException} when the server can't be reached, refuses, or fails again and again;
 * {@link StorageException} when the disk does; {@link DataMismatchException} when the bytes are not what the checksum
 * says. After a network or storage failure the part is kept and the next call goes on from there; after a wrong checksum
 * it is thrown away.
 */
public final class Downloader {

    private static final Logger LOG = LoggerFactory.getLogger(Downloader.class);
    /** How often an object may change under us before we give up. */
    private static final int MOST_RESTARTS = 3;

    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    /** Larger than what any store takes: S3 takes 50 TB. */
    private static final long LARGEST_OBJECT = 1L << 50;

    private final Http http;
    private final DownloadOptions options;

    /**
     * A downloader.
     *
     * @param userAgent what to call ourselves
     */
    public Downloader(DownloadOptions options, Proxies proxies, String userAgent) {
        this.options = options;
        this.http = new Http(proxies, userAgent, options.stallLimit());
    }

    /** Reads an object's bytes in order while they arrive. Called anew, from the first byte on, when the object changed. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads the stream; what it leaves unread is read past.
         *
         * @throws IOException as thrown by the stream; anything else is to be an {@link InatsoundsException}
         */
        void read(InputStream bytes) throws IOException;
    }

    /**
     * What a download came to.
     *
     * @param bytes the size of the object
     * @param received how many of them this call brought
     */
    public record Result(long bytes, long received) {}

    /** The size of an object in bytes, as the server says it. */
    public long size(URI uri) {
        try {
            return probe(uri).size();
        } catch (IOException e) {
            throw TransferFailures.network(uri, e);
        }
    }

    /** An object that is to be read in order, and not kept. */
    public RemoteArchive archive(URI uri) {
        try {
            return new RemoteArchive(probe(uri), http, options);
        } catch (IOException e) {
            throw TransferFailures.network(uri, e);
        }
    }

    /**
     * Brings an object, or what an earlier call left of it.
     *
     * @param part where to keep the bytes; stays there, whole, on success
     * @param md5 the expected checksum, 32 lower-case hexadecimal digits
     */
    public Result fetch(URI uri, Path part, String md5, Reader reader, Progress progress) {
        String changed = "";
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            try {
                return attempt(probe(uri), part, md5, reader, progress);
            } catch (ObjectChangedException e) {
                changed = e.getMessage();
                // What is here stays where the object is the same after all: one answer may have come from elsewhere.
                LOG.warn("{}: {}; requesting it again", uri, changed);
            } catch (IOException e) {
                throw TransferFailures.network(uri, e);
            }
        }
        throw new NetworkException(uri + ": started " + MOST_RESTARTS + " times, and each time " + changed
                + ". It is being changed, or a proxy changes the answers: try again later.");
    }

    /**
     * Reads an archive that is already on disk, as if it had just arrived.
     *
     * @return whether its checksum is right; {@code reader} may by then have read all of it
     */
    public static boolean readLocal(Path archive, String md5, Reader reader, Progress progress) {
        try (PartFile whole = PartFile.whole(archive);
                Progress.Step step =
                        progress.start(String.valueOf(archive.getFileName()), whole.size(), Progress.Unit.BYTES);
                OrderedBytes bytes = new OrderedBytes(whole)) {
            reader.read(new Counted(bytes, step));
            bytes.transferTo(OutputStream.nullOutputStream());
            return bytes.md5().equals(md5);
        } catch (IOException e) {
            throw new StorageException("can't read " + archive + ": " + e.getMessage(), e);
        }
    }

    private Result attempt(RemoteObject object, Path partPath, String md5, Reader reader, Progress progress)
            throws IOException {
        try (PartFile part = open(partPath, object);
                Progress.Step step = progress.start(name(object.uri()), object.size(), Progress.Unit.BYTES);
                Transfer transfer = new Transfer(object, part, http, options, step)) {
            if (part.resumed() > 0) {
                LOG.info("{}: resumes; {} of {} bytes are on disk", name(object.uri()), part.resumed(), object.size());
                step.alreadyDone(part.resumed());
            }
            step.ending("extracting and checking");
            transfer.start();
            String actual = digest(part, reader, partPath);
            if (!actual.equals(md5)) {
                discard(partPath);
                throw new DataMismatchException(object.uri() + ": expected MD5 " + md5 + ", got " + actual + " over "
                        + object.size() + " bytes. The downloaded data was deleted; run the same command again.");
            }
            return new Result(object.size(), object.size() - part.resumed());
        }
    }

    private static String digest(PartFile part, Reader reader, Path partPath) throws IOException {
        try (OrderedBytes bytes = new OrderedBytes(part)) {
            reader.read(bytes);
            bytes.transferTo(OutputStream.nullOutputStream());
            return bytes.md5();
        } catch (TransferFailedException e) {
            Throwable cause = e.failure();
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof InatsoundsException known) {
                throw known;
            }
            throw new IllegalStateException("the download failed unexpectedly", cause);
        } catch (DataMismatchException e) {
            // The archive can't be unpacked. Should the bytes be wrong, the next run must not start from them.
            discard(partPath);
            throw new DataMismatchException(e.getMessage() + " The downloaded data was deleted.", e);
        } catch (IOException e) {
            throw new StorageException("can't read back " + partPath + ": " + e.getMessage(), e);
        }
    }

    private static PartFile open(Path part, RemoteObject object) {
        try {
            return PartFile.open(part, object);
        } catch (IOException e) {
            throw StorageException.cantWrite(part, e);
        }
    }

    private static void discard(Path part) {
        try {
            ArchivePart.discard(part);
        } catch (IOException e) {
            throw StorageException.cantWrite(part, e);
        }
    }

    private RemoteObject probe(URI uri) throws IOException {
        Retry retry = new Retry(name(uri), options);
        while (true) {
            try {
                return ask(uri);
            } catch (IOException e) {
                pause(retry, e);
            }
        }
    }

    /**
     * Asks what the object is: by HEAD, and where that does not tell, for the first byte. Some servers know no HEAD, some
     * addresses are signed for GET only, and some answers to HEAD leave out the length or say 0.
     */
    private RemoteObject ask(URI uri) throws IOException {
        RemoteObject byHead = null;
        try {
            byHead = object(uri, http.send(uri, "HEAD", Map.of()));
            if (byHead.size() > 0) {
                return byHead;
            }
        } catch (HttpStatusException e) {
            if (!e.mayBeOfHeadAlone()) {
                throw e;
            }
        }
        try {
            RemoteObject byGet = object(uri, http.send(uri, "GET", Map.of("Range", "bytes=0-0")));
            if (byGet.size() >= 0) {
                return byGet;
            }
        } catch (HttpStatusException e) {
            if (e.status() == 416 && byHead != null && byHead.size() == 0) {
                return byHead;
            }
            throw e;
        }
        throw new ProtocolException("the server does not say how long the object is");
    }

    private static void pause(Retry retry, IOException failure) throws IOException {
        try {
            retry.after(failure, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("the download was cancelled", e));
        }
    }

    /** What an answer says of the object; its size is -1 where that is not said. */
    private static RemoteObject object(URI uri, HttpURLConnection answer) throws IOException {
        boolean isPart = answer.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
        String said = String.valueOf(Http.header(answer, isPart ? "Content-Range" : "Content-Length"));
        String length = said.substring(said.lastIndexOf('/') + 1).strip();
        RemoteObject object =
                RemoteObject.of(uri, LENGTH.matcher(length).matches() ? Long.parseLong(length) : -1, answer);
        if (!answer.getRequestMethod().equals("HEAD")) {
            answer.disconnect();
        }
        if (object.size() > LARGEST_OBJECT) {
            throw new ProtocolException("the server says that the object has " + length + " bytes");
        }
        return object;
    }

    private static String name(URI uri) {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
