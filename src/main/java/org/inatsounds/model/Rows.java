package org.inatsounds.model;

import org.jspecify.annotations.Nullable;

/**
 * What a graph gives for a batch: a row for each row that it was fed with.
 *
 * @param scores {@link Values#NONE} if the model gives none
 * @param embedding likewise
 */
record Rows(Values scores, Values embedding) {

    /** The rows of one output. */
    static final class Values {

        static final Values NONE = new Values(null);

        private final float @Nullable [][] rows;

        Values(float @Nullable [][] rows) {
            this.rows = rows;
        }

        /** Of a row; 0 if there is none. */
        int length() {
            return rows == null || rows.length == 0 ? 0 : rows[0].length;
        }

        float @Nullable [] row(int index) {
            return rows == null ? null : rows[index];
        }
    }
}
