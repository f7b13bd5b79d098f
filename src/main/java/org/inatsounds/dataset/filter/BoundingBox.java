package org.inatsounds.dataset.filter;

import java.util.Locale;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.Possible;

/**
 * A part of the earth between two meridians and two parallels, edges included. Where {@code west} is greater than {@code east}
 * it crosses the antimeridian.
 *
 * @param west degrees east, -180 to 180
 * @param south degrees north, -90 to 90
 * @param east degrees east, -180 to 180
 * @param north degrees north, {@code south} to 90
 */
public record BoundingBox(double west, double south, double east, double north) {

    private static final double HALF_CIRCLE = 180;
    private static final double QUARTER_CIRCLE = 90;

    /** @throws UsageException if a number is out of range */
    public BoundingBox {
        if (!(Math.abs(west) <= HALF_CIRCLE && Math.abs(east) <= HALF_CIRCLE)) {
            throw new UsageException("bbox", "expected west and east from -180 to 180, got " + west + " and " + east);
        }
        if (!(Math.abs(south) <= QUARTER_CIRCLE && Math.abs(north) <= QUARTER_CIRCLE && south <= north)) {
            throw new UsageException(
                    "bbox",
                    "expected south and north from -90 to 90, the smaller first, got " + south + " and " + north);
        }
    }

    /**
     * Reads {@code west,south,east,north}.
     *
     * @throws UsageException if it is not that
     */
    public static BoundingBox parse(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 4) {
                return new BoundingBox(
                        Double.parseDouble(parts[0]),
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]),
                        Double.parseDouble(parts[3]));
            }
        } catch (NumberFormatException e) {
            throw new UsageException("bbox", "expected numbers as west,south,east,north, got '" + text + "'", e);
        }
        throw new UsageException("bbox", "expected west,south,east,north, got '" + text + "'");
    }

    /** Whether a place lies within; one that is not known, or is none, does not. */
    boolean has(double latitude, double longitude) {
        if (!Possible.isPlace(latitude, longitude)) {
            return false;
        }
        boolean between =
                west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
        return between && latitude >= south && latitude <= north;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s,%s,%s,%s", west, south, east, north);
    }
}
