package org.inatsounds.evaluation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.BadInputException;
import org.jspecify.annotations.Nullable;

/**
 * The header of a {@code .npy} file with a matrix of floats in C order (NumPy Enhancement Proposal 1, and
 * {@code numpy.lib.format}, versions 1.0 to 3.0).
 *
 * @param itemBytes 2, 4 or 8
 * @param order of the bytes of a number
 * @param rows at least 0
 * @param columns at least 0
 * @param dataStart offset of the first number
 */
record NpyHeader(int itemBytes, ByteOrder order, long rows, long columns, long dataStart) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** As much as NumPy reads: a real header has some 100 bytes, and the patterns take the square of its length at worst. */
    private static final int MAX_LENGTH = 10_000;

    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*(['\"][^'\"]*['\"]|\\[[^\\]]*)");
    private static final Pattern FLOAT = Pattern.compile("['\"]([<>=])f([248])['\"]");
    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^()]*)\\)");
    private static final Pattern MATRIX = Pattern.compile("\\s*([0-9]{1,15})L?\\s*,\\s*([0-9]{1,9})L?\\s*(?:,\\s*)?");

    /** Whether a file that begins like this claims to be a {@code .npy}. */
    static boolean isMagic(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length));
    }

    /**
     * Reads the header of a file that begins with the magic bytes.
     *
     * @throws BadInputException when it is no such matrix, or the file has not as many bytes as the header says
     */
    static NpyHeader read(Content content, String file) throws IOException {
        long size = content.size();
        ByteBuffer start = bytes(content, file, MAGIC.length, Math.min(6, size - MAGIC.length));
        int version = start.remaining() > 0 ? start.get() : 0;
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        if (version < 1 || version > 3 || start.remaining() < lengthBytes + 1) {
            throw new BadInputException(file + ": .npy of version " + version + ": expected 1, 2 or 3");
        }
        start.get();
        long length = version == 1 ? Short.toUnsignedLong(start.getShort()) : Integer.toUnsignedLong(start.getInt());
        long from = MAGIC.length + 2L + lengthBytes;
        if (length > MAX_LENGTH) {
            throw new BadInputException(
                    file + ": the .npy header claims " + length + " bytes: expected at most " + MAX_LENGTH);
        }
        if (from + length > size) {
            throw new BadInputException(file + ": the .npy header claims " + length + " bytes, the file has "
                    + (size - from) + ": was it cut?");
        }
        String text = StandardCharsets.ISO_8859_1
                .decode(bytes(content, file, from, length))
                .toString();
        NpyHeader header = parse(text, from + length, file);
        header.checkSize(size, file);
        return header;
    }

    private static ByteBuffer bytes(Content content, String file, long from, long count) throws IOException {
        if (count < 0) {
            throw new BadInputException(file + ": the .npy header is cut");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) count).order(ByteOrder.LITTLE_ENDIAN);
        content.read(from, buffer);
        return buffer.flip();
    }

    private static NpyHeader parse(String text, long dataStart, String file) {
        String descr = find(DESCR, text);
        String fortran = find(FORTRAN, text);
        String shape = find(SHAPE, text);
        if (descr == null || fortran == null || shape == null) {
            throw new BadInputException(file + ": expected descr, fortran_order and shape in the .npy header, got "
                    + Quote.shortened(text.strip()));
        }
        Matcher type = FLOAT.matcher(descr);
        if (!type.matches()) {
            throw new BadInputException(file + ": expected float16, float32 or float64, got " + Quote.shortened(descr)
                    + ": convert with array.astype('float32')");
        }
        if (fortran.equals("True")) {
            throw new BadInputException(
                    file + ": expected C order, got Fortran order: convert with numpy.ascontiguousarray");
        }
        Matcher matrix = MATRIX.matcher(shape);
        if (!matrix.matches()) {
            throw new BadInputException(
                    file + ": expected a matrix [recordings, columns], got the shape (" + Quote.shortened(shape) + ")");
        }
        ByteOrder order = switch (type.group(1)) {
            case "<" -> ByteOrder.LITTLE_ENDIAN;
            case ">" -> ByteOrder.BIG_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
        return new NpyHeader(
                Integer.parseInt(type.group(2)),
                order,
                Long.parseLong(matrix.group(1)),
                Long.parseLong(matrix.group(2)),
                dataStart);
    }

    private static @Nullable String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private void checkSize(long size, String file) {
        // Saturates where the product would overflow: no file is that long.
        long expected = rows > (Long.MAX_VALUE - dataStart) / Math.max(1, columns * itemBytes)
                ? Long.MAX_VALUE
                : dataStart + rows * columns * itemBytes;
        if (size < expected) {
            throw new BadInputException(file + ": the file ends within the matrix: expected " + expected
                    + " bytes for the shape (" + rows + ", " + columns + "), got " + size + ": was it cut?");
        }
        if (size > expected) {
            throw new BadInputException(file + ": " + (size - expected) + " bytes follow the matrix of shape (" + rows
                    + ", " + columns + "): expected one array");
        }
    }
}
