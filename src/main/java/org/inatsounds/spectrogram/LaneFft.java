package org.inatsounds.spectrogram;

/**
 * Fourier transforms of many signals at once, of a length that is a power of two. Each signal is a lane: element {@code n} of
 * all signals is one array, and every step of the transform is a loop along such arrays, which the JIT compiler turns into
 * vector instructions. That is two to three times as fast as one signal after the other with JTransforms, which is what this
 * class is tested against.
 *
 * <p>In place, radix 4, decimation in frequency (Cooley and Tukey; Van Loan, <i>Computational Frameworks for the Fast Fourier
 * Transform</i>, 1992, section 2). Results are in digit-reversed order: {@link #place} tells where. The loops are small on
 * purpose: the compiler of Java 17 leaves larger ones as they are.
 */
final class LaneFft {

    private final int size;
    /** Of {@code exp(-2πik/size)}. */
    private final double[] cosines;

    private final double[] sines;
    private final int[] places;
    private final double[][] spare;

    /**
     * Prepares the tables.
     *
     * @param size length of the signals, a power of two, at least 2
     * @param lanes how many signals at most
     */
    LaneFft(int size, int lanes) {
        this.size = size;
        cosines = new double[size];
        sines = new double[size];
        for (int k = 0; k < size; k++) {
            cosines[k] = Math.cos(2 * Math.PI * k / size);
            sines[k] = -Math.sin(2 * Math.PI * k / size);
        }
        places = new int[size];
        number(places, 0, size, 0, 1);
        spare = new double[4][lanes];
    }

    /** The row in which bin {@code k} is after {@link #forward}. */
    int place(int k) {
        return places[k];
    }

    /** Follows the transform: the rows from {@code from} on hold the bins {@code first}, {@code first + step} and so on. */
    private static void number(int[] places, int from, int length, int first, int step) {
        if (length == 1) {
            places[first] = from;
            return;
        }
        int parts = length == 2 ? 2 : 4;
        int part = length / parts;
        for (int i = 0; i < parts; i++) {
            number(places, from + i * part, part, first + i * step, parts * step);
        }
    }

    /**
     * Transforms.
     *
     * @param re real parts, a row for each element of the signals
     * @param im imaginary parts
     * @param lanes how many signals there are
     */
    void forward(double[][] re, double[][] im, int lanes) {
        int length = size;
        for (; length >= 4; length /= 4) {
            for (int j = 0; j < length / 4; j++) {
                int angle = j * (size / length);
                for (int base = j; base < size; base += length) {
                    four(re, im, base, length / 4, angle, lanes);
                }
            }
        }
        if (length == 2) {
            for (int base = 0; base < size; base += 2) {
                two(re[base], re[base + 1], lanes);
                two(im[base], im[base + 1], lanes);
            }
        }
    }

    /** The four elements {@code base + i * step} of each signal: their transform, turned by {@code i * angle}. */
    private void four(double[][] re, double[][] im, int base, int step, int angle, int lanes) {
        double[] re0 = re[base];
        double[] im0 = im[base];
        double[] re1 = re[base + step];
        double[] im1 = im[base + step];
        double[] re2 = re[base + 2 * step];
        double[] im2 = im[base + 2 * step];
        double[] re3 = re[base + 3 * step];
        double[] im3 = im[base + 3 * step];
        differences(re0, re2, im1, im3, spare[0], spare[2], lanes);
        differences(im0, im2, re3, re1, spare[1], spare[3], lanes);
        sums(re0, re1, re2, re3, lanes);
        sums(im0, im1, im2, im3, lanes);
        if (angle == 0) {
            System.arraycopy(spare[0], 0, re1, 0, lanes);
            System.arraycopy(spare[1], 0, im1, 0, lanes);
            System.arraycopy(spare[2], 0, re3, 0, lanes);
            System.arraycopy(spare[3], 0, im3, 0, lanes);
            return;
        }
        turn(spare[0], spare[1], re1, im1, cosines[angle], sines[angle], lanes);
        turn(re2, im2, re2, im2, cosines[2 * angle], sines[2 * angle], lanes);
        turn(spare[2], spare[3], re3, im3, cosines[3 * angle], sines[3 * angle], lanes);
    }

    private static void sums(double[] a, double[] b, double[] c, double[] d, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double x = a[i] + c[i];
            double y = b[i] + d[i];
            a[i] = x + y;
            c[i] = x - y;
        }
    }

    private static void differences(
            double[] a, double[] c, double[] b, double[] d, double[] plus, double[] minus, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double x = a[i] - c[i];
            double y = b[i] - d[i];
            plus[i] = x + y;
            minus[i] = x - y;
        }
    }

    private static void turn(
            double[] re, double[] im, double[] intoRe, double[] intoIm, double cosine, double sine, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double x = re[i];
            double y = im[i];
            intoRe[i] = x * cosine - y * sine;
            intoIm[i] = x * sine + y * cosine;
        }
    }

    private static void two(double[] a, double[] b, int lanes) {
        for (int i = 0; i < lanes; i++) {
            double x = a[i];
            double y = b[i];
            a[i] = x + y;
            b[i] = x - y;
        }
    }
}
