package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every command but {@code fetch} does its work where there is no network at all. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs network namespaces")
final class NoNetworkIT {

    @TempDir
    Path temp;

    @Test
    void everyCommandButFetchNeedsNone() throws IOException {
        assumeTrue(Namespaces.areThere(Namespaces.NETWORK), "users may not have a network of their own here");
        MiniatureRelease release = MiniatureRelease.writeTo(temp.resolve("release"));
        Path data = temp.resolve("data");
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            LauncherProcess.Result fetched = LauncherCommand.inatsounds(
                            "fetch",
                            "val",
                            "--recordings",
                            "--keep-archives",
                            "--data",
                            data.toString(),
                            "--catalog",
                            release.catalogue().toString(),
                            "--endpoint-url",
                            server.url())
                    .run();
            assertThat(fetched.exitCode()).as(fetched.stderr()).isZero();
        }
        String predictions = release.predictions(Split.VAL).toString();
        String recording =
                data.resolve(release.recordings(Split.VAL).get(0).fileName()).toString();
        Path labels = Files.writeString(data.resolve("labels.txt"), "Fluta aurea\n");
        Path description = Files.writeString(data.resolve("model.json"), """
                {"input": {"sample_rate": 22050, "window_seconds": 3},
                 "outputs": [{"name": "probabilities", "activation": "none"}]}
                """);
        String model = LauncherProcess.project()
                .resolve("src/test/resources/model/wave.onnx")
                .toString();
        List<List<String>> lines = List.of(
                List.of("help", "eval"),
                List.of("terms"),
                List.of("stats"),
                List.of("list"),
                List.of("attribution"),
                List.of("verify", "val", "--catalog", release.catalogue().toString()),
                List.of("show", recording),
                List.of("subset", "--split", "val", "-o", "subset"),
                List.of("spectrogram", recording, "-o", "spectrograms"),
                List.of("index", "val", "--catalog", release.catalogue().toString()),
                List.of("predict", model, recording, "--model-info", description.toString(), "-o", "scores.csv"),
                List.of("eval", predictions, "--split", "val"),
                List.of("report", predictions, "--split", "val", "-o", "report.html"),
                List.of("names", labels.toString(), "--split", "val"),
                List.of("completion", "bash"),
                List.of("demo", "-o", "demo"));
        TreeSet<String> tried = new TreeSet<>(List.of("fetch"));
        lines.forEach(line -> tried.add(line.get(0)));
        assertThat(tried).isEqualTo(commands());
        for (List<String> line : Sweep.of(lines.stream()).toList()) {
            assertThat(without(data, line)).as(line.toString()).isZero();
        }
    }

    private static Set<String> commands() {
        String help = LauncherCommand.inatsounds("--help").run().stdout();
        return Pattern.compile("^  ([a-z]+) {2,}[A-Z]", Pattern.MULTILINE)
                .matcher(help)
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private int without(Path data, List<String> line) {
        // The demo serves a release to itself.
        boolean loopback = line.get(0).equals("demo");
        assumeTrue(!loopback || LauncherCommand.isInstalled("ip"), "the demo needs ip to have a loopback device");
        List<String> words = new ArrayList<>(List.of(
                temp.toString(),
                data.toString(),
                LauncherProcess.project().resolve("scripts/inatsounds").toString()));
        words.addAll(line);
        LauncherProcess.Result result = Namespaces.run(
                Namespaces.NETWORK,
                (loopback ? "ip link set lo up\n" : "")
                        + "cd \"$1\" && export INATSOUNDS_DATA=\"$2\" && shift 2 && \"$@\"",
                words.toArray(String[]::new));
        assertThat(result.exitCode())
                .as(line + "\n" + result.stdout() + result.stderr())
                .isZero();
        return result.exitCode();
    }
}
