package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.S3Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds fetch}, as a process, from a server, into a folder. */
final class FetchIT {

    @TempDir
    static Path shared;

    private static MiniatureRelease release;

    @TempDir
    Path temporary;

    @BeforeAll
    static void writeRelease() {
        release = MiniatureRelease.writeTo(shared);
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private LauncherCommand fetch(String url, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "fetch",
                "--catalog",
                release.catalogue().toString(),
                "--endpoint-url",
                url,
                "--data",
                data().toString()));
        arguments.addAll(List.of(more));
        return LauncherCommand.inatsounds(arguments.toArray(String[]::new));
    }

    private static JsonNode json(LauncherProcess.Result result) throws IOException {
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return JsonMapper.builder().build().readTree(result.stdout());
    }

    private void assertEverythingIsThere() throws IOException {
        long files = 0;
        for (Split split : Split.values()) {
            assertThat(data().resolve(split + ".json")).isNotEmptyFile();
            for (MiniatureRecording recording : release.recordings(split)) {
                Path file = data().resolve(recording.fileName());
                assertThat(file).hasBinaryContent(recording.wav());
                assertThat(Files.getLastModifiedTime(file).toInstant().getEpochSecond())
                        .isEqualTo(recording.modified().getEpochSecond());
                files++;
            }
        }
        try (Stream<Path> tree = Files.walk(data())) {
            assertThat(tree.filter(Files::isRegularFile)
                            .filter(f -> f.toString().endsWith(".wav")))
                    .hasSize((int) files);
        }
        assertThat(data().resolve(".inatsounds/parts")).isEmptyDirectory();
        assertThat(data().resolve(".inatsounds/staging"))
                .satisfiesAnyOf(
                        p -> assertThat(p).doesNotExist(), p -> assertThat(p).isEmptyDirectory());
    }

    @Test
    void bringsARealServersRelease() throws IOException {
        try (S3Server s3 = S3Server.start().putFolder(release.folder())) {
            LauncherProcess.Result result = fetch(s3.url(), "--recordings").run();
            assertThat(result.exitCode()).as(result.stderr()).isZero();
            assertThat(result.stdout()).contains("release 2024 in " + data()).contains("fetched");
            assertThat(result.stderr())
                    .contains("non-commercial")
                    .contains("of disk space needed")
                    .containsOnlyOnce("inatsounds terms");
            assertEverythingIsThere();

            JsonNode again =
                    json(fetch(s3.url(), "--recordings", "--format", "json").run());
            assertThat(again.get("files"))
                    .hasSize(6)
                    .allSatisfy(f -> assertThat(f.get("status").asText()).isEqualTo("present"));
            assertThat(again.get("recordings_written").asLong()).isZero();
        }
    }

    @Test
    void withoutRecordingsBringsAnnotationsOnly() throws IOException {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            JsonNode summary =
                    json(fetch(server.url(), "val", "--format", "json").run());
            assertThat(summary.get("files")).hasSize(1);
            try (Stream<Path> files = Files.list(data())) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .containsExactlyInAnyOrder("val.json", ".inatsounds");
            }
        }
    }

    @Test
    void repairsAPartialDeletion() throws IOException {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            fetch(server.url(), "--recordings").run();
            Path gone = data().resolve(release.recordings(Split.VAL).get(3).fileName());
            Path cut = data().resolve(release.recordings(Split.VAL).get(5).fileName());
            Files.delete(gone);
            Files.writeString(cut, "RIFF");
            Files.delete(data().resolve("test.json"));
            server.forget();
            JsonNode summary =
                    json(fetch(server.url(), "--recordings", "--format", "json").run());
            assertThat(summary.get("recordings_written").asLong()).isEqualTo(2);
            assertThat(server.requests())
                    .extracting(r -> r.path().replaceFirst(".*/", ""))
                    .containsOnly("val.tar.gz", "test.json.tar.gz");
            // What was replaced is newer than what was made from it.
            MiniatureRecording replaced = release.recordings(Split.VAL).get(5);
            assertThat(Files.getLastModifiedTime(cut).toInstant()).isAfter(replaced.modified());
            Files.setLastModifiedTime(cut, FileTime.from(replaced.modified()));
            assertEverythingIsThere();
        }
    }

    @Test
    void keepsArchivesAndUsesThemWithoutTheNetwork() throws IOException {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            assertThat(fetch(server.url(), "val", "--recordings", "--keep-archives")
                            .run()
                            .exitCode())
                    .isZero();
            assertThat(data().resolve("val.tar.gz")).exists();
            assertThat(data().resolve("val.json.tar.gz")).exists();
            Files.delete(data().resolve(release.recordings(Split.VAL).get(0).fileName()));
            server.forget();
            JsonNode summary = json(fetch(server.url(), "val", "--recordings", "--format", "json")
                    .run());
            assertThat(summary.get("recordings_written").asLong()).isEqualTo(1);
            assertThat(server.requests()).isEmpty();
            assertThat(data().resolve("val.tar.gz")).exists();
        }
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            JsonNode plan = json(fetch(server.url(), "--recordings", "--dry-run", "--format", "json")
                    .run());
            long bytes = 0;
            for (JsonNode file : plan.get("files")) {
                bytes += file.get("bytes").asLong();
                assertThat(file.get("status").asText()).isEqualTo("fetch");
            }
            assertThat(plan.get("bytes_to_fetch").asLong()).isEqualTo(bytes);
            assertThat(plan.get("bytes_needed").asLong()).isGreaterThan(bytes);
            assertThat(server.requests()).allSatisfy(r -> assertThat(r.method()).isEqualTo("HEAD"));
            assertThat(data()).doesNotExist();
        }
    }

    @Test
    void takesTheEndpointFromTheEnvironment() {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder());
                FaultyServer other = FaultyServer.start()) {
            LauncherCommand command = LauncherCommand.inatsounds(
                    "fetch", "val", "--catalog", release.catalogue().toString());
            LauncherProcess.Result result = command.env("AWS_ENDPOINT_URL_S3", server.url())
                    .env("AWS_ENDPOINT_URL", other.url())
                    .env("INATSOUNDS_DATA", data().toString())
                    .run();
            assertThat(result.exitCode()).as(result.stderr()).isZero();
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs kill -9")
    void killedHalfWayItFetchesOnlyWhatIsMissing() throws IOException {
        Path folder = temporary.resolve("release");
        MiniatureRelease large = MiniatureRelease.writeTo(folder, new MiniatureRelease.Options(40_000_000, true, null));
        long size = Files.size(large.archive(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS));
        try (FaultyServer server = FaultyServer.start().putFolder(folder)) {
            String[] arguments = {
                "fetch",
                "train",
                "--recordings",
                "--catalog",
                large.catalogue().toString(),
                "--endpoint-url",
                server.url(),
                "--data",
                data().toString(),
                "--connections",
                "4"
            };
            server.limitRate(20_000_000);
            try (LauncherProcess killed = LauncherCommand.inatsounds(arguments).start()) {
                server.awaitBytesServed(size / 2, Duration.ofSeconds(60));
                killed.signal("KILL");
                assertThat(killed.await().exitCode()).isEqualTo(137);
            }
            assertThat(data().resolve("train")).doesNotExist();
            server.limitRate(0).forget();
            LauncherProcess.Result result =
                    LauncherCommand.inatsounds(arguments).run();
            assertThat(result.exitCode()).as(result.stderr()).isZero();
            // Of each connection, up to one MiB was not noted yet; and what was on its way did not count.
            assertThat(server.bytesServed()).isLessThan(size / 2 + 4 * (1 << 20) + 4_000_000);
            for (MiniatureRecording recording : large.recordings(Split.TRAIN)) {
                assertThat(data().resolve(recording.fileName())).hasBinaryContent(recording.wav());
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs kill -INT")
    void interruptedItSaysHowToGoOn() {
        try (FaultyServer server =
                        FaultyServer.start().putFolder(release.folder()).limitRate(300_000);
                LauncherProcess process = fetch(server.url(), "--recordings").start()) {
            server.awaitBytesServed(100_000, Duration.ofSeconds(60));
            process.signal("INT");
            LauncherProcess.Result result = process.await();
            assertThat(result.exitCode()).isEqualTo(130);
            assertThat(result.stderr()).contains("interrupted: downloaded data is kept");
            assertThat(result.stdout()).isEmpty();
        }
    }
}
