package org.inatsounds.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file or stream, in order, through one buffer of bounded size. It knows where it is, for messages, and
 * turns failures to read into {@link org.inatsounds.StorageException}.
 */
final class ByteSource implements AutoCloseable {

    static final long UNKNOWN = -1;

    private static final int CAPACITY = 1 << 16;

    /** Holds the longest field that the header reader looks at in one piece. */
    private static final int LEAST_CAPACITY = 64;

    private final Faults faults;
    private final InputStream in;
    private final @Nullable FileChannel seekable;
    private final boolean owned;
    private final long size;

    private final byte[] buffer;
    private int next;
    private int end;
    /** Where {@code buffer[0]} is in the file. */
    private long base;

    private boolean atEnd;
    private String field = "RIFF";

    private ByteSource(Faults faults, InputStream in, @Nullable FileChannel seekable, boolean owned, long size) {
        this.faults = faults;
        this.in = in;
        this.seekable = seekable;
        this.owned = owned;
        this.size = size;
        this.buffer = new byte[size == UNKNOWN ? CAPACITY : (int) Math.max(LEAST_CAPACITY, Math.min(CAPACITY, size))];
    }

    /** Of a file; of a pipe or device too, which has no size. */
    static ByteSource of(Path file, Faults faults) {
        try {
            if (!Files.isRegularFile(file)) {
                return new ByteSource(faults, Files.newInputStream(file), null, true, UNKNOWN);
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return new ByteSource(faults, Channels.newInputStream(channel), channel, true, channel.size());
        } catch (NoSuchFileException e) {
            throw new BadInputException(faults.name() + ": no such file", e);
        } catch (IOException e) {
            throw faults.unreadable(0, "RIFF", e);
        }
    }

    /** Of a stream. It stays open. */
    static ByteSource of(InputStream in, Faults faults) {
        return new ByteSource(faults, in, null, false, UNKNOWN);
    }

    /** Of a stream that is closed with it. */
    static ByteSource owning(InputStream in, Faults faults) {
        return new ByteSource(faults, in, null, true, UNKNOWN);
    }

    /** Bytes of the file when it was opened, or {@link #UNKNOWN}. */
    long size() {
        return size;
    }

    /** Offset of the next byte. */
    long position() {
        return base + next;
    }

    /** Names what is being read, for messages. */
    void reading(String what) {
        field = what;
    }

    /** Where the buffered bytes are: from {@link #start}, as many as {@link #buffer(int)} said. */
    byte[] bytes() {
        return buffer;
    }

    int start() {
        return next;
    }

    /**
     * Sees to it that bytes are buffered.
     *
     * @param count at most 64
     * @return how many are buffered: more than {@code count}, perhaps, and fewer only where the file ends
     */
    int buffer(int count) {
        if (next + count > buffer.length) {
            System.arraycopy(buffer, next, buffer, 0, end - next);
            base += next;
            end -= next;
            next = 0;
        }
        while (end - next < count && !atEnd) {
            int got = read(end, buffer.length - end);
            if (got < 0) {
                atEnd = true;
            } else {
                end += got;
            }
        }
        return end - next;
    }

    /** Moves past buffered bytes. */
    void advance(int count) {
        next += count;
    }

    /**
     * Moves ahead without keeping anything: by seeking where that is possible.
     *
     * @return how far; less than {@code count} only where the file ends
     */
    long skip(long count) {
        long left = count;
        while (left > 0) {
            if (next == end && seekable != null && size - position() > left) {
                seek(seekable, position() + left);
                return count;
            }
            int available = buffer(1);
            if (available == 0) {
                break;
            }
            int step = (int) Math.min(available, left);
            next += step;
            left -= step;
        }
        return count - left;
    }

    private void seek(FileChannel channel, long position) {
        try {
            channel.position(position);
        } catch (IOException e) {
            throw faults.unreadable(position, field, e);
        }
        base = position;
        next = 0;
        end = 0;
    }

    private int read(int offset, int length) {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw faults.unreadable(base + offset, field, e);
        }
    }

    @Override
    public void close() {
        if (!owned) {
            return;
        }
        try {
            in.close();
        } catch (IOException e) {
            throw faults.unreadable(position(), "on closing it", e);
        }
    }
}
