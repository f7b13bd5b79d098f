package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.internal.Json;

/**
 * What came of holding a dataset against its annotations.
 *
 * @param checked how many recordings and archives were looked at
 * @param compared how many recordings were held against the checksum that was noted when they were fetched
 * @param notFetched how many recordings are not there, and were never asked for
 * @param problems every one that was found
 * @param notes what is no problem, but worth knowing: recordings with the content of another
 */
public record VerificationReport(
        long checked, long compared, long notFetched, List<Problem> problems, List<Problem> notes) {

    private static final int SCHEMA_VERSION = 1;

    /**
     * Something that is wrong.
     *
     * @param kind in one word: missing, unreadable, extra, empty, truncated, format, content, duration, duplicate, archive
     * @param file path below the data folder
     * @param detail what was expected, and what is there
     */
    public record Problem(String kind, String split, String file, String detail) {}

    /** Copies. */
    public VerificationReport {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** Whether nothing is wrong. */
    public boolean ok() {
        return problems.isEmpty();
    }

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
                        .bool("ok", ok())
                        .number("checked", checked)
                        .number("content_compared", compared)
                        .number("not_fetched", notFetched)
                        .objects("problems", problems, problem -> members(json, problem))
                        .objects("notes", notes, note -> members(json, note)));
    }

    private static void members(Json json, Problem problem) throws IOException {
        json.string("kind", problem.kind)
                .string("split", problem.split)
                .string("file", problem.file)
                .string("detail", problem.detail);
    }

    private void text(Writer out) throws IOException {
        Map<String, List<Problem>> kinds = new LinkedHashMap<>();
        problems.forEach(problem ->
                kinds.computeIfAbsent(problem.kind, kind -> new ArrayList<>()).add(problem));
        for (Map.Entry<String, List<Problem>> kind : kinds.entrySet()) {
            out.write(kind.getKey() + ": " + Numbers.count(kind.getValue().size()) + "\n");
            for (Problem problem : kind.getValue()) {
                out.write("  " + Listing.visible(problem.file + ": " + problem.detail) + "\n");
            }
        }
        out.write(Numbers.count(checked) + " checked, "
                + (ok()
                        ? "nothing wrong"
                        : Numbers.count(problems.size()) + (problems.size() == 1 ? " problem" : " problems"))
                + "\n");
    }
}
