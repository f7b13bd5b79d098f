package org.inatsounds.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the numbers of a {@code .npy} file.
 *
 * @param descr the type as the file has it, with its quotes, for messages
 * @param type null where it is none that can be read: text, objects, records, complex numbers
 * @param order of the bytes of a number
 * @param fortran whether the first dimension varies fastest, not the last
 * @param shape the length of each dimension
 * @param dataStart offset of the first number
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares headers.
public record NpyHeader(
        String descr, @Nullable NpyType type, ByteOrder order, boolean fortran, long[] shape, long dataStart) {

    /** As much as NumPy reads: a real header has some 100 bytes. */
    public static final int LONGEST = 10_000;

    /** The most bytes from which {@link #read} needs to read. */
    public static final int LONGEST_START = 12 + LONGEST;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int DIMENSIONS = 64;
    private static final int QUOTED = 60;

    /** Whether a file that begins like this claims to be a {@code .npy}. */
    public static boolean isMagic(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length));
    }

    /** Of numbers that no file has a header for: in C order, from the very beginning. */
    public static NpyHeader of(NpyType type, ByteOrder order, long... shape) {
        return new NpyHeader("'" + type.descriptor() + "'", type, order, false, shape, 0);
    }

    /**
     * Reads a header.
     *
     * @param in is read as far as the first number
     * @param size bytes that there are in all
     * @param file its name, for messages
     * @throws BadInputException when it is none
     * @throws IOException as the stream does
     */
    public static NpyHeader read(InputStream in, long size, String file) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (!isMagic(start)) {
            throw new BadInputException(file + ": it does not begin like a .npy file");
        }
        int version = start.length > MAGIC.length ? start[MAGIC.length] : 0;
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        byte[] lengthField = in.readNBytes(lengthBytes);
        if (version < 1 || version > 3 || lengthField.length < lengthBytes) {
            throw new BadInputException(file + ": .npy of version " + version + ": expected 1, 2 or 3");
        }
        ByteBuffer number = ByteBuffer.wrap(lengthField).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? Short.toUnsignedLong(number.getShort()) : Integer.toUnsignedLong(number.getInt());
        if (length > LONGEST) {
            throw new BadInputException(
                    file + ": the .npy header claims " + length + " bytes: expected at most " + LONGEST);
        }
        long from = start.length + (long) lengthBytes;
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw new BadInputException(file + ": the .npy header claims " + length + " bytes, the file has "
                    + Math.max(text.length, size - from) + ": is it truncated?");
        }
        return parse(new String(text, StandardCharsets.ISO_8859_1), from + length, file);
    }

    private static NpyHeader parse(String text, long dataStart, String file) {
        Map<String, String> values = HeaderText.parse(text);
        String descr = values == null ? null : values.get("descr");
        String fortran = values == null ? null : values.get("fortran_order");
        String shape = values == null ? null : values.get("shape");
        if (descr == null || shape == null || !("True".equals(fortran) || "False".equals(fortran))) {
            throw new BadInputException(file + ": expected descr, fortran_order and shape in the .npy header, got "
                    + shortened(text.strip()));
        }
        long[] lengths = HeaderText.numbers(shape);
        if (lengths == null || lengths.length > DIMENSIONS) {
            throw new BadInputException(
                    file + ": expected a shape such as (3, 2) in the .npy header, got " + shortened(shape));
        }
        String name = descr.substring(1, Math.max(1, descr.length() - 1));
        boolean ordered = !name.isEmpty() && "<>=|".indexOf(name.charAt(0)) >= 0;
        boolean quoted = descr.startsWith("'") || descr.startsWith("\"");
        ByteOrder order = switch (ordered ? name.charAt(0) : '=') {
            case '<' -> ByteOrder.LITTLE_ENDIAN;
            case '>' -> ByteOrder.BIG_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
        NpyType type = quoted ? NpyType.of(ordered ? name.substring(1) : name) : null;
        return new NpyHeader(shortened(descr), type, order, "True".equals(fortran), lengths, dataStart);
    }

    private static String shortened(String text) {
        String cut = text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    /**
     * How many bytes the numbers take; {@link Long#MAX_VALUE} where that is beyond any file.
     *
     * @throws IllegalStateException if their type can't be read
     */
    public long dataBytes() {
        if (type == null) {
            throw new IllegalStateException("no numbers: " + descr);
        }
        return product(type.bytes());
    }

    private long product(long first) {
        long product = first;
        for (long length : shape) {
            if (length == 0) {
                return 0;
            }
            product = product <= Long.MAX_VALUE / length ? product * length : Long.MAX_VALUE;
        }
        return product;
    }

    /** As Python prints it: {@code (3, 2)}, {@code (6,)}. */
    public String shapeText() {
        String lengths = LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        return "(" + lengths + (shape.length == 1 ? ",)" : ")");
    }

    /**
     * Everything before the numbers, as {@code numpy.save} writes it: magic string, version 1.0, the length of the dictionary in
     * two bytes, the dictionary as Python would print it, spaces so that the numbers begin at a multiple of 64, and a line feed.
     */
    static byte[] bytes(NpyType type, int... shape) {
        long[] lengths = Arrays.stream(shape).asLongStream().toArray();
        return of(type, ByteOrder.LITTLE_ENDIAN, lengths).bytesInCOrder();
    }

    /** The same for an array like this one, with the same type and byte order, in C order. */
    public byte[] bytesInCOrder() {
        String dictionary = "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shapeText() + ", }";
        int start = MAGIC.length + 2 + Short.BYTES;
        int end = (start + dictionary.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] header = new byte[end];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (end - start))
                .put(dictionary.getBytes(StandardCharsets.US_ASCII));
        header[end - 1] = '\n';
        return header;
    }
}
