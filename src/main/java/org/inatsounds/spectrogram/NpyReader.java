package org.inatsounds.spectrogram;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;

/**
 * Reads {@code .npy} files of {@code uint8} or little-endian {@code float32}: versions 1 to 3, C or Fortran order, as
 * <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a> describes them.
 */
public final class NpyReader {

    /** As much as NumPy reads: a real header has some 100 bytes, and the patterns take the square of its length at worst. */
    private static final int MAX_HEADER = 10_000;

    private static final int MAX_DIMENSIONS = 8;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    private final String name;
    private final InputStream in;
    private final ElementType type;
    private final int[] shape;
    private final boolean fortran;
    private final long elementBytes;

    /** Reads as far as the elements. */
    private NpyReader(String name, InputStream in, long size) throws IOException {
        this.name = name;
        this.in = in;
        byte[] start = bytes(NpyWriter.MAGIC.length);
        int version = start[6];
        if (!Arrays.equals(start, 0, 6, NpyWriter.MAGIC, 0, 6) || version < 1 || version > 3) {
            throw new BadInputException(name + " does not begin like a .npy file of version 1 to 3.");
        }
        byte[] length = bytes(version == 1 ? 2 : 4);
        int headerLength = (length[0] & 0xFF) | ((length[1] & 0xFF) << 8);
        if (headerLength > MAX_HEADER || (length.length == 4 && (length[2] | length[3]) != 0)) {
            throw new BadInputException(name + ": its header is longer than " + MAX_HEADER + " bytes.");
        }
        String header = new String(bytes(headerLength), StandardCharsets.ISO_8859_1);
        type = type(header);
        shape = shape(header);
        fortran = find(ORDER, header, "order").equals("True");
        elementBytes = elementBytes(size - start.length - length.length - headerLength);
    }

    /**
     * Reads a file. No more memory is taken than the file is long.
     *
     * @throws BadInputException if it is not such a file, ends too early, or has 2 GiB or more
     * @throws DataMismatchException if there is no such file
     * @throws StorageException if it can't be read
     */
    public static NpyArray read(Path file) {
        return opened(file, NpyReader::readElements);
    }

    /**
     * Compares a file with an array, in bounded memory where the file is in C order.
     *
     * @throws BadInputException as {@link #read}
     * @throws DataMismatchException if there is no such file, or shape or type differ
     * @throws StorageException as {@link #read}
     */
    public static Parity compare(Path file, ArrayContent actual) {
        return opened(file, reader -> {
            Parity.requireAlike(reader.type, reader.shape, actual);
            if (reader.fortran) {
                return Parity.of(reader.readElements(), actual);
            }
            Comparison comparison = new Comparison(reader.type, reader.in);
            actual.writeElements(comparison);
            return comparison.parity();
        });
    }

    private interface Use<T> {
        T of(NpyReader reader) throws IOException;
    }

    private static <T> T opened(Path file, Use<T> use) {
        try (InputStream in = Files.newInputStream(file)) {
            return use.of(new NpyReader(file.toString(), in, Files.size(file)));
        } catch (NoSuchFileException e) {
            throw new DataMismatchException("There is no file " + file + ".", e);
        } catch (EOFException e) {
            throw new BadInputException(file + " ends within its header: expected a .npy file.", e);
        } catch (IOException e) {
            throw new StorageException("Can't read " + file + ": " + e.getMessage(), e);
        }
    }

    private NpyArray readElements() throws IOException {
        if (elementBytes > Integer.MAX_VALUE - 8) {
            throw new BadInputException(name + " holds an array of 2 GiB or more: " + Arrays.toString(shape) + ".");
        }
        byte[] elements = bytes((int) elementBytes);
        return new NpyArray(type, shape, fortran ? turn(elements, type.bytes(), shape) : elements);
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private String find(Pattern pattern, String header, String what) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new BadInputException(
                    name + ": its header does not tell the array's " + what + ": " + header.strip());
        }
        return matcher.group(1);
    }

    private ElementType type(String header) {
        String descriptor = find(TYPE, header, "type");
        for (ElementType type : ElementType.values()) {
            if (type.descriptor().equals(descriptor)) {
                return type;
            }
        }
        throw new BadInputException(
                name + " holds elements of type '" + descriptor + "': expected '|u1' (uint8) or '<f4' (float32).");
    }

    private int[] shape(String header) {
        String[] parts = find(SHAPE, header, "shape").split(",");
        if (parts.length > MAX_DIMENSIONS) {
            throw new BadInputException(name + " has more than " + MAX_DIMENSIONS + " dimensions.");
        }
        try {
            return Arrays.stream(parts)
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new BadInputException(name + ": its header does not tell the array's shape: " + header.strip(), e);
        }
    }

    private long elementBytes(long available) {
        long expected = type.bytes();
        for (int length : shape) {
            expected = length == 0 || expected <= Long.MAX_VALUE / length ? expected * length : Long.MAX_VALUE;
        }
        if (available < expected) {
            throw new BadInputException(name + " ends too early: its array takes " + expected + " bytes, but "
                    + Math.max(0, available) + " are there.");
        }
        return expected;
    }

    /** Fortran order to C order: the first dimension varies fastest in the one, the last in the other. */
    private static byte[] turn(byte[] from, int elementSize, int[] shape) {
        byte[] into = new byte[from.length];
        int[] index = new int[shape.length];
        for (int at = 0; at < from.length; at += elementSize) {
            int place = 0;
            for (int d = shape.length - 1; d >= 0; d--) {
                place = place * shape[d] + index[d];
            }
            System.arraycopy(from, place * elementSize, into, at, elementSize);
            for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
                index[d] = 0;
            }
        }
        return into;
    }
}
