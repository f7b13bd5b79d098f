package org.inatsounds.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FaultyServer} is about to send. It begins as the honest answer to its request; each {@link Fault} that is
 * due spoils it further.
 */
public final class Answer {

    /** What happens to the connection where the body ends, or is cut. */
    enum End {
        KEEP_ALIVE,
        CLOSE,
        RESET
    }

    /** What comes in pieces, and never ends. */
    enum Drip {
        NONE,
        HEAD,
        CHUNK_LENGTH
    }

    private static final Map<Integer, String> CODES = Map.ofEntries(
            Map.entry(301, "PermanentRedirect"),
            Map.entry(307, "TemporaryRedirect"),
            Map.entry(400, "InvalidRequest"),
            Map.entry(403, "AccessDenied"),
            Map.entry(404, "NoSuchKey"),
            Map.entry(405, "MethodNotAllowed"),
            Map.entry(408, "RequestTimeout"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(416, "InvalidRange"),
            Map.entry(429, "TooManyRequests"),
            Map.entry(500, "InternalError"),
            Map.entry(503, "SlowDown"));

    private final Exchange request;
    private final @Nullable ServedObject object;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;
    private Content content = Content.of(new byte[0]);
    private long first;
    private long length;

    // What the faults ask for; AnswerWriter does it.
    byte @Nullable [] instead;
    Duration delay = Duration.ZERO;
    RateLimit rate = RateLimit.NONE;
    boolean chunked;
    Drip drip = Drip.NONE;
    Duration dripPause = Duration.ZERO;
    long stallAt = Long.MAX_VALUE;
    Duration stall = Duration.ZERO;
    long cutAt = Long.MAX_VALUE;
    End end = End.KEEP_ALIVE;

    private Answer(Exchange request, @Nullable ServedObject object) {
        this.request = request;
        this.object = object;
    }

    /** What S3 would say to {@code request} about {@code object}; null is an object that does not exist. */
    static Answer honest(Exchange request, @Nullable ServedObject object) {
        Answer answer = new Answer(request, object);
        boolean head = request.method().equals("HEAD");
        String ifMatch = request.header("If-Match");
        String ifNoneMatch = request.header("If-None-Match");
        if (!head && !request.method().equals("GET")) {
            answer.error(405).header("Allow", "GET, HEAD");
        } else if (object == null) {
            answer.error(404);
        } else if (ifMatch != null && !ifMatch.equals(object.etag())) {
            answer.error(412);
        } else if (ifNoneMatch != null && ifNoneMatch.equals(object.etag())) {
            answer.body(304, new byte[0]).header("ETag", object.etag());
            answer.header("Content-Length", null);
        } else if (answer.rangeStillValid(object)) {
            answer.ranged();
        } else {
            answer.whole();
        }
        return answer;
    }

    private boolean rangeStillValid(ServedObject object) {
        String ifRange = request.ifRange();
        boolean sameEtag = object.etag().equals(ifRange) && !object.etag().startsWith("W/");
        return ifRange == null || sameEtag || ifRange.equals(object.modified());
    }

    /** The request that is answered. */
    public Exchange request() {
        return request;
    }

    /** The status that will be sent. */
    public int status() {
        return status;
    }

    /** The headers that will be sent. */
    public Map<String, String> headers() {
        return headers;
    }

    /** How many bytes of body will be sent, if nothing cuts it. An answer to {@code HEAD} has none. */
    public long length() {
        return bodiless() ? 0 : length;
    }

    /** Whether nothing else is sent in its place, and its end is not held back. */
    boolean isSentWhole() {
        return instead == null && drip == Drip.NONE && delay.isZero();
    }

    boolean bodiless() {
        return request.method().equals("HEAD") || status == 304 || status == 204;
    }

    /** Sends this header; null takes it away. */
    public Answer header(String name, @Nullable String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** Sends another status and body, with no header of the object. */
    public Answer body(int newStatus, byte[] body) {
        headers.clear();
        status = newStatus;
        slice(Content.of(body), 0, body.length);
        return this;
    }

    /** Sends an error as S3 words it, in XML. */
    public Answer error(int newStatus) {
        String code = CODES.getOrDefault(newStatus, "Error" + newStatus);
        String xml = """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>A test asked for this answer.</Message><RequestId>%d</RequestId></Error>""".formatted(code, request.number());
        return body(newStatus, xml.getBytes(StandardCharsets.UTF_8)).header("Content-Type", "application/xml");
    }

    /** Sends the object whole, whatever range was asked for. */
    Answer whole() {
        if (object != null) {
            body(200, new byte[0]);
            slice(object.content(), 0, object.content().size());
            describe(object);
        }
        return this;
    }

    /** Sends the range that was asked for, if one was, whatever {@code If-Range} says. */
    Answer ranged() {
        if (object == null) {
            return this;
        }
        long size = object.content().size();
        ByteRange range = ByteRange.of(request.range(), size);
        if (range == null) {
            return whole();
        }
        return range.satisfiable() ? part(range) : error(416).header("Content-Range", "bytes */" + size);
    }

    /** Sends this range of the object, and says so. */
    Answer part(ByteRange range) {
        if (object != null) {
            body(206, new byte[0]);
            slice(object.content(), range.first(), range.length());
            describe(object);
            long size = object.content().size();
            header("Content-Range", "bytes %d-%d/%d".formatted(range.first(), range.last(), size));
        }
        return this;
    }

    /** The range that will be sent, or null where that is no 206. */
    @Nullable
    ByteRange sentRange() {
        return status == 206 ? new ByteRange(first, first + length - 1) : null;
    }

    long objectSize() {
        return object == null ? 0 : object.content().size();
    }

    private void describe(ServedObject described) {
        header("ETag", described.etag());
        header("Last-Modified", described.modified());
        header("Accept-Ranges", "bytes");
        header("Content-Type", "binary/octet-stream");
    }

    private void slice(Content newContent, long newFirst, long newLength) {
        content = newContent;
        first = newFirst;
        length = newLength;
        header("Content-Length", Long.toString(newLength));
    }

    /** Turns the bits of the object's byte at {@code offset}, if that is sent at all. */
    void damage(long offset) {
        content = content.damagedAt(offset);
    }

    /** Compresses what would be sent. */
    void gzip() {
        var packed = new ByteArrayOutputStream();
        try (InputStream in = open();
                var out = new GZIPOutputStream(packed)) {
            out.write(in.readNBytes(Math.toIntExact(length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        slice(Content.of(packed.toByteArray()), 0, packed.size());
        header("Content-Encoding", "gzip");
    }

    InputStream open() throws IOException {
        return content.open(first);
    }
}
