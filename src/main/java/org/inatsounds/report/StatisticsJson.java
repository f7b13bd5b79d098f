package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.inatsounds.dataset.LicenseGroup;
import org.inatsounds.dataset.statistics.PublishedCounts;
import org.inatsounds.dataset.statistics.Quantiles;
import org.inatsounds.dataset.statistics.Statistics;
import org.inatsounds.dataset.statistics.Statistics.Balance;
import org.inatsounds.dataset.statistics.Statistics.Places;
import org.inatsounds.dataset.statistics.Statistics.SpeciesCount;
import org.inatsounds.internal.Json;
import org.jspecify.annotations.Nullable;

/** The JSON of statistics. Scripts read these keys: they are only ever added to. */
final class StatisticsJson {

    private static final long SCHEMA_VERSION = 1;

    private final Json json;

    private StatisticsJson(Json json) {
        this.json = json;
    }

    static void write(StatisticsReport report, Writer out) throws IOException {
        Json.write(out, json -> {
            StatisticsJson statistics = new StatisticsJson(json);
            json.number("schema_version", SCHEMA_VERSION)
                    .string("filter", report.recordings())
                    .object("splits", () -> {
                        for (Map.Entry<String, Statistics> split :
                                report.splits().entrySet()) {
                            json.object(split.getKey(), () -> statistics.members(split.getValue()));
                        }
                    })
                    .object("all", () -> statistics.members(report.all()))
                    .object("published", () -> statistics.published(report.published()));
        });
    }

    private void published(StatisticsReport.Published published) throws IOException {
        json.string("release", PublishedCounts.RELEASE)
                .strings("compared", published.compared())
                .objects(
                        "differences",
                        published.differences(),
                        one -> json.string("split", one.split())
                                .string("supercategory", StatisticsReport.named(one.supercategory()))
                                .string("of", one.of())
                                .number("published", one.published())
                                .number("counted", one.counted()));
    }

    private void members(Statistics counted) throws IOException {
        json.number("recordings", counted.recordings());
        Integer species = counted.species();
        if (species == null) {
            json.string("species", null);
        } else {
            json.number("species", species.longValue());
        }
        json.number("seconds", counted.seconds())
                .number("without_duration", counted.withoutDuration())
                .number("without_label", counted.unlabelled())
                .object("supercategories", () -> supercategories(counted.supercategories()));
        quantiles("duration", counted.durations());
        balance(counted.balance());
        json.object(
                        "recordists",
                        () -> json.number("number", counted.recordists().number())
                                .number("unnamed", counted.recordists().unnamed())
                                .objects(
                                        "most",
                                        counted.recordists().most(),
                                        one -> json.string("rights_holder", one.name())
                                                .number("recordings", one.recordings())))
                .object("years", () -> counts(counted.dates().years()))
                .object("months", () -> counts(counted.dates().months()))
                .number("without_date", counted.dates().unknown())
                .object("places", () -> places(counted.places()));
        json.objects("licenses", counted.licenses(), one -> {
            LicenseGroup group = one.license().group();
            json.string("license", Json.known(one.license().name()))
                    .string("license_url", Json.known(one.license().url()))
                    .string("license_group", group == null ? null : group.label())
                    .number("recordings", one.recordings());
        });
        json.object("notes", () -> notes(counted));
    }

    private void supercategories(Map<String, Statistics.Group> groups) throws IOException {
        for (Map.Entry<String, Statistics.Group> entry : groups.entrySet()) {
            Statistics.Group group = entry.getValue();
            json.object(
                    StatisticsReport.named(entry.getKey()),
                    () -> json.number("recordings", group.recordings())
                            .number("species", group.species())
                            .number("seconds", group.seconds()));
        }
    }

    private void quantiles(String name, @Nullable Quantiles quantiles) throws IOException {
        if (quantiles == null) {
            json.string(name, null);
        } else {
            json.object(name, () -> quantiles(quantiles));
        }
    }

    private void quantiles(Quantiles quantiles) throws IOException {
        json.number("min", quantiles.min())
                .number("p05", quantiles.p05())
                .number("p25", quantiles.p25())
                .number("p50", quantiles.p50())
                .number("p75", quantiles.p75())
                .number("p95", quantiles.p95())
                .number("max", quantiles.max())
                .number("mean", quantiles.mean());
    }

    private void balance(@Nullable Balance balance) throws IOException {
        if (balance == null) {
            json.string("recordings_per_species", null);
            return;
        }
        json.object("recordings_per_species", () -> {
            quantiles(balance.recordings());
            json.number("gini", balance.gini());
            species("most", balance.most());
            species("least", balance.least());
        });
    }

    private void species(String name, List<SpeciesCount> counts) throws IOException {
        json.objects(
                name,
                counts,
                one -> json.number("category_id", one.category().id())
                        .string("name", one.category().name())
                        .string("common_name", Json.known(one.category().commonName()))
                        .number("recordings", one.recordings()));
    }

    private void counts(SortedMap<Integer, Integer> counts) throws IOException {
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            json.number(entry.getKey().toString(), entry.getValue().longValue());
        }
    }

    private void places(Places places) throws IOException {
        json.number("cell_degrees", Places.DEGREES)
                .number("unknown", places.unknown())
                .objects(
                        "cells",
                        places.cells(),
                        one -> json.number("south", one.south())
                                .number("west", one.west())
                                .number("recordings", one.recordings()));
    }

    /** Why there is no value. */
    private void notes(Statistics counted) throws IOException {
        if (counted.species() == null) {
            json.string("species", "the annotations give no species for the recordings");
        }
        if (counted.durations() == null) {
            json.string("duration", "no recording has a duration");
        }
        if (counted.balance() == null) {
            json.string("recordings_per_species", "no species has a recording that is known to be of it");
        }
    }
}
