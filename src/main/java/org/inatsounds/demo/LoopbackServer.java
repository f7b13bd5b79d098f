package org.inatsounds.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.NetworkException;

/** Serves the files of a folder to this machine alone, as S3 serves objects: sizes, ETags, ranges. */
public final class LoopbackServer implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Path folder;

    private LoopbackServer(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder.toAbsolutePath().normalize();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "inatsounds-demo-server");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to serve, on a port that is free.
     *
     * @throws NetworkException if there is none
     */
    public static LoopbackServer serve(Path folder) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            LoopbackServer server = new LoopbackServer(http, folder);
            http.createContext("/", server::answer);
            http.setExecutor(server.threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new NetworkException("can't serve on this machine: " + e.getMessage(), e);
        }
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            String etag =
                    "\"" + bytes.length + "-" + Files.getLastModifiedTime(file).toMillis() + "\"";
            exchange.getResponseHeaders().set("ETag", etag);
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String asked = exchange.getRequestHeaders().getFirst("Range");
            Matcher range = RANGE.matcher(asked == null ? "" : asked);
            int from = 0;
            int to = bytes.length;
            if (range.matches()) {
                from = (int) Math.min(bytes.length, Long.parseLong(range.group(1)));
                to = (int) Math.min(bytes.length, Long.parseLong(range.group(2)) + 1);
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
            }
            exchange.sendResponseHeaders(range.matches() ? 206 : 200, to - from);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes, from, to - from);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
