package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Text;
import org.inatsounds.verify.Problem;
import org.inatsounds.verify.VerificationResult;

/**
 * Writes what came of holding a dataset against its annotations.
 *
 * @param result what is written
 */
public record VerificationReport(VerificationResult result) {

    private static final int SCHEMA_VERSION = 1;

    /** Writes it. The writer stays open. */
    public void write(Format format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> text(out);
            case JSON -> json(out);
        }
    }

    private void json(Writer out) throws IOException {
        Json.write(
                out,
                json -> json.number("schema_version", SCHEMA_VERSION)
                        .bool("ok", result.ok())
                        .number("checked", result.checked())
                        .number("content_compared", result.compared())
                        .number("not_fetched", result.notFetched())
                        .objects("problems", result.problems(), problem -> members(json, problem))
                        .objects("notes", result.notes(), note -> members(json, note)));
    }

    private static void members(Json json, Problem problem) throws IOException {
        json.string("kind", problem.kind().label())
                .string("split", problem.split().label())
                .string("file", problem.file())
                .string("detail", problem.detail());
    }

    private void text(Writer out) throws IOException {
        Map<Problem.Kind, List<Problem>> kinds = new LinkedHashMap<>();
        result.problems()
                .forEach(problem -> kinds.computeIfAbsent(problem.kind(), kind -> new ArrayList<>())
                        .add(problem));
        for (Map.Entry<Problem.Kind, List<Problem>> kind : kinds.entrySet()) {
            out.write(kind.getKey().label() + ": "
                    + Quantity.count(kind.getValue().size()) + "\n");
            for (Problem problem : kind.getValue()) {
                out.write("  " + Text.oneLine(problem.file() + ": " + problem.detail()) + "\n");
            }
        }
        int found = result.problems().size();
        out.write(Quantity.count(result.checked()) + " checked, "
                + (result.ok() ? "no problems" : Quantity.count(found) + (found == 1 ? " problem" : " problems"))
                + "\n");
    }
}
