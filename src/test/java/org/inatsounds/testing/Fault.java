package org.inatsounds.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * One way for an answer to go wrong. Offsets and counts named {@code k} are of the answer's body, not of the object; an
 * answer whose body is shorter is not touched by them. Faults can be combined: {@code slow(1000).and(resetAfter(5000))}.
 */
@FunctionalInterface
public interface Fault {

    /** Long enough for "for ever": until the client goes, or the server is closed. */
    Duration FOR_EVER = Duration.ofDays(1);

    /** Spoils the answer. */
    void spoil(Answer answer);

    /** This fault, and then another one on top. */
    default Fault and(Fault other) {
        return answer -> {
            spoil(answer);
            other.spoil(answer);
        };
    }

    /** The connection is reset (RST) after {@code k} bytes of body. The client may see fewer of them. */
    static Fault resetAfter(long k) {
        return cut(k, Answer.End.RESET);
    }

    /** The connection is closed in good order after {@code k} bytes of body: a short body. */
    static Fault closeAfter(long k) {
        return cut(k, Answer.End.CLOSE);
    }

    private static Fault cut(long k, Answer.End end) {
        return answer -> {
            if (k <= answer.length()) {
                answer.cutAt = k;
                answer.end = end;
            }
        };
    }

    /** The connection is closed in good order after a whole answer that promised to keep it alive. */
    static Fault thenClose() {
        return answer -> answer.end = Answer.End.CLOSE;
    }

    /** The connection is closed before anything is answered. */
    static Fault noAnswer() {
        return answer -> {
            answer.instead = new byte[0];
            answer.end = Answer.End.CLOSE;
        };
    }

    /** The connection is reset (RST) before anything is answered. */
    static Fault resetBeforeAnswer() {
        return answer -> {
            answer.instead = new byte[0];
            answer.end = Answer.End.RESET;
        };
    }

    /** Bytes that are no HTTP are sent, and the connection is closed. */
    static Fault garbage() {
        return instead("SSH-2.0-OpenSSH_9.2\r\n\0\u0001\u0002 no such protocol \r\n\r\n");
    }

    /** Nothing comes after {@code k} bytes of body, and the connection stays open. */
    static Fault stallAfter(long k) {
        return stallAfter(k, FOR_EVER);
    }

    /** Nothing comes for a while after {@code k} bytes of body; then the rest does. */
    static Fault stallAfter(long k, Duration pause) {
        return answer -> {
            answer.stallAt = k;
            answer.stall = pause;
        };
    }

    /** Nothing is answered, and the connection stays open. */
    static Fault silence() {
        return delay(FOR_EVER);
    }

    /** The answer comes, but later. */
    static Fault delay(Duration pause) {
        return answer -> answer.delay = pause;
    }

    /** The body drips: so many bytes a second. */
    static Fault slow(long bytesPerSecond) {
        return answer -> answer.rate = new RateLimit(bytesPerSecond);
    }

    /** The head of the answer never ends: one header a line, with a pause before each. */
    static Fault dripHead(Duration pause) {
        return answer -> {
            answer.drip = Answer.Drip.HEAD;
            answer.dripPause = pause;
        };
    }

    /** The body begins with the length of a chunk that never ends: one digit at a time, with a pause before each. */
    static Fault dripChunkLength(Duration pause) {
        return answer -> {
            answer.drip = Answer.Drip.CHUNK_LENGTH;
            answer.dripPause = pause;
        };
    }

    /** These bytes are sent instead of an answer, and the connection is closed. */
    static Fault instead(String text) {
        return answer -> {
            answer.instead = text.getBytes(StandardCharsets.ISO_8859_1);
            answer.end = Answer.End.CLOSE;
        };
    }

    /** Another status, with an error body as S3 sends it. A 301 of this kind has no {@code Location}, as S3's. */
    static Fault status(int status) {
        return answer -> answer.error(status);
    }

    /** Another status, with {@code Retry-After} in seconds (rounded down). */
    static Fault status(int status, Duration retryAfter) {
        return status(status).and(header("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /** Another status, with {@code Retry-After} as an HTTP date (whole seconds, rounded down). */
    static Fault status(int status, Instant retryAt) {
        return status(status).and(header("Retry-After", ServedObject.httpDate(retryAt)));
    }

    /** A page that has nothing to do with the object, such as the login page of a hotel. */
    static Fault page(int status, String contentType, String text) {
        return answer ->
                answer.body(status, text.getBytes(StandardCharsets.UTF_8)).header("Content-Type", contentType);
    }

    /** A redirect (301, 302, 303, 307, 308) to another path or absolute URI. */
    static Fault redirect(int status, String location) {
        return answer -> answer.body(status, new byte[0]).header("Location", location);
    }

    /** A header is sent with this value. {@code Content-Length} may lie: the body is not changed. */
    static Fault header(String name, String value) {
        return answer -> answer.header(name, value);
    }

    /**
     * A header is not sent. Without {@code Content-Length} the body ends where the connection is closed.
     */
    static Fault withoutHeader(String name) {
        return answer -> answer.header(name, null);
    }

    /** {@code Content-Range} has this value; the body is the range that was asked for. */
    static Fault contentRange(String value) {
        return header("Content-Range", value);
    }

    /** {@code Content-Range} names another size of the whole object. Answers without a range are not touched. */
    static Fault claimedTotal(long total) {
        return answer -> {
            ByteRange range = answer.sentRange();
            if (range != null) {
                answer.header("Content-Range", "bytes %d-%d/%d".formatted(range.first(), range.last(), total));
            }
        };
    }

    /** Another range than the one asked for is sent, and truly named in {@code Content-Range}. */
    static Fault shiftedRange(long by) {
        return answer -> {
            ByteRange range = answer.sentRange();
            if (range != null) {
                long first = Math.max(0, range.first() + by);
                long last = Math.min(answer.objectSize(), first + range.length()) - 1;
                answer.part(new ByteRange(Math.min(first, last), last));
            }
        };
    }

    /** Of the range that was asked for only the first {@code n} bytes are sent, and truly named in {@code Content-Range}. */
    static Fault lessThanAsked(long n) {
        return answer -> {
            ByteRange range = answer.sentRange();
            if (range != null && n < range.length()) {
                answer.part(new ByteRange(range.first(), range.first() + n - 1));
            }
        };
    }

    /** The body comes with {@code Transfer-Encoding: chunked} and no {@code Content-Length}. */
    static Fault chunked() {
        return answer -> answer.chunked = true;
    }

    /** Ranges are ignored: 200 with the whole object, and no {@code Accept-Ranges}. */
    static Fault ignoreRange() {
        return answer -> answer.whole().header("Accept-Ranges", null);
    }

    /** {@code If-Range} is ignored: 206 with the range of whatever the object is now. */
    static Fault ignoreIfRange() {
        return Answer::ranged;
    }

    /** The object's byte at {@code offset} is wrong, in whatever answer holds it. */
    static Fault wrongByteAt(long offset) {
        return answer -> answer.damage(offset);
    }

    /** The body is compressed, and says so, whether the client accepts that or not. At most 2 GB. */
    static Fault gzip() {
        return Answer::gzip;
    }
}
