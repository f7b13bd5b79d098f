package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A metric that is exactly what a gate demands meets it, though a sum of fractions is a little less in binary. */
final class GateRoundingTest {

    private static final int EACH = 10;

    @TempDir
    private Path folder;

    private Path annotations;

    /** Three species with ten recordings each. */
    @BeforeEach
    void write() throws IOException {
        List<String> audio = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<String> categories = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            categories.add(String.format(Locale.ROOT, "{\"id\":%d,\"name\":\"Avis %s\"}", c, "abc".charAt(c)));
            for (int i = 0; i < EACH; i++) {
                int id = 100 + c * EACH + i;
                audio.add(String.format(Locale.ROOT, "{\"id\":%d,\"file_name\":\"test/x/r%d.wav\"}", id, id));
                labels.add(String.format(Locale.ROOT, "{\"id\":%d,\"audio_id\":%d,\"category_id\":%d}", id, id, c));
            }
        }
        annotations = Files.writeString(
                folder.resolve("test.json"),
                "{\"audio\":" + audio + ",\"categories\":" + categories + ",\"annotations\":" + labels + "}");
    }

    /** Predictions that are right for so many recordings of each species. */
    private String predictions(String name, int... right) throws IOException {
        StringBuilder text = new StringBuilder("audio_id,0,1,2\n");
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < EACH; i++) {
                int predicted = i < right[c] ? c : (c + 1) % 3;
                text.append(100 + c * EACH + i);
                for (int k = 0; k < 3; k++) {
                    text.append(k == predicted ? ",1" : ",0");
                }
                text.append('\n');
            }
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private CommandRun.Result eval(String predictions, String... options) {
        List<String> arguments = new ArrayList<>(List.of("eval", predictions, "--annotations", annotations.toString()));
        arguments.addAll(List.of(options));
        return CommandRun.plain().run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "top1=0.7, 0",
        "top1=0.70000000000, 0",
        "top1=7e-1, 0",
        "top1=0.7000000000009, 0",
        "top1=0.70000000001, 7",
        "micro_top1=0.7, 0",
        "top1=0.71, 7"
    })
    void exactlyTheLeastValueIsEnough(String gate, int code) throws IOException {
        // 0.8 + 0.6 + 0.7 is 2.0999999999999996 in binary, a third of it less than 0.7.
        assertThat((0.8 + 0.6 + 0.7) / 3).isLessThan(0.7);
        CommandRun.Result result = eval(predictions("p.csv", 8, 6, 7), "--fail-under", gate);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err()).contains(code == 0 ? "top1: met" : "top1: not met");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0", "0.0999999999995, 0", "0.0999999, 7"})
    void exactlyTheGreatestLossIsAllowed(String loss, int code) throws IOException {
        String before = predictions("before.csv", 8, 8, 8);
        CommandRun.Result result = eval(
                predictions("after.csv", 8, 6, 7),
                "--baseline",
                before,
                "--resamples=0",
                "--fail-regress",
                "top1=" + loss);
        assertThat(result.code()).as(result.err()).isEqualTo(code);
    }

    @Test
    void noLossAtAllIsExact() throws IOException {
        String same = predictions("p.csv", 8, 6, 7);
        assertThat(eval(same, "--baseline", same, "--resamples=0", "--fail-regress", "top1=0")
                        .code())
                .isZero();
    }
}
