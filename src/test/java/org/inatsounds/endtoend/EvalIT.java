package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.S3Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code inatsounds eval}, as a process. */
final class EvalIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path temporary;

    private static Path golden(String name) {
        return LauncherProcess.project()
                .resolve("src/test/resources/evaluation")
                .resolve(name);
    }

    @ParameterizedTest
    @CsvSource({
        "continuous, by_id.csv",
        "continuous, by_name_shuffled.tsv",
        "continuous, by_dir_audio_id.csv",
        "continuous, scores.npy",
        "ties, predictions.csv",
        "all_equal, predictions.csv",
        "absent_classes, predictions.csv",
        "absent_classes, scores.npy",
    })
    void agreesWithTheGoldens(String name, String file) throws IOException {
        LauncherProcess.Result result = LauncherCommand.inatsounds(
                        "eval",
                        golden(name).resolve(file).toString(),
                        "--annotations",
                        golden(name).resolve("test.json").toString(),
                        "--format",
                        "json")
                .run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        JsonNode actual = JSON.readTree(result.stdout());
        JsonNode expected = JSON.readTree(golden("expected.json").toFile()).get(name);
        for (String metric : new String[] {"top1", "top5", "map", "mf1"}) {
            assertClose(actual.get("metrics"), expected, metric);
        }
        for (String metric : new String[] {"roc_auc", "micro_top1", "micro_top5"}) {
            assertClose(actual.get("also"), expected, metric);
        }
        for (Map.Entry<String, JsonNode> rank : expected.get("taxonomy").properties()) {
            assertClose(actual.get("taxonomy"), expected.get("taxonomy"), rank.getKey());
        }
        assertThat(actual.get("split").asText()).isEqualTo("test");
    }

    private static void assertClose(JsonNode actual, JsonNode expected, String metric) {
        assertThat(actual.get(metric).asDouble())
                .as(metric)
                .isCloseTo(expected.get(metric).asDouble(), within(1e-9));
    }

    /** A pipe, and not a file that the shell opened: in a pipe there is no place to ask for. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs sh")
    void readsAPipe() throws IOException, InterruptedException {
        for (String file : new String[] {"by_id.csv", "scores.npy"}) {
            Process process = new ProcessBuilder(
                            "sh",
                            "-c",
                            "cat \"$1\" | scripts/inatsounds eval - --annotations \"$2\" --format json",
                            "sh",
                            golden("continuous").resolve(file).toString(),
                            golden("continuous").resolve("test.json").toString())
                    .directory(LauncherProcess.project().toFile())
                    .redirectError(temporary.resolve("err.txt").toFile())
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(Files.readString(temporary.resolve("err.txt")))
                    .isZero();
            JsonNode expected = JSON.readTree(golden("expected.json").toFile()).get("continuous");
            assertClose(JSON.readTree(out).get("metrics"), expected, "map");
        }
    }

    @Test
    void theMainJobFromAnEmptyFolderToAScore() throws IOException {
        MiniatureRelease release = MiniatureRelease.writeTo(temporary.resolve("release"));
        Path data = temporary.resolve("data");
        try (S3Server s3 = S3Server.start().putFolder(release.folder())) {
            LauncherProcess.Result fetch = LauncherCommand.inatsounds(
                            "fetch",
                            "--recordings",
                            "--catalog",
                            release.catalogue().toString(),
                            "--endpoint-url",
                            s3.url())
                    .env("INATSOUNDS_DATA", data)
                    .run();
            assertThat(fetch.exitCode()).as(fetch.stderr()).isZero();
        }
        LauncherProcess.Result eval = LauncherCommand.inatsounds(
                        "eval", release.predictions(Split.TEST).toString())
                .env("INATSOUNDS_DATA", data)
                .run();
        assertThat(eval.exitCode()).as(eval.stderr()).isZero();
        assertThat(eval.stdout()).contains("top1", "top5", "map", "mf1", "Aves");
        assertThat(eval.stderr()).contains("wide CSV", "32 recordings of 15 classes");
        LauncherProcess.Result val = LauncherCommand.inatsounds(
                        "eval",
                        release.predictions(Split.VAL).toString(),
                        "--split",
                        "val",
                        "--format",
                        "json",
                        "-o",
                        temporary.resolve("result.json").toString())
                .env("INATSOUNDS_DATA", data)
                .run();
        assertThat(val.exitCode()).as(val.stderr()).isZero();
        assertThat(val.stdout()).isEmpty();
        assertThat(JSON.readTree(temporary.resolve("result.json").toFile())
                        .get("recordings")
                        .asInt())
                .isEqualTo(33);
    }

    @Test
    void withoutAnnotationsItSaysWhatToDo() {
        LauncherProcess.Result result = LauncherCommand.inatsounds(
                        "eval", golden("ties/predictions.csv").toString())
                .env("INATSOUNDS_DATA", temporary)
                .run();
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stderr()).contains(temporary.resolve("test.json").toString(), "inatsounds fetch");
    }

    @Test
    void badPredictionsAreNamedByLineAndColumn() throws IOException {
        Path file = temporary.resolve("predictions.csv");
        String good = Files.readString(golden("ties/predictions.csv"));
        int secondLineEnd = good.indexOf('\n', good.indexOf('\n') + 1);
        Files.writeString(
                file,
                good.substring(0, secondLineEnd).replaceFirst(",[^,\n]*$", ",nan") + good.substring(secondLineEnd));
        LauncherProcess.Result result = LauncherCommand.inatsounds(
                        "eval",
                        file.toString(),
                        "--annotations",
                        golden("ties/test.json").toString())
                .run();
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stdout()).isEmpty();
        assertThat(result.stderr()).contains(file + ":2:", "nan").doesNotContain("\tat ");
    }

    @Test
    void aFileThatIsNotThereIsBadInput() {
        LauncherProcess.Result result = LauncherCommand.inatsounds(
                        "eval",
                        "nothing.csv",
                        "--annotations",
                        golden("ties/test.json").toString())
                .run();
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr()).contains("nothing.csv");
    }
}
