package org.inatsounds.model;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.inatsounds.dataset.Recording;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.evaluation.predictions.RecordingPool;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.Heard;
import org.inatsounds.features.Made;
import org.inatsounds.features.Maker;

/** Scores the places where the recordings of a batch were made. For one thread. */
final class PlaceMaker implements Maker<ScoredRows> {

    private static final int DATE = "yyyy-MM-dd".length();

    private final CoordinateScorer scorer;
    private final ScoreColumns columns;
    private final RecordingPool pool;

    PlaceMaker(Model model, ScoreSettings settings, ScoreColumns columns) {
        this.scorer = model.coordinateScorer();
        this.columns = columns;
        this.pool = new RecordingPool(settings.activation(), Pool.MAX, columns.places());
    }

    /** Whether it is known where, and if need be when, a recording was made. */
    static boolean isKnown(BatchSource source, boolean week) {
        return source.label() != null
                && source.label().recording().isPlaced()
                && (!week || week(source.label().recording()) > 0);
    }

    @Override
    public Made<ScoredRows> make(BatchSource source) {
        BatchSource.Label label = source.label();
        if (label == null) {
            throw new IllegalStateException("a recording of which nothing is known");
        }
        Recording recording = label.recording();
        float[] scores =
                scorer.score(recording.latitude(), recording.longitude(), scorer.needsWeek() ? week(recording) : 1);
        ScoredRows rows = new ScoredRows();
        rows.add(0, 0, columns.spread(pool.scores(scores)));
        return new Made<>(rows, 1, new Heard(0, null, null, null, null, null));
    }

    /** 0 where it is not known. */
    private static int week(Recording recording) {
        String date = recording.date();
        try {
            return date.length() < DATE ? 0 : CoordinateScorer.week(LocalDate.parse(date.substring(0, DATE)));
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
