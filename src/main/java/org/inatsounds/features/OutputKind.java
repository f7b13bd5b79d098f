package org.inatsounds.features;

import java.util.Locale;

/** What spectrograms are written as: the values of {@code --to}. */
public enum OutputKind {
    /** One array a recording. */
    NPY(".npy"),
    /** One picture a recording. */
    PNG(".png"),
    /** One array of windows a recording. */
    WINDOWS(".npy"),
    /** Tar shards. */
    WEBDATASET(".tar");

    private final String ending;

    OutputKind(String ending) {
        this.ending = ending;
    }

    /** Of its files. */
    String ending() {
        return ending;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
