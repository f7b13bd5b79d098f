package org.inatsounds.spectrogram.picture;

/**
 * The colours of a PNG. Without axes they are the 256 levels. With axes the levels share 252 colours, for the axes need a
 * few of their own: that moves a level by less than two.
 */
enum Palette {
    LEVELS_ONLY(ColourMap.LEVELS),
    WITH_AXES(ColourMap.LEVELS - 4);

    /** Around the spectrogram. */
    static final byte BACKGROUND = (byte) 252;

    /** Of labels. */
    static final byte INK = (byte) 253;

    /** Of lines, and of units. */
    static final byte PALE_INK = (byte) 254;

    private static final int[] AXES = {0xFFFFFF, 0x1F2328, 0x6E7781, 0x000000};

    private final int shades;

    Palette(int shades) {
        this.shades = shades;
    }

    /** The colour of a level. */
    byte index(int level) {
        return (byte) (level * shades / ColourMap.LEVELS);
    }

    /** Red, green and blue of all 256 colours. */
    byte[] table(ColourMap colours) {
        byte[] levels = colours.table();
        byte[] table = new byte[3 * ColourMap.LEVELS];
        for (int i = 0; i < shades; i++) {
            int level = Math.round((float) i * (ColourMap.LEVELS - 1) / (shades - 1));
            System.arraycopy(levels, 3 * level, table, 3 * i, 3);
        }
        for (int i = shades; i < ColourMap.LEVELS; i++) {
            int rgb = AXES[i - shades];
            table[3 * i] = (byte) (rgb >> 16);
            table[3 * i + 1] = (byte) (rgb >> 8);
            table[3 * i + 2] = (byte) rgb;
        }
        return table;
    }
}
