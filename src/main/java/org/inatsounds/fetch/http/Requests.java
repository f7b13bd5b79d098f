package org.inatsounds.fetch.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.Progress;
import org.inatsounds.release.Addresses;
import org.jspecify.annotations.Nullable;

/** Single requests for bytes of one object, straight to where they belong. Thread-safe. */
final class Requests {

    private static final int BUFFER = 128 * 1024;
    /** How much is noted in the journal at a time: what a kill can lose of each connection. */
    private static final long NOTE_EVERY = 1 << 20;
    /** A connection that brings less than this over the stall limit has stalled. */
    private static final long SLOWEST_BYTES_PER_SECOND = 1024;

    private static final long NANOS = 1_000_000_000L;

    /** RFC 9110, 14.4. */
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /**
     * How a request ended.
     *
     * @param reached everything from where the request began up to here is in its place
     * @param failure what stopped it before its end
     * @param rangesIgnored whether the server answered a request for a range with the whole object
     */
    record Outcome(long reached, @Nullable IOException failure, boolean rangesIgnored) {}

    private final RemoteObject object;
    private final Target target;
    private final Http http;
    private final DownloadOptions options;
    private final RateLimiter limiter;
    private final Progress.Step step;
    private final Set<HttpURLConnection> open = ConcurrentHashMap.newKeySet();

    Requests(RemoteObject object, Target target, Http http, DownloadOptions options, Progress.Step step) {
        this(object, target, http, options, new RateLimiter(options.bytesPerSecond()), step);
    }

    /** @param limiter shared by all that is brought at the same time */
    Requests(
            RemoteObject object,
            Target target,
            Http http,
            DownloadOptions options,
            RateLimiter limiter,
            Progress.Step step) {
        this.object = object;
        this.target = target;
        this.http = http;
        this.options = options;
        this.limiter = limiter;
        this.step = step;
    }

    /** Asks for {@code [start, end)}. */
    Outcome range(long start, long end) throws IOException, InterruptedException {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Range", "bytes=" + start + "-" + (end - 1));
        String validator = object.validator();
        if (validator != null) {
            headers.put("If-Range", validator);
        }
        Body body = new Body(start, end);
        HttpURLConnection connection = null;
        try {
            connection = http.send(object.uri(), "GET", headers);
            open.add(connection);
            if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                requireSame(connection, connection.getContentLengthLong());
                connection.disconnect();
                return new Outcome(start, null, true);
            }
            requireRange(connection, start, end);
            body.copy(connection, 0);
            return new Outcome(body.position, null, false);
        } catch (HttpStatusException e) {
            return new Outcome(body.position, e.status() == 416 ? changed("shorter") : e, false);
        } catch (IOException e) {
            abandon(connection);
            return new Outcome(body.position, e, false);
        } finally {
            body.note();
            forget(connection);
        }
    }

    /** Asks for the whole object and takes what lies beyond {@code start}. */
    Outcome everything(long start) throws IOException, InterruptedException {
        Body body = new Body(start, object.size());
        HttpURLConnection connection = null;
        try {
            connection = http.send(object.uri(), "GET", Map.of());
            open.add(connection);
            requireSame(connection, connection.getContentLengthLong());
            body.copy(connection, start);
            return new Outcome(body.position, null, false);
        } catch (IOException e) {
            abandon(connection);
            return new Outcome(body.position, e, false);
        } finally {
            body.note();
            forget(connection);
        }
    }

    /** Cuts off every request under way. */
    void disconnect() {
        for (HttpURLConnection connection : open) {
            forget(connection);
            Deadline.disconnect(connection);
        }
    }

    private static void abandon(@Nullable HttpURLConnection connection) {
        if (connection != null) {
            Deadline.disconnect(connection);
        }
    }

    private void forget(@Nullable HttpURLConnection connection) {
        if (connection != null) {
            open.remove(connection);
        }
    }

    private void requireRange(HttpURLConnection connection, long start, long end) throws IOException {
        String header = Http.header(connection, "Content-Range");
        Matcher range = CONTENT_RANGE.matcher(header == null ? "" : header.strip());
        String total = range.matches() ? range.group(3) : "*";
        requireSame(connection, total.equals("*") ? -1 : Long.parseLong(total));
        if (!range.matches() || Long.parseLong(range.group(1)) != start || Long.parseLong(range.group(2)) != end - 1) {
            throw new ProtocolException("asked for bytes " + start + "-" + (end - 1) + ", the server answered "
                    + (header == null ? "without Content-Range" : "Content-Range: " + Addresses.brief(header)));
        }
    }

    private void requireSame(HttpURLConnection connection, long size) throws ObjectChangedException {
        RemoteObject here = RemoteObject.of(object.uri(), size, connection);
        boolean otherSize = size >= 0 && size != object.size();
        if (otherSize || !object.matches(here.etag(), here.lastModified())) {
            connection.disconnect();
            throw changed(here.version());
        }
    }

    private ObjectChangedException changed(String now) {
        return new ObjectChangedException(object.version(), now);
    }

    /** The copying of one body into its place. */
    private final class Body {

        private final long end;
        private long noted;
        private long position;

        Body(long start, long end) {
            this.end = end;
            this.noted = start;
            this.position = start;
        }

        /** Reads past {@code skip} bytes, then writes the rest in its place, up to {@code end}. */
        void copy(HttpURLConnection connection, long skip) throws IOException, InterruptedException {
            byte[] buffer = new byte[BUFFER];
            StallWatch watch = new StallWatch();
            long skipped = 0;
            try (InputStream in = http.body(connection)) {
                while (position < end) {
                    long wanted = skipped < skip ? skip - skipped : end - position;
                    int count = watch.read(in, buffer, limiter.chunk((int) Math.min(buffer.length, wanted)));
                    if (count < 0) {
                        throw new IOException("the server closed the connection at byte " + position + ", expected "
                                + (end - position) + " more");
                    }
                    if (skipped < skip) {
                        skipped += count;
                    } else {
                        write(buffer, count);
                    }
                    limiter.received(count);
                }
            }
        }

        private void write(byte[] buffer, int count) throws IOException {
            try {
                target.write(ByteBuffer.wrap(buffer, 0, count), position);
            } catch (IOException e) {
                throw target.failed(e);
            }
            position += count;
            step.advance(count);
            if (position - noted >= NOTE_EVERY) {
                note();
            }
        }

        /** Tells the target what is there. */
        void note() throws IOException {
            try {
                target.finished(noted, position);
            } catch (IOException e) {
                throw target.failed(e);
            }
            noted = position;
        }
    }

    /** Finds bodies that drip: the socket's own timeout sees only those that stop. */
    private final class StallWatch {

        private long waited;
        private long received;

        int read(InputStream in, byte[] buffer, int length) throws IOException {
            long before = System.nanoTime();
            int count = readOrEnd(in, buffer, length);
            waited += System.nanoTime() - before;
            received += Math.max(count, 0);
            if (waited > options.stallLimit().toNanos()) {
                if (count >= 0 && received < SLOWEST_BYTES_PER_SECOND * (waited / (double) NANOS)) {
                    throw new SocketTimeoutException("stalled");
                }
                waited = 0;
                received = 0;
            }
            return count;
        }

        /** Newer JDKs see themselves that a body is too short; older ones see it in chunks only. */
        private static int readOrEnd(InputStream in, byte[] buffer, int length) throws IOException {
            try {
                return in.read(buffer, 0, length);
            } catch (IOException e) {
                if ("Premature EOF".equals(e.getMessage())) {
                    return -1;
                }
                throw e;
            }
        }
    }
}
