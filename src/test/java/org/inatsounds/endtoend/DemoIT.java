package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds demo}: what it shows is what happens when it is typed. */
final class DemoIT {

    @TempDir
    Path temporary;

    @Test
    void showsCommandsThatCanBeTypedAgain() throws IOException {
        Path output = temporary.resolve("a demo");
        LauncherProcess.Result demo = LauncherCommand.inatsounds("demo", "-q", "-o", output.toString())
                .run();
        assertThat(demo.exitCode()).as(demo.stderr()).isZero();
        // Quiet are the commands that it runs, too.
        assertThat(demo.stderr()).doesNotContain("wrote", "recordings");
        List<String> lines = demo.stdout().lines().toList();
        assertThat(lines.stream()
                        .filter(line -> line.startsWith("$ inatsounds "))
                        .map(line -> line.split(" ", -1)[2]))
                .containsExactly("fetch", "verify", "stats", "spectrogram", "predict", "eval", "report");
        assertThat(demo.stdout()).contains("240 checked, no problems");
        assertThat(demo.stderr()).doesNotContain("\tat ");
        assertThat(Files.readString(output.resolve("report.html")))
                .contains("data:image/png;base64,", "Training data", "</html>");

        // Far better than chance, which is 0.05, and far from perfect: there is something to see.
        String map = line(lines, "  map ");
        assertThat(Double.parseDouble(map.substring(14, 20))).isBetween(0.2, 0.9);

        LauncherProcess.Result eval = LauncherCommand.inatsounds(
                        "eval",
                        output.resolve("predictions.csv").toString(),
                        "--data",
                        output.resolve("data").toString())
                .run();
        assertThat(eval.stdout()).contains(map);

        LauncherProcess.Result again =
                LauncherCommand.inatsounds("demo", "-o", output.toString()).run();
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.stderr()).contains("expected an empty folder");
    }

    private static String line(List<String> lines, String start) {
        return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }
}
