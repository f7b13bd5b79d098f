package org.inatsounds.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.features.ArchiveFeed;
import org.inatsounds.features.ArchiveSources;
import org.inatsounds.features.BatchResult;
import org.inatsounds.features.BatchRun;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.JobShare;
import org.inatsounds.features.Maker;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.WholeFiles;
import org.jspecify.annotations.Nullable;

/**
 * Scores of a batch of recordings, in one file. It appears when it is complete; after an interruption, the next run resumes.
 *
 * <pre>{@code
 * ScoreSettings settings = new ScoreSettings(false, description.activation(), Pool.MEAN, false, null, null);
 * ModelBatch batch = new ModelBatch(model, settings, ScoreColumns.ofLabels(model.labels()), Listener.NONE);
 * batch.run(sources, Path.of("predictions.csv"), 4, "1.0");
 * }</pre>
 */
public final class ModelBatch {

    private final Model model;
    private final ScoreSettings settings;
    private final ScoreColumns columns;
    private final WholeFiles files = new WholeFiles();
    private final Listener listener;

    private boolean ids;
    private @Nullable ArchiveSources archives;
    private @Nullable JobShare share;

    /**
     * The result of a batch.
     *
     * @param result the recordings that were scored in this run
     * @param recordings how many the batch was about, or this job of it
     * @param written how many recordings the output has, or this job of it
     * @param resumed how many of these an earlier run has scored
     * @param windows the number of windows of all recordings
     * @param unplaced how many recordings have no coordinates, or no date, that a prior needs
     * @param awaited where several jobs share the batch, the numbers of those that have not ended: the output is not there yet
     * @param elapsedSeconds wall time
     */
    public record Outcome(
            BatchResult result,
            long recordings,
            long written,
            long resumed,
            long windows,
            long unplaced,
            List<Integer> awaited,
            double elapsedSeconds) {}

    /** Prepares a batch; does not start it. */
    public ModelBatch(Model model, ScoreSettings settings, ScoreColumns columns, Listener listener) {
        this.model = model;
        this.settings = settings;
        this.columns = columns;
        this.listener = listener;
    }

    /** Columns are named by category ids. */
    public ModelBatch columnsAreIds(boolean are) {
        ids = are;
        return this;
    }

    /**
     * Where the recordings come out of, if they are not on disk. The output appears when the checksums of the archives were right.
     *
     * @param sources null where recordings are on disk
     */
    public ModelBatch outOf(@Nullable ArchiveSources sources) {
        archives = sources;
        return this;
    }

    /**
     * Which part of the recordings is this job's; null for all of them. The jobs name the same output. Each keeps its rows beside it;
     * the job that ends last writes it.
     */
    public ModelBatch share(@Nullable JobShare job) {
        share = job;
        return this;
    }

    /**
     * Every file that is written for an output: none of them may be one that is read.
     *
     * @param output CSV, or an array if its name ends in {@code .npy}
     */
    public static List<Path> written(Path output) {
        return TableFile.isNpy(output)
                ? List.of(
                        output,
                        TableFile.facts(output),
                        TableFile.beside(output, ".rows.txt"),
                        TableFile.beside(output, ".columns.txt"))
                : List.of(output, TableFile.facts(output));
    }

    /**
     * Scores the recordings, and writes a file.
     *
     * @param output a pipe or a device is written as a stream
     * @param jobs the number of threads, at least 1
     * @param version of this program, for the record
     * @throws UsageException if a list of scores is requested as an array
     * @throws DataMismatchException if no recording has the coordinates that a prior needs
     * @throws StorageException if it can't be written
     */
    public Outcome run(List<BatchSource> sources, Path output, int jobs, String version) {
        if (settings.listed() && TableFile.isNpy(output)) {
            throw new UsageException(
                    "a list of scores is a table: expected a file such as detections.csv, got " + output);
        }
        if (Files.exists(output) && !Files.isRegularFile(output)) {
            // Written at once, and not kept.
            Outcome[] outcome = new Outcome[1];
            files.write(output, out -> outcome[0] = run(sources, out, jobs));
            return outcome[0];
        }
        return run(sources, output, null, jobs, facts(version));
    }

    /** The same as CSV on a stream, which stays open. Finished rows are not kept for another run. */
    public Outcome run(List<BatchSource> sources, OutputStream out, int jobs) {
        return run(sources, null, out, jobs, facts(""));
    }

    private Outcome run(
            List<BatchSource> sources,
            @Nullable Path output,
            @Nullable OutputStream stream,
            int jobs,
            Map<String, Object> facts) {
        List<BatchSource> known = known(sources);
        String fingerprint = Checksum.sha256((Json.text(facts)
                        + columns.names(0)
                        + columns.covered()
                        + model.labels().size())
                .getBytes(StandardCharsets.UTF_8));
        TableFile table = new TableFile(files, output, stream, settings, columns, ids, facts);
        JobShare job = share;
        if (job != null && output == null) {
            throw new UsageException("expected a file for a part of the recordings, got a stream");
        }
        List<BatchSource> mine = job == null
                ? known
                : known.stream().filter(source -> job.has(source.key())).toList();
        // Rows of jobs that are about other recordings don't belong together.
        String of = job == null ? fingerprint : fingerprint + " " + digest(known);
        SharedRows shared = job == null || output == null ? null : new SharedRows(output, of, job, known);
        Output to = new Output(output, table, of, shared);
        listener.onInterrupt(
                output == null
                        ? "interrupted: nothing is kept"
                        : "interrupted: finished recordings are kept; run the same command again to resume");
        ArchiveSources from = archives;
        Outcome outcome;
        if (from == null) {
            outcome = run(mine, to, null, jobs, sources.size() - known.size());
        } else {
            try (ArchiveFeed feed = from.open(mine, listener)) {
                outcome = run(mine, to, feed, jobs, 0);
            }
        }
        listener.onInterrupt(null);
        tellWhatIsNotThere(outcome, sources.size(), output);
        return outcome;
    }

