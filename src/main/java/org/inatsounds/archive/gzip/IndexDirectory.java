package org.inatsounds.archive.gzip;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parts of an index but for the windows, as bytes. {@code docs/index-format.md} describes them; the same names are used.
 *
 * @param archive which archive it is of
 * @param points where decoding can begin, in ascending order
 * @param members of the archive, in ascending order
 */
record IndexDirectory(IndexedArchive archive, List<Point> points, List<IndexedMember> members) {

    /** The first bytes of every index. */
    static final byte[] MAGIC = "inatgzix".getBytes(StandardCharsets.US_ASCII);

    /** The last bytes of every index that is whole. */
    static final int END_MAGIC = 0x0A64_6E65; // "end\n"

    static final int VERSION = 1;

    /** Bytes of a trailer: where the directory begins, CRC-32, magic. */
    static final int TRAILER = Long.BYTES + 2 * Integer.BYTES;

    private static final int POINT = 4 * Long.BYTES + 3 * Integer.BYTES + 1;
    private static final int SMALLEST_MEMBER = 2 * Long.BYTES + Short.BYTES;
    private static final int LONGEST_NAME = 0xFFFF;

    /**
     * A checkpoint without its window.
     *
     * @param state as in {@link GzipCheckpoint}: compressed offset, bit offset, uncompressed offset, length of the gzip
     *     member so far, CRC-32
     * @param windowPosition where the compressed window is in the index, in bytes
     * @param windowLength how long it is, compressed, in bytes
     * @param windowCrc CRC-32 of it, compressed
     */
    record Point(State state, long windowPosition, int windowLength, int windowCrc) {}

    /** The numbers of a {@link GzipCheckpoint}. */
    record State(long compressedOffset, int bitOffset, long uncompressedOffset, long memberLength, long crc) {

        GzipCheckpoint with(byte[] window) {
            return new GzipCheckpoint(compressedOffset, bitOffset, uncompressedOffset, memberLength, crc, window);
        }

        /** Bytes of the window: all of the gzip member, at most 32 KiB. */
        int windowSize() {
            return (int) Math.min(memberLength, Window.HISTORY);
        }

        long compressedEnd() {
            return compressedOffset + (bitOffset > 0 ? 1 : 0);
        }
    }

    /** The header of an index. */
    static ByteBuffer header(IndexedArchive archive) {
        byte[] identity = archive.identity().getBytes(StandardCharsets.UTF_8);
        return allocate(MAGIC.length + Integer.BYTES + Long.BYTES + Short.BYTES + identity.length)
                .put(MAGIC)
                .putInt(VERSION)
                .putLong(archive.size())
                .putShort((short) identity.length)
                .put(identity)
                .flip();
    }

    /** The directory. */
    ByteBuffer encode() {
        List<byte[]> names = members.stream()
                .map(member -> member.name().getBytes(StandardCharsets.UTF_8))
                .toList();
        long size = 2L * Integer.BYTES + (long) POINT * points.size() + (long) SMALLEST_MEMBER * members.size();
        size += names.stream().mapToLong(name -> name.length).sum();
        ByteBuffer out = allocate(Math.toIntExact(size));
        out.putInt(points.size());
        for (Point point : points) {
            State state = point.state();
            out.putLong(state.compressedOffset()).put((byte) state.bitOffset());
            out.putLong(state.uncompressedOffset()).putLong(state.memberLength());
            out.putInt((int) state.crc());
            out.putLong(point.windowPosition()).putInt(point.windowLength()).putInt(point.windowCrc());
        }
        out.putInt(members.size());
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i);
            if (name.length > LONGEST_NAME) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "a name of %,d bytes", name.length));
            }
            out.putShort((short) name.length).put(name);
            out.putLong(members.get(i).offset()).putLong(members.get(i).size());
        }
        return out.flip();
    }

    /** The trailer. */
    static ByteBuffer trailer(long directoryPosition, int crc) {
        return allocate(TRAILER)
                .putLong(directoryPosition)
                .putInt(crc)
                .putInt(END_MAGIC)
                .flip();
    }

    /**
     * Reads a directory whose checksum is right. It is not trusted for that: every number is checked.
     *
     * @param in all of the directory, and nothing else
     * @param windowsFrom where windows may begin
     * @param windowsTo where they must end
     * @throws IllegalArgumentException saying what is wrong
     */
    static IndexDirectory decode(IndexedArchive archive, ByteBuffer in, long windowsFrom, long windowsTo) {
        in.order(ByteOrder.LITTLE_ENDIAN);
        try {
            List<Point> points = new ArrayList<>(count(in, POINT));
            for (int left = in.getInt(in.position() - Integer.BYTES); left > 0; left--) {
                points.add(point(in, windowsFrom, windowsTo));
            }
            List<IndexedMember> members = new ArrayList<>(count(in, SMALLEST_MEMBER));
            for (int left = in.getInt(in.position() - Integer.BYTES); left > 0; left--) {
                byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
                in.get(name);
                members.add(new IndexedMember(new String(name, StandardCharsets.UTF_8), in.getLong(), in.getLong()));
            }
            expect(!in.hasRemaining(), "it continues after its last member");
            checkOrder(archive, points, members);
            return new IndexDirectory(archive, List.copyOf(points), List.copyOf(members));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("its directory is too short", e);
        }
    }

    /** Reads how many entries follow, and whether so many can. */
    private static int count(ByteBuffer in, int smallest) {
        int count = in.getInt();
        expect(
                count >= 0 && count <= in.remaining() / smallest,
                "it is too short for the number of entries that it states");
        return count;
    }

    private static Point point(ByteBuffer in, long windowsFrom, long windowsTo) {
        State state =
                new State(in.getLong(), in.get(), in.getLong(), in.getLong(), Integer.toUnsignedLong(in.getInt()));
        Point point = new Point(state, in.getLong(), in.getInt(), in.getInt());
        long room = windowsTo - point.windowPosition();
        expect(
                point.windowPosition() >= windowsFrom && point.windowLength() >= 0 && point.windowLength() <= room,
                "a window lies outside of it");
        expect(point.windowLength() <= 2 * Window.HISTORY, "a window is too long");
        return point;
    }

    private static void checkOrder(IndexedArchive archive, List<Point> points, List<IndexedMember> members) {
        long compressed = 0;
        long uncompressed = -1;
        for (Point point : points) {
            State state = point.state();
            expect(
                    state.compressedOffset() > compressed && state.compressedOffset() < archive.size(),
                    "its checkpoints are out of order, or outside of the archive");
            expect(state.uncompressedOffset() > uncompressed, "its checkpoints are out of order");
            expect(
                    state.bitOffset() >= 0
                            && state.bitOffset() < Byte.SIZE
                            && state.memberLength() >= 0
                            && state.memberLength() <= state.uncompressedOffset(),
                    "a checkpoint is invalid");
            compressed = state.compressedOffset();
            uncompressed = state.uncompressedOffset();
        }
        long end = 0;
        for (IndexedMember member : members) {
            expect(member.offset() >= end, "its members are out of order");
            end = member.end();
        }
    }

    private static void expect(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
