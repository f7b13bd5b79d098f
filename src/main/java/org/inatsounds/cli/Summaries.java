package org.inatsounds.cli;

import java.io.IOException;
import java.io.Writer;
import org.inatsounds.StorageException;
import org.inatsounds.report.BatchSummary;

/** Prints what a command did on standard output. */
final class Summaries {

    /** Numbers as everywhere else in messages. */
    static final BatchSummary.Words WORDS = new BatchSummary.Words() {
        @Override
        public String count(long count) {
            return Quantity.count(count);
        }

        @Override
        public String time(double seconds) {
            return Quantity.duration(seconds);
        }
    };

    private Summaries() {}

    /** What writes a summary. */
    @FunctionalInterface
    interface Summary {
        void write(Writer out) throws IOException;
    }

    static void print(Console console, Summary summary) {
        try {
            summary.write(console.out());
        } catch (IOException e) {
            throw new StorageException("can't write the result to standard output: " + e.getMessage(), e);
        }
    }
}
