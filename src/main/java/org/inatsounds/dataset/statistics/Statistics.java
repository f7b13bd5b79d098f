package org.inatsounds.dataset.statistics;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.inatsounds.dataset.Category;
import org.inatsounds.dataset.LicenseUse;
import org.jspecify.annotations.Nullable;

/**
 * What can be counted of some recordings. Entry: {@link DatasetStatistics}.
 *
 * @param recordings how many
 * @param unlabelled how many of them are of a file that does not say what they are of
 * @param species how many have a recording; null where no file says so
 * @param seconds of all recordings whose duration is known
 * @param withoutDuration how many there are whose duration is not known
 * @param supercategories those with a recording, by name, in the order of the published table, then by name
 * @param durations in seconds; null where none is known
 * @param balance how the recordings are spread over the species that have one; null where no file says so, or there are none
 * @param recordists who recorded: the rights holders
 * @param dates when
 * @param places where
 * @param licenses each with the number of recordings, most first
 */
public record Statistics(
        int recordings,
        int unlabelled,
        @Nullable Integer species,
        double seconds,
        int withoutDuration,
        Map<String, Group> supercategories,
        @Nullable Quantiles durations,
        @Nullable Balance balance,
        Recordists recordists,
        Times dates,
        Places places,
        List<LicenseCount> licenses) {

    /**
     * A supercategory.
     *
     * @param recordings how many
     * @param species how many have a recording
     * @param seconds of all whose duration is known
     */
    public record Group(int recordings, int species, double seconds) {}

    /**
     * How recordings are spread over species.
     *
     * @param recordings of a species
     * @param gini 0 where all species have as many, towards 1 where one has all
     * @param most the species with the most, at most ten
     * @param least the species with the fewest, at most ten
     */
    public record Balance(Quantiles recordings, double gini, List<SpeciesCount> most, List<SpeciesCount> least) {}

    /** A species with the number of its recordings. */
    public record SpeciesCount(Category category, int recordings) {}

    /**
     * Rights holders.
     *
     * @param number how many different ones
     * @param unnamed how many recordings name none
     * @param most those with the most recordings, at most ten
     */
    public record Recordists(int number, int unnamed, List<Recordist> most) {}

    /** A rights holder with the number of recordings. */
    public record Recordist(String name, int recordings) {}

    /**
     * Recordings by year and by month of the year.
     *
     * @param years those with a recording
     * @param months 1 to 12, those with a recording
     * @param unknown how many have no date, or none that is one
     */
    public record Times(SortedMap<Integer, Integer> years, SortedMap<Integer, Integer> months, int unknown) {}

    /**
     * Recordings by the cells of a grid.
     *
     * @param cells those with a recording, from south to north, then from west to east
     * @param unknown how many have no coordinates, or none on earth
     */
    public record Places(List<Cell> cells, int unknown) {

        /** How wide and high a cell is. */
        public static final int DEGREES = 10;
    }

    /**
     * A cell of {@link Places#DEGREES} by as many. Its southern and western edges belong to it; the poles and the meridian of
     * 180 degrees east belong to the last ones.
     *
     * @param south degrees north of its southern edge, -90 to 80
     * @param west degrees east of its western edge, -180 to 170
     */
    public record Cell(int south, int west, int recordings) {}

    /** A licence with the number of recordings. */
    public record LicenseCount(LicenseUse license, int recordings) {}
}
