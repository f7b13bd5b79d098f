package org.inatsounds.cli.command;

import org.inatsounds.internal.Quantity;
import org.inatsounds.report.BatchSummary;

/** How the summary of a batch writes numbers. */
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
}
