package org.inatsounds.evaluation;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Numbers of one item type in a buffer, as doubles. Every float16 and float32 is a double exactly. */
interface NpyValues {

    /** The number at an index. */
    double at(int index);

    /**
     * Picks numbers of a row.
     *
     * @param row index of the row's first number
     * @param columns which numbers, counted from there
     * @param out where they go
     */
    void pick(int row, int[] columns, double[] out);

    /**
     * A view of a buffer.
     *
     * @param buffer in the byte order of its numbers
     * @param itemBytes 2, 4 or 8
     * @param width numbers a row
     */
    static NpyValues of(ByteBuffer buffer, int itemBytes, int width) {
        return switch (itemBytes) {
            case Short.BYTES -> new Halves(buffer.asShortBuffer(), new short[width]);
            case Float.BYTES -> new Floats(buffer.asFloatBuffer(), new float[width]);
            default -> new Doubles(buffer.asDoubleBuffer(), new double[width]);
        };
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
