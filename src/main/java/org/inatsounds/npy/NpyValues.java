package org.inatsounds.npy;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Numbers of one type in a buffer, as doubles: exact, but for integers beyond 2<sup>53</sup>. */
public interface NpyValues {

    /** The number at an index. */
    double at(int index);

    /**
     * Picks numbers of a row.
     *
     * @param row index of the row's first number
     * @param columns which numbers, counted from there
     * @param out where they go
     */
    default void pick(int row, int[] columns, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = at(row + columns[i]);
        }
    }

    /**
     * A view of a buffer, from its position on.
     *
     * @param buffer in the byte order of its numbers
     * @param width numbers a row, for {@link #pick}; 0 where it is not called
     */
    static NpyValues of(ByteBuffer buffer, NpyType type, int width) {
        return switch (type) {
            case FLOAT16 -> new Halves(buffer.asShortBuffer(), new short[width]);
            case FLOAT32 -> new Floats(buffer.asFloatBuffer(), new float[width]);
            case FLOAT64 -> new Doubles(buffer.asDoubleBuffer(), new double[width]);
            default -> new Integers(buffer.slice().order(buffer.order()), type);
        };
    }

    /** Booleans and integers. */
    final class Integers implements NpyValues {

        private final ByteBuffer values;
        private final NpyType type;

        Integers(ByteBuffer values, NpyType type) {
            this.values = values;
            this.type = type;
        }

        @Override
        public double at(int index) {
            return switch (type) {
                case BOOL -> values.get(index) == 0 ? 0 : 1;
                case INT8 -> values.get(index);
                case UINT8 -> Byte.toUnsignedInt(values.get(index));
                case INT16 -> values.getShort(Short.BYTES * index);
                case UINT16 -> Short.toUnsignedInt(values.getShort(Short.BYTES * index));
                case INT32 -> values.getInt(Integer.BYTES * index);
                case UINT32 -> Integer.toUnsignedLong(values.getInt(Integer.BYTES * index));
                case INT64 -> values.getLong(Long.BYTES * index);
                case UINT64 -> unsigned(values.getLong(Long.BYTES * index));
                default -> throw new IllegalStateException("no integers: " + type);
            };
        }

        private static double unsigned(long bits) {
            return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
        }
    }

    /** IEEE 754 binary16. */
    final class Halves implements NpyValues {

        private static final int FRACTION_BITS = 10;
        private static final int MAX_EXPONENT = 31;

        private final ShortBuffer values;
        private final short[] line;

        Halves(ShortBuffer values, short[] line) {
            this.values = values;
            this.line = line;
        }

        @Override
        public double at(int index) {
            return value(values.get(index));
        }

        @Override
        public void pick(int row, int[] columns, double[] out) {
            values.get(row, line);
            for (int i = 0; i < out.length; i++) {
                out[i] = value(line[columns[i]]);
            }
        }

        static double value(short bits) {
            int exponent = bits >> FRACTION_BITS & MAX_EXPONENT;
            int fraction = bits & (1 << FRACTION_BITS) - 1;
            double magnitude;
            if (exponent == MAX_EXPONENT) {
                magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            } else if (exponent == 0) {
                magnitude = fraction * 0x1p-24;
            } else {
                magnitude = Math.scalb((double) (fraction + (1 << FRACTION_BITS)), exponent - 25);
            }
            return bits < 0 ? -magnitude : magnitude;
        }
    }

    /** IEEE 754 binary32. */
    final class Floats implements NpyValues {

        private final FloatBuffer values;
        private final float[] line;

        Floats(FloatBuffer values, float[] line) {
            this.values = values;
            this.line = line;
        }

        @Override
        public double at(int index) {
            return values.get(index);
        }

        @Override
        public void pick(int row, int[] columns, double[] out) {
            values.get(row, line);
            for (int i = 0; i < out.length; i++) {
                out[i] = line[columns[i]];
            }
        }
    }

    /** IEEE 754 binary64. */
    final class Doubles implements NpyValues {

        private final DoubleBuffer values;
        private final double[] line;

        Doubles(DoubleBuffer values, double[] line) {
            this.values = values;
            this.line = line;
        }

        @Override
        public double at(int index) {
            return values.get(index);
        }

        @Override
        public void pick(int row, int[] columns, double[] out) {
            values.get(row, line);
            for (int i = 0; i < out.length; i++) {
                out[i] = line[columns[i]];
            }
        }
    }
}
