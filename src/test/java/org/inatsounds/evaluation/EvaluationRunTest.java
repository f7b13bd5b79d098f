package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.inatsounds.Listener;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.evaluation.predictions.CompetingClasses;
import org.inatsounds.evaluation.predictions.Missing;
import org.inatsounds.evaluation.predictions.PredictionFiles;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.inatsounds.evaluation.predictions.Reading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationRunTest {

    private static final String ANNOTATIONS = """
            {"audio": [{"id": 1, "duration": 1.5, "file_name": "test/a/1.wav", "license": 1},
                       {"id": 2, "duration": 2.5, "file_name": "test/b/2.wav", "license": 1}],
             "categories": [{"id": 1, "name": "A a", "audio_dir_name": "a", "supercategory": "Aves", "evaluation": 1},
                            {"id": 2, "name": "B b", "audio_dir_name": "b", "supercategory": "Aves", "evaluation": 1}],
             "annotations": [{"id": 1, "audio_id": 1, "category_id": 1}, {"id": 2, "audio_id": 2, "category_id": 2}],
             "licenses": [{"id": 1, "name": "CC0", "url": ""}]}
            """;
    private static final String RIGHT = """
            file_name,1,2
            test/a/1.wav,0.9,0.1
            test/b/2.wav,0.2,0.8
            """;
    private static final String HALF = """
            file_name,1,2
            test/a/1.wav,0.9,0.1
            test/b/2.wav,0.8,0.2
            """;

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private Path right;
    private Path half;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("test.json"), ANNOTATIONS);
        right = Files.writeString(folder.resolve("right.csv"), RIGHT);
        half = Files.writeString(folder.resolve("half.csv"), HALF);
    }

    @Test
    void aModelIsHeldAgainstAnother() {
        EvaluationRun.Outcome outcome =
                run(List.of(half), right, Order.BY_ANNOTATIONS).score(null, Wanted.NOTHING);

        assertThat(outcome.ours().evaluation().metrics().top1()).isEqualTo(0.5);
        BaselineResult baseline = Objects.requireNonNull(outcome.baseline());
        Comparison.Difference difference =
                Objects.requireNonNull(baseline.comparison().differences().get(Metric.TOP1));
        assertThat(difference.value()).isEqualTo(-0.5);
        assertThat(outcome.signature().line()).contains("split:test", "layout:wide", "version:9");
        assertThat(notices).first().asString().contains("half.csv (wide CSV) against", "2 recordings of 2 classes");
    }

    @Test
    void severalModelsAreScoredOneAfterTheOther() {
        List<Double> top1 = run(List.of(half, right), null, Order.BY_ANNOTATIONS)
                .scoreEach(
                        null, outcome -> outcome.ours().evaluation().metrics().top1());

        assertThat(top1).containsExactly(0.5, 1.0);
    }

    @Test
    void listsAreForAMatrixAmongTheFiles() throws IOException {
        Order rows = new Order(Files.writeString(folder.resolve("rows.txt"), "1\n2\n"), null);

        assertThatThrownBy(() -> run(List.of(half, right), null, rows).signatures())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("all files that were given are tables");
        assertThatThrownBy(() -> run(List.of(half), right, rows).score(null, Wanted.NOTHING))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("half.csv and")
                .hasMessageContaining("right.csv are tables");
    }

    private EvaluationRun run(List<Path> files, @Nullable Path baseline, Order order) {
        ScoredAgainst against = ScoredAgainst.read(
                folder.resolve("test.json"), new CompetingClasses(CompetingClasses.EVALUATED), Annotations::folder);
        Listener listener = new Listener() {
            @Override
            public void notice(String message) {
                notices.add(message);
            }
        };
        Reading how = new Reading(null, order, Activation.NONE, null, Missing.ERROR);
        return new EvaluationRun(
                against,
                new PredictionFiles(how, against.truth(), InputStream.nullInputStream(), Reading.Watch.NONE),
                files,
                new EvaluationRun.Comparing(baseline, 0.95, Peer.NONE),
                1,
                "9",
                listener);
    }
}
