package org.inatsounds.fetch.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.inatsounds.internal.Md5;
import org.jspecify.annotations.Nullable;

/** The bytes of an object in order, as they arrive, with their MD5 on the way. For one thread. */
public final class Incoming extends InputStream {

    /** A reader may be asked for the state at a byte a little before the last one that it was given: it has not used all. */
    private static final int KEPT = 64;

    private final InputStream in;
    private final @Nullable DigestFollower digest;
    private byte[] recent = new byte[1 << 17];
    private int recentLength;

    /** Where {@code recent[0]} is in the object: everything before it was digested. */
    private long digested;

    Incoming(InputStream in, long start, @Nullable DigestFollower digest) {
        this.in = in;
        this.digested = start;
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0 && digest != null) {
            settle(Math.max(0, recentLength - KEPT));
            if (recent.length < recentLength + count) {
                recent = Arrays.copyOf(recent, recentLength + count);
            }
            System.arraycopy(into, offset, recent, recentLength, count);
            recentLength += count;
        }
        return count;
    }

    /** Hands the first of the recent bytes on. */
    private void settle(int count) throws IOException {
        DigestFollower follower = digest;
        if (follower == null || count == 0) {
            return;
        }
        try {
            follower.add(recent, 0, count);
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
        System.arraycopy(recent, count, recent, 0, recentLength - count);
        recentLength -= count;
        digested += count;
    }

    /**
     * The state of the MD5 at a byte of the object: at most {@value #KEPT} before what was read before the last call of
     * {@code read}, and not beyond what was read.
     *
     * @return known a little later, for another thread computes it
     * @throws IllegalArgumentException if it is too late, or too early, to ask for that
     */
    public CompletableFuture<Md5.State> state(long offset) throws IOException {
        if (offset < digested || offset > digested + recentLength) {
            throw new IllegalArgumentException("asked for the MD5 at byte " + offset + ", can tell it from " + digested
                    + " to " + (digested + recentLength));
        }
        settle((int) (offset - digested));
        try {
            return follower().state();
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    /** The MD5 of everything, in hexadecimal, once it was read. */
    String md5() throws IOException {
        settle(recentLength);
        try {
            return follower().hex();
        } catch (InterruptedException e) {
            throw cancelled(e);
        }
    }

    private DigestFollower follower() {
        if (digest == null) {
            throw new IllegalStateException("nothing is digested here");
        }
        return digest;
    }

    private static IOException cancelled(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("reading was cancelled", e);
    }
}
