package org.inatsounds.spectrogram.picture;

/** How many colours a terminal shows. */
public enum ColourDepth {
    /** Any red, green and blue of 8 bits. */
    TRUECOLOR {
        @Override
        String code(int red, int green, int blue) {
            return "2;" + red + ";" + green + ";" + blue;
        }
    },
    /** The cube of 6 x 6 x 6 colours and the 24 greys of xterm. Its first 16 colours look different everywhere. */
    COLOURS_256 {
        @Override
        String code(int red, int green, int blue) {
            return "5;" + nearest(red, green, blue);
        }
    },
    /** None: characters that are darker or lighter. */
    NONE {
        @Override
        String code(int red, int green, int blue) {
            return "";
        }
    };

    private static final int CUBE = 16;
    private static final int GREYS = CUBE + 6 * 6 * 6;
    private static final int COLOURS = 256;

    /** A colour as the parameters of an escape sequence, what follows {@code 38;} or {@code 48;}. Each is 0 to 255. */
    abstract String code(int red, int green, int blue);

    /** The index of the colour with the least distance in RGB. */
    static int nearest(int red, int green, int blue) {
        int best = CUBE;
        int least = Integer.MAX_VALUE;
        for (int index = CUBE; index < COLOURS; index++) {
            int dr = red - component(index, 36);
            int dg = green - component(index, 6);
            int db = blue - component(index, 1);
            int distance = dr * dr + dg * dg + db * db;
            if (distance < least) {
                least = distance;
                best = index;
            }
        }
        return best;
    }

    /**
     * The red, green or blue of a colour.
     *
     * @param weight of the component in the cube's index: 36 for red, 6 for green, 1 for blue
     */
    private static int component(int index, int weight) {
        if (index >= GREYS) {
            return 8 + 10 * (index - GREYS);
        }
        int step = (index - CUBE) / weight % 6;
        return step == 0 ? 0 : 55 + 40 * step;
    }
}
