package org.inatsounds.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** {@code .npy} files, right and wrong ones, for the targets of the fuzzer. */
public final class NpyBytes {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private NpyBytes() {}

    /** A file of any header. */
    public static byte[] of(int version, String header, byte[] elements) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer file = ByteBuffer.allocate(MAGIC.length + 2 + Integer.BYTES + text.length + elements.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            file.putShort((short) text.length);
        } else {
            file.putInt(text.length);
        }
        file.put(text).put(elements).flip();
        byte[] bytes = new byte[file.remaining()];
        file.get(bytes);
        return bytes;
    }

    /** Numbers as a file of that type has them: those of a type that can hold them. */
    public static byte[] elements(String type, double... numbers) {
        int bytes = type.charAt(2) - '0';
        ByteBuffer elements = ByteBuffer.allocate(bytes * numbers.length)
                .order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            switch (type.substring(1)) {
                case "f2" -> elements.putShort(half(number));
                case "f4" -> elements.putFloat((float) number);
                case "f8" -> elements.putDouble(number);
                case "b1", "i1", "u1" -> elements.put((byte) (long) number);
                case "i2", "u2" -> elements.putShort((short) (long) number);
                case "i4", "u4" -> elements.putInt((int) (long) number);
                default -> elements.putLong((long) number);
            }
        }
        return elements.array();
    }

    /** Of numbers from 1 up that a binary16 holds exactly, and 0. */
    private static short half(double number) {
        if (number == 0) {
            return 0;
        }
        int exponent = Math.getExponent(number);
        return (short) ((exponent + 15) << 10 | (int) ((number / Math.scalb(1.0, exponent) - 1) * 1024));
    }

    /** A header as NumPy writes it. */
    public static String header(String type, boolean fortran, String shape) {
        return "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }"
                .formatted(type, fortran ? "True" : "False", shape);
    }

    /** One of each kind, and headers that were made to keep a reader busy. */
    public static Stream<byte[]> seeds() {
        byte[] elements = new byte[48];
        return Stream.concat(
                Stream.of("|u1", "<f4", "<f8", ">f2", "<f2")
                        .flatMap(type -> Stream.of(
                                of(1, header(type, false, "3, 2"), elements),
                                of(2, header(type, true, "2, 3"), elements))),
                Stream.of(
                        of(3, header("<f4", false, "2147483647, 2147483647, 2147483647"), elements),
                        of(1, header("<f4", false, "0, 2147483647"), new byte[0]),
                        of(1, header("<f4", false, "3"), elements),
                        of(1, header("<f4", false, ""), elements),
                        of(1, header("<f4", false, "99999999999999, 999999999"), elements),
                        of(1, header("<f4", false, "9".repeat(400)), elements),
                        of(1, header("<f4", true, "1,".repeat(40)), elements),
                        of(2, header("<f4", false, "3, 2" + " ".repeat(60_000) + "3"), elements),
                        of(2, header("<f4", false, "3, 2" + " ".repeat(500_000) + "x"), elements),
                        of(2, "'descr': '<f4', 'fortran_order': False, " + "'shape': (".repeat(50_000), elements)));
    }
}
