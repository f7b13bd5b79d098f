package org.inatsounds.subset;

import java.util.Locale;

/** Where the recordings of a subset lie. */
public enum SubsetLayout {
    /** As published: {@code <split>/<audio_dir_name>/<uuid>.wav}. */
    ORIGINAL,
    /** {@code <split>/Genus_species/<uuid>.wav}. */
    SPECIES;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
