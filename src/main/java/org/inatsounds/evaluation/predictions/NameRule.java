package org.inatsounds.evaluation.predictions;

import java.util.Locale;

/** By which rule a label was found to mean a category. */
public enum NameRule {
    /** A file says so. */
    LABEL_MAP("in the label map"),
    /** It is the category's id. */
    ID("a category id"),
    /** It is the scientific name, perhaps with an underscore for the blank. */
    SCIENTIFIC("a scientific name"),
    /** It is the common name. */
    COMMON("a common name"),
    /** It is the name of the folder, {@code audio_dir_name}. */
    FOLDER("an audio_dir_name"),
    /** It is {@code Genus species_Common name}, as BirdNET writes labels. */
    BIRDNET("Genus species_Common name"),
    /** It is, or begins like a label of BirdNET with, another scientific name of the species. */
    SYNONYM("another scientific name of the species");

    private final String meaning;

    NameRule(String meaning) {
        this.meaning = meaning;
    }

    /** What such a label is, for people. */
    public String meaning() {
        return meaning;
    }

    /** For programs: {@code label_map}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
