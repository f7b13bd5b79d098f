package org.inatsounds.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Turns stored samples into numbers on the scale of 16-bit integers. Exact: a double holds each value of each format (of
 * 64-bit floats, because 32,768 is a power of two).
 */
interface SampleDecoder {

    // Constants, and so compiled to plain loads; a handle in a variable is several times slower.
    VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * Decodes samples that lie next to each other.
     *
     * @param bytes holds them from {@code offset} on
     * @param values takes {@code count} numbers from index 0 on
     */
    void decode(byte[] bytes, int offset, double[] values, int count);

    /** The decoder of a format. */
    static SampleDecoder of(WavFormat format) {
        return switch (format.encoding()) {
            case PCM -> pcm(format.sampleBytes(), format.order());
            case FLOAT -> format.bits() == 32 ? float32(format.order()) : float64(format.order());
            case A_LAW -> table(G711.aLaw());
            case MU_LAW -> table(G711.muLaw());
        };
    }

    private static SampleDecoder pcm(int sampleBytes, ByteOrder order) {
        return switch (sampleBytes) {
            case 1 -> table(unsigned8());
            case 2 -> pcm16(order);
            case 3 -> pcm24(order);
            default -> pcm32(order);
        };
    }

    /** MPI, "Data Format of the Samples": one to eight bits are unsigned, the middle is 128. */
    private static double[] unsigned8() {
        double[] values = new double[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 128) * 256.0;
        }
        return values;
    }

    private static SampleDecoder table(double[] table) {
        return (bytes, offset, values, count) -> {
            for (int i = 0; i < count; i++) {
                values[i] = table[bytes[offset + i] & 0xFF];
            }
        };
    }

    private static SampleDecoder pcm16(ByteOrder order) {
        boolean reverse = order == ByteOrder.BIG_ENDIAN;
        return (bytes, offset, values, count) -> {
            for (int i = 0; i < count; i++) {
                short value = (short) SHORTS.get(bytes, offset + 2 * i);
                values[i] = reverse ? Short.reverseBytes(value) : value;
            }
        };
    }

    private static SampleDecoder pcm24(ByteOrder order) {
        int top = order == ByteOrder.LITTLE_ENDIAN ? 2 : 0;
        int bottom = 2 - top;
        return (bytes, offset, values, count) -> {
            for (int i = 0, at = offset; i < count; i++, at += 3) {
                int value = bytes[at + top] << 16 | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + bottom] & 0xFF);
                values[i] = value / 256.0;
            }
        };
    }

    private static SampleDecoder pcm32(ByteOrder order) {
        boolean reverse = order == ByteOrder.BIG_ENDIAN;
        return (bytes, offset, values, count) -> {
            for (int i = 0; i < count; i++) {
                int value = (int) INTS.get(bytes, offset + 4 * i);
                values[i] = (reverse ? Integer.reverseBytes(value) : value) / 65_536.0;
            }
        };
    }

    private static SampleDecoder float32(ByteOrder order) {
        boolean reverse = order == ByteOrder.BIG_ENDIAN;
        return (bytes, offset, values, count) -> {
            for (int i = 0; i < count; i++) {
                int value = (int) INTS.get(bytes, offset + 4 * i);
                values[i] = Float.intBitsToFloat(reverse ? Integer.reverseBytes(value) : value) * 32_768.0;
            }
        };
    }

    private static SampleDecoder float64(ByteOrder order) {
        boolean reverse = order == ByteOrder.BIG_ENDIAN;
        return (bytes, offset, values, count) -> {
            for (int i = 0; i < count; i++) {
                long value = (long) LONGS.get(bytes, offset + 8 * i);
                values[i] = Double.longBitsToDouble(reverse ? Long.reverseBytes(value) : value) * 32_768.0;
            }
        };
    }
}
