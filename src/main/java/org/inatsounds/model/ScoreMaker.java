package org.inatsounds.model;

import java.util.function.Function;
import org.inatsounds.audio.WavReader;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.RecordingPool;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.Heard;
import org.inatsounds.features.Made;
import org.inatsounds.features.Maker;
import org.inatsounds.internal.FileIdentity;

/** Scores the recordings of a batch. For one thread. */
public final class ScoreMaker implements Maker<ScoredRows> {

    private final Scorer scorer;
    private final ScoreSettings settings;
    private final ScoreColumns columns;
    private final RecordingPool pool;
    private final Function<WindowScores, float[]> numbers;
    private final double highest;

    /** Prepares: what is made of the numbers of the model, and which of them. */
    public ScoreMaker(Model model, ScoreSettings settings, ScoreColumns columns) {
        this.scorer = model.scorer();
        this.settings = settings;
        this.columns = columns;
        this.numbers = settings.embeddings() ? WindowScores::embedding : WindowScores::scores;
        this.pool = settings.embeddings()
                ? new RecordingPool(Activation.NONE, settings.pool(), null)
                : new RecordingPool(settings.activation(), settings.pool(), columns.places());
        this.highest = ((ModelInput.OfSound) model.description().input()).sampleRate() / 2.0;
    }

    @Override
    public Made<ScoredRows> make(BatchSource source) {
        pool.reset();
        FileIdentity glance = source.glance();
        ScoredRows rows = new ScoredRows();
        int[] windows = {0};
        try (WavReader reader = source.openOrFail()) {
            double seconds = scorer.score(reader, source.name(), window -> {
                windows[0]++;
                float[] given = numbers.apply(window);
                if (settings.perWindow()) {
                    rows.add(window.start(), window.end(), spread(pool.scores(given)));
                } else {
                    pool.add(given);
                }
            });
            if (!settings.perWindow()) {
                rows.add(0, seconds, spread(pool.finish()));
            }
            return new Made<>(rows, windows[0], Heard.of(reader, seconds, highest, "windows", glance));
        }
    }

    private double[] spread(double[] scores) {
        return settings.embeddings() ? scores : columns.spread(scores);
    }
}
