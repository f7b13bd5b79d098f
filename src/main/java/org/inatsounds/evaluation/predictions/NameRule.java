package org.inatsounds.evaluation.predictions;

import java.util.Locale;

/** By which rule a label was found to mean a category. */
public enum NameRule {
    /** A file says so. */
    LABEL_MAP,
    /** It is the category's id. */
    ID,
    /** It is the scientific name, perhaps with an underscore for the blank. */
    SCIENTIFIC,
    /** It is the common name. */
    COMMON,
    /** It is the name of the folder, {@code audio_dir_name}. */
    FOLDER,
    /** It is {@code Genus species_Common name}, as BirdNET writes labels. */
    BIRDNET,
    /** It is, or begins like a label of BirdNET with, another scientific name of the species. */
    SYNONYM;

    /** For people and programs: {@code label map}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
