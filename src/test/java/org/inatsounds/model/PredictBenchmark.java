package org.inatsounds.model;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.inatsounds.Listener;
import org.inatsounds.evaluation.predictions.Pool;
import org.inatsounds.features.BatchInputs;
import org.inatsounds.features.BatchSource;
import org.inatsounds.internal.Workers;

/**
 * Not a test: how much of a whole prediction is inference. In one process and in turn, runs a batch of recordings, and the model alone on as many
 * windows of noise, in batches of the same sizes, by as many threads. {@code scripts/bench_predict.sh} runs it.
 */
final class PredictBenchmark {

    private static final int WARM_UP = 8;
    private static final int MOST = 4;

    private final Model model;
    private final List<BatchSource> sources;
    private final int threads;
    private final Path output;

    private PredictBenchmark(Model model, List<BatchSource> sources, int threads, Path output) {
        this.model = model;
        this.sources = sources;
        this.threads = threads;
        this.output = output;
    }

    /**
     * Runs it.
     *
     * @param args the model, a folder of recordings, how many runs, and a file to write
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int threads = Runtime.getRuntime().availableProcessors();
        List<BatchSource> sources = BatchInputs.ofFolder(Path.of(args[1]));
        try (Model model = Model.open(file, ModelDescription.find(file, null), 1)) {
            new PredictBenchmark(model, sources.subList(0, WARM_UP), threads, Path.of(args[3])).compare("warm-up");
            for (int run = 1; run <= Integer.parseInt(args[2]); run++) {
                new PredictBenchmark(model, sources, threads, Path.of(args[3])).compare("run " + run);
            }
        }
    }

    private void compare(String run) throws IOException {
        List<Integer> batches = batches();
        Took before = alone(batches);
        Took whole = took(this::whole);
        // Load of other processes changes: inference before and after.
        Took after = alone(batches);
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %d recordings, %d windows%n  wall time: inference alone %.1f s and %.1f s, whole run %.1f s: %.3f times the mean%n"
                        + "  processor: inference alone %.1f s and %.1f s, whole run %.1f s: %.3f times the mean",
                run,
                sources.size(),
                batches.stream().mapToInt(rows -> rows).sum(),
                before.wall,
                after.wall,
                whole.wall,
                2 * whole.wall / (before.wall + after.wall),
                before.processor,
                after.processor,
                whole.processor,
                2 * whole.processor / (before.processor + after.processor)));
    }

    /** In seconds. */
    private record Took(double wall, double processor) {}

    private static Took took(Runnable work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long used = system.getProcessCpuTime();
        work.run();
        return new Took((System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - used) / 1e9);
    }

    private void whole() {
        ScoreSettings settings =
                new ScoreSettings(false, model.description().activation(), Pool.MEAN, false, null, null);
        new ModelBatch(model, settings, ScoreColumns.ofLabels(model.labels()), Listener.NONE)
                .run(sources, output, threads, "");
    }

    /** The sizes of the batches of all recordings, by the rule of the dataset's authors. */
    private List<Integer> batches() throws IOException {
        List<Integer> batches = new ArrayList<>();
        for (BatchSource source : sources) {
            long samples = (Files.size(source.file()) - 44) / 2;
            long frames = Math.max(1, (samples - 512) / 128 + 1);
            long windows = frames <= 512 ? 1 : (frames - 512 + 255) / 256 + 1;
            for (long left = windows; left > 0; left -= MOST) {
                batches.add((int) Math.min(MOST, left));
            }
        }
        return batches;
    }

    private Took alone(List<Integer> batches) {
        return took(() -> {
            try (Workers workers = new Workers("inference", threads)) {
                workers.each(batches.size(), thread -> {
                    Batch batch = model.batch(false);
                    byte[] window = new byte[128 * 512];
                    new Random(thread).nextBytes(window);
                    return index -> {
                        for (int i = 0; i < batches.get(index); i++) {
                            batch.begin();
                            batch.put(window, 0, window.length);
                        }
                        model.run(batch, "noise");
                    };
                });
            }
        });
    }
}