    private static String digest(List<BatchSource> sources) {
        return Checksum.sha256(sources.stream()
                .map(BatchSource::rowName)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where rows go.
     *
     * @param file null for a stream
     * @param fingerprint tells how rows are made
     * @param shared null where one job does all
     */
    private record Output(
            @Nullable Path file,
            TableFile table,
            String fingerprint,
            @Nullable SharedRows shared) {}

    private Outcome run(List<BatchSource> known, Output output, @Nullable ArchiveFeed feed, int jobs, long unplaced) {
        long start = System.nanoTime();
        RowsPart part = RowsPart.open(output.file, share, output.fingerprint);
        RowsOutput rows = new RowsOutput(part, output.table, settings.floats(), feed, output.shared);
        List<BatchSource> pending = rows.pending(known);
        long resumed = known.size() - (long) pending.size();
        if (resumed > 0) {
            listener.notice("resumes: " + Quantity.count(resumed) + " of " + Quantity.count(known.size())
                    + " recordings are scored already");
        }
        BatchRun<ScoredRows> batch = new BatchRun<>("predictions", listener, rows, this::maker);
        BatchResult result = feed == null
                ? batch.run(pending, jobs)
                : batch.run(feed.begin(pending, split -> place(output.file, split), output.fingerprint), jobs);
        if (output.file != null && (share != null || rows.written() > 0)) {
            removePlaces(output.file);
        }
        return new Outcome(
                result,
                known.size() + unplaced,
                rows.written(),
                resumed,
                rows.windows(),
                unplaced,
                rows.awaited(),
                (System.nanoTime() - start) / 1e9);
    }

    private void tellWhatIsNotThere(Outcome outcome, int recordings, @Nullable Path output) {
        if (outcome.unplaced() > 0) {
            listener.notice(Quantity.count(outcome.unplaced()) + " of " + Quantity.count(recordings)
                    + " recordings have no coordinates, or no date that the model needs: they have no row, which allows"
                    + " every class");
        }
        if (!outcome.awaited().isEmpty()) {
            listener.notice(output + " appears when these parts have also ended: "
                    + outcome.awaited().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    /** Where it is noted how far the archive of a split was read. */
    private @Nullable Path place(@Nullable Path output, Split split) {
        return output == null
                ? null
                : output.resolveSibling(RowsPart.beside(output, share).getFileName() + "." + split);
    }

    /** The output is there: nobody resumes from them. */
    private void removePlaces(Path output) {
        for (Split split : Split.values()) {
            Path place = place(output, split);
            try {
                if (place != null) {
                    Files.deleteIfExists(place);
                }
            } catch (IOException e) {
                throw StorageException.cantWrite(output, e);
            }
        }
    }

    private Maker<ScoredRows> maker() {
        return model.description().isPrior()
                ? new PlaceMaker(model, settings, columns)
                : new ScoreMaker(model, settings, columns);
    }

    private List<BatchSource> known(List<BatchSource> sources) {
        if (!model.description().isPrior()) {
            return sources;
        }
        boolean week = model.coordinateScorer().needsWeek();
        List<BatchSource> known = sources.stream()
                .filter(source -> PlaceMaker.isKnown(source, week))
                .toList();
        if (known.isEmpty()) {
            throw new DataMismatchException(
                    "expected recordings of a split with coordinates" + (week ? " and dates" : "") + ", got none of "
                            + Quantity.count(sources.size()) + ": nothing that this model could be fed with");
        }
        return known;
    }

    /** How the output is made. The file of a description is identified by its content. */
    private Map<String, Object> facts(String version) {
        ModelDescription description = model.description();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("schema_version", 1);
        facts.put("inatsounds", version);
        facts.put("model", description.name());
        facts.put("model_sha256", model.sha256());
        facts.put("description", String.valueOf(Path.of(description.source()).getFileName()));
        if (Files.isRegularFile(Path.of(description.source()))) {
            facts.put("description_sha256", Checksum.sha256(Path.of(description.source())));
        }
        facts.put("preset", description.preset());
        facts.put("licence", description.licence());
        facts.put("warning", description.warning());
        facts.put("output", settings.what());
        facts.put(
                "activation", settings.embeddings() ? "" : settings.activation().toString());
        facts.put("pool", settings.perWindow() ? "" : settings.pool().toString());
        facts.values().removeIf(value -> value.equals(""));
        facts.putAll(description.changes());
        if (settings.top() != null) {
            facts.put("top", settings.top());
        }
        if (settings.threshold() != null) {
            facts.put("threshold", settings.threshold());
        }
        String uncovered = columns.uncovered();
        if (!uncovered.isEmpty()) {
            facts.put("uncovered", uncovered);
        }
        return facts;
    }
}
