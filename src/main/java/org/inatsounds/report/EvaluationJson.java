package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.Bounds;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.Evaluation.Metrics;
import org.inatsounds.evaluation.Evaluation.Supercategory;
import org.inatsounds.evaluation.ScaleResult;
import org.inatsounds.internal.Json;
import org.jspecify.annotations.Nullable;

/** The JSON of an evaluation. Scripts read these keys: they are only ever added to. */
final class EvaluationJson {

    private static final long SCHEMA_VERSION = 1;

    private EvaluationJson() {}

    static void write(EvaluationReport report, Writer out) throws IOException {
        Json.write(out, json -> members(report, json));
    }

    /** Several: an array of what one is, each with the name of its file. */
    static void write(List<EvaluationReport> reports, Writer out) throws IOException {
        Json.writeArray(out, reports, (json, report) -> {
            json.string("predictions", report.predictions());
            members(report, json);
        });
    }

    private static void members(EvaluationReport report, Json json) throws IOException {
        Evaluation evaluation = report.evaluation();
        json.number("schema_version", SCHEMA_VERSION)
                .string("signature", report.signature().line())
                .string("split", report.split())
                .number("recordings", evaluation.recordings())
                .number("classes", evaluation.classes())
                .object("metrics", () -> metrics(json, evaluation.metrics()))
                .object("also", () -> also(json, evaluation.others()))
                .object("taxonomy", () -> taxonomy(json, evaluation.taxonomy()))
                .object("supercategories", () -> supercategories(json, evaluation.supercategories()))
                .object("ties", () -> ties(json, evaluation.ties()))
                .number("missing_recordings", evaluation.missingRecordings())
                .strings("columns_not_evaluated", evaluation.columnsNotEvaluated())
                .object("notes", () -> notes(json, evaluation.notes()));
        if (report.confusions() > 0) {
            json.objects("confusions", report.namedConfusions(), confusion -> confusion(json, confusion));
        }
        EvaluationJsonExtras.write(report, json);
        ScaleTable scales = report.extras().scales();
        if (scales != null) {
            json.object("protocol", () -> protocol(json, scales));
        }
    }

    private static void protocol(Json json, ScaleTable scales) throws IOException {
        json.string("name", scales.protocol())
                .string("classes", scales.classes())
                .objects("scales", scales.columns(), column -> scale(json, column));
    }

    private static void scale(Json json, ScaleResult column) throws IOException {
        Evaluation evaluation = column.evaluation();
        json.string("scale", column.scale())
                .string("authors_name", column.authorsName())
                .bool("prior", column.prior())
                .string("signature", column.signature().line())
                .object("metrics", () -> metrics(json, evaluation.metrics()))
                .object("also", () -> also(json, evaluation.others()))
                .object("taxonomy", () -> taxonomy(json, evaluation.taxonomy()))
                .object("ties", () -> ties(json, evaluation.ties()))
                .object("notes", () -> notes(json, evaluation.notes()));
    }

    private static void metrics(Json json, Metrics metrics) throws IOException {
        json.number("top1", metrics.top1())
                .number("top5", metrics.top5())
                .number("map", metrics.map())
                .number("mf1", metrics.mf1());
    }

    private static void also(Json json, Evaluation.OtherMetrics others) throws IOException {
        json.number("roc_auc", others.rocAuc())
                .number("micro_top1", others.microTop1())
                .number("micro_top5", others.microTop5());
    }

    private static void taxonomy(Json json, Map<String, @Nullable Double> taxonomy) throws IOException {
        for (Map.Entry<String, @Nullable Double> rank : taxonomy.entrySet()) {
            json.number(rank.getKey(), rank.getValue());
        }
    }

    private static void supercategories(Json json, Map<String, Supercategory> supercategories) throws IOException {
        for (Map.Entry<String, Supercategory> entry : supercategories.entrySet()) {
            Supercategory supercategory = entry.getValue();
            json.object(entry.getKey(), () -> {
                json.number("recordings", supercategory.recordings()).number("classes", supercategory.classes());
                metrics(json, supercategory.metrics());
            });
        }
    }

    private static void ties(Json json, Evaluation.Ties ties) throws IOException {
        json.object("top1", () -> bounds(json, ties.top1())).object("top5", () -> bounds(json, ties.top5()));
    }

    private static void bounds(Json json, Bounds bounds) throws IOException {
        json.number("recordings", bounds.recordings())
                .number("pessimistic", bounds.pessimistic())
                .number("optimistic", bounds.optimistic());
    }

    private static void notes(Json json, Map<String, String> notes) throws IOException {
        for (Map.Entry<String, String> note : notes.entrySet()) {
            json.string(note.getKey(), note.getValue());
        }
    }

    private static void confusion(Json json, Confusion confusion) throws IOException {
        json.number("true_id", confusion.truth().id())
                .string("true_class", confusion.truth().name())
                .number("predicted_id", confusion.predicted().id())
                .string("predicted_class", confusion.predicted().name())
                .number("count", confusion.count())
                .number("share", confusion.share());
    }
}
