package org.inatsounds.model;

import java.time.LocalDate;
import org.inatsounds.UsageException;
import org.inatsounds.model.ModelInput.Coordinates;

/** Scores places and times: which classes a prior expects there. Made by {@link Model#coordinateScorer}; one thread at a time. */
public final class CoordinateScorer {

    private static final int WEEKS = 48;

    private final Model model;
    private final Coordinates input;
    private final Batch batch;

    CoordinateScorer(Model model, Coordinates input) {
        this.model = model;
        this.input = input;
        this.batch = model.batch(true);
    }

    /** Whether it wants to know when. */
    public boolean needsWeek() {
        return input.order().contains(Coordinate.WEEK);
    }

    /** The week of a date, 1 to 48: four a month. */
    public static int week(LocalDate date) {
        return Coordinate.week(date);
    }

    /**
     * The scores of a place.
     *
     * @param latitude in degrees, -90 to 90
     * @param longitude in degrees, -180 to 180
     * @param week 1 to 48; not looked at by a model that does not need it
     * @return a number a class, as the graph gives them
     * @throws UsageException if a number is out of range
     */
    public float[] score(double latitude, double longitude, int week) {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new UsageException("expected a latitude of -90 to 90 and a longitude of -180 to 180 degrees, got "
                    + latitude + ", " + longitude);
        }
        if (needsWeek() && (week < 1 || week > WEEKS)) {
            throw new UsageException("expected a week of 1 to " + WEEKS + ", got " + week);
        }
        batch.clear();
        batch.begin();
        for (Coordinate each : input.order()) {
            batch.put((float) each.of(latitude, longitude, week));
        }
        float[] scores = model.run(batch, latitude + ", " + longitude).scores().row(0);
        if (scores == null) {
            throw new IllegalStateException("a prior without scores");
        }
        return scores;
    }
}
