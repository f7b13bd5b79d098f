package org.inatsounds.verify;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.inatsounds.InatsoundsException;
import org.inatsounds.audio.WavReader;
import org.inatsounds.internal.BlockStream;
import org.inatsounds.verify.Problem.Kind;
import org.inatsounds.verify.RecordingCheck.Flaw;
import org.jspecify.annotations.Nullable;

/**
 * What a recording is that comes as a stream, for who has no file: its size and checksum, what its header says, and what is wrong
 * with it by the rules of {@link RecordingCheck}.
 *
 * @param bytes how many there were
 * @param sha256 of all of them, 64 small hexadecimal digits
 * @param sampleRate in Hz; 0 where it is no recording
 * @param seconds of sound that are there; NaN where it is no recording
 * @param flaw null where nothing is wrong
 */
public record StreamCheck(
        long bytes,
        String sha256,
        int sampleRate,
        double seconds,
        @Nullable Flaw flaw) {

    private static final int CHUNK = 1 << 14;

    /**
     * Reads a stream to its end. It stays open.
     *
     * @param name of the recording, for messages
     * @param duration that it should have, in seconds; NaN where nobody says
     * @throws IOException as the stream does
     */
    public static StreamCheck of(InputStream in, String name, double duration) throws IOException {
        Counted bytes = new Counted(in);
        int sampleRate = 0;
        double seconds = Double.NaN;
        Flaw flaw;
        try (WavReader reader = WavReader.open(bytes, name)) {
            float[] samples = new float[CHUNK];
            long frames = 0;
            for (int count = reader.read(samples, 0, CHUNK); count > 0; count = reader.read(samples, 0, CHUNK)) {
                frames += count;
            }
            sampleRate = reader.format().sampleRate();
            seconds = frames / (double) sampleRate;
            flaw = RecordingCheck.check(reader, duration);
        } catch (InatsoundsException e) {
            bytes.throwFailure();
            flaw = new Flaw(Kind.FORMAT, RecordingCheck.without(name, String.valueOf(e.getMessage())), false);
        }
        bytes.drain();
        return new StreamCheck(
                bytes.count,
                bytes.sha256(),
                sampleRate,
                seconds,
                bytes.count == 0 ? new Flaw(Kind.EMPTY, "expected a recording, got 0 bytes") : flaw);
    }

    /** Counts and sums what is read, and keeps why it could not be. */
    private static final class Counted extends BlockStream {

        private final DigestInputStream in;
        private long count;
        private @Nullable IOException failure;

        Counted(InputStream in) {
            this.in = new DigestInputStream(in, digest());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int got = in.read(into, offset, length);
                count += Math.max(0, got);
                return got;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        void throwFailure() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        void drain() throws IOException {
            byte[] rest = new byte[CHUNK];
            int count;
            do {
                count = read(rest, 0, CHUNK);
            } while (count >= 0);
        }

        String sha256() {
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }

        private static MessageDigest digest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
