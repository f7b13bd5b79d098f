package org.inatsounds;

import java.util.function.Supplier;

/**
 * Where long work reports how far it is. The work names its steps and counts; how, where and whether that is shown is not
 * its concern.
 */
public interface Progress {

    /** What is counted. */
    enum Unit {
        /** Shown with binary prefixes, as a rate, and with the time left. */
        BYTES,
        /** Rows of a prediction file. */
        ROWS,
        /** Recordings, or other files of the dataset. */
        RECORDINGS
    }

    /** A total that is not known. */
    long UNKNOWN = -1;

    /** Shows nothing. */
    Progress NONE = (what, total, unit) -> new Step() {
        @Override
        public void advance(long count) {}

        @Override
        public void alreadyDone(long count) {}

        @Override
        public void close() {}
    };

    /**
     * Begins a step. One step is shown at a time; a step ends when it is closed.
     *
     * @param what the step in a few words, for example {@code train.tar.gz}
     * @param total how much there is to do, in {@code unit}, or {@link #UNKNOWN}
     */
    Step start(String what, long total, Unit unit);

    /** One step under way. Every method may be called from any thread. */
    interface Step extends AutoCloseable {

        /** Counts work that was just done. A negative count takes back what was lost and has to be done again. */
        void advance(long count);

        /** Counts work that an earlier run did: it moves the bar, but not the rate. */
        void alreadyDone(long count);

        /**
         * Names something else that is worth seeing beside the count, for example how many seconds of audio were done. It is
         * asked for whenever the step is shown.
         */
        default void also(Supplier<String> more) {}

        /**
         * Says what is done when everything is counted and the step is not over yet, for example {@code unpacking}.
         *
         * @param what in a word or two
         */
        default void ending(String what) {}

        @Override
        void close();
    }
}
