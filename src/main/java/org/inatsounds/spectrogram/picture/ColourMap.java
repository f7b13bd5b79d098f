package org.inatsounds.spectrogram.picture;

import java.util.HexFormat;
import java.util.Locale;

/** From levels to colours. In all of them a louder sound is lighter, also for the colour-blind and in print. */
public enum ColourMap {
    VIRIDIS,
    MAGMA,
    INFERNO,
    GREY;

    /** How many levels there are: 0, the quietest, to 255. */
    public static final int LEVELS = 256;

    /** The colours of all levels: red, green and blue of the lowest first, 768 bytes. */
    byte[] table() {
        return switch (this) {
            case VIRIDIS -> parse(ColourTables.VIRIDIS);
            case MAGMA -> parse(ColourTables.MAGMA);
            case INFERNO -> parse(ColourTables.INFERNO);
            case GREY -> grey();
        };
    }

    private static byte[] parse(String table) {
        return HexFormat.of().parseHex(table.replace("\n", ""));
    }

    private static byte[] grey() {
        byte[] table = new byte[3 * LEVELS];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (i / 3);
        }
        return table;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
