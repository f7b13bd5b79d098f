package org.inatsounds.evaluation.predictions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file whose rows are not the scores as they stand.
 *
 * @param layout what it was
 * @param text the same for people
 * @param about a sentence to add when recordings are missing
 * @param names what the rows were found by; null where they have no names
 * @param ignoredIndex as {@link Predictions#ignoredIndex}
 */
record FileFacts(
        Layout layout, String text, String about, @Nullable RowNames names, List<String> ignoredIndex) {

    /** The same, with what was made of the rows. */
    FileFacts made(Reading reading) {
        Pool pool = reading.pool();
        String made = (reading.activation() == Activation.NONE ? "" : ", " + reading.activation())
                + (pool == null ? "" : pool == Pool.WINDOW ? ", each window" : ", " + pool + " of rows");
        return new FileFacts(layout, text + made, about, names, ignoredIndex);
    }
}
