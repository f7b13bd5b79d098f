package org.inatsounds.audio;

/** ITU-T G.711: the 256 values of either law, on the scale of 16-bit integers (13 bits times 8, 14 bits times 4). */
final class G711 {

    private static final int SIGN = 0x80;

    private G711() {}

    /** Table 1: even bits are inverted, eight segments of 16 steps, the first two alike. Up to ±32,256. */
    static double[] aLaw() {
        double[] values = new double[256];
        for (int code = 0; code < values.length; code++) {
            int bits = code ^ 0x55;
            int segment = (bits & 0x70) >> 4;
            int middle = ((bits & 0x0F) << 4) + 8;
            int magnitude = segment == 0 ? middle : (middle + 0x100) << (segment - 1);
            values[code] = (bits & SIGN) != 0 ? magnitude : -magnitude;
        }
        return values;
    }

    /** Table 2: all bits are inverted, eight segments of 16 steps, moved by a bias of 132. Up to ±32,124. */
    static double[] muLaw() {
        int bias = 132;
        double[] values = new double[256];
        for (int code = 0; code < values.length; code++) {
            int bits = ~code;
            int segment = (bits & 0x70) >> 4;
            int magnitude = ((((bits & 0x0F) << 3) + bias) << segment) - bias;
            values[code] = (bits & SIGN) != 0 ? -magnitude : magnitude;
        }
        return values;
    }
}
