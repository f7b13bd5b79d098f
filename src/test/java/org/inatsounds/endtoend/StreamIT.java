package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds fetch} of some recordings, or without keeping the archive: as a process, from a server. */
final class StreamIT {

    private static final long TRAIN_BYTES = 24L << 20;

    /** A checkpoint's spacing of which the longest recording, a minute, is less than an eighth. */
    private static final long SPACING = 24L << 20;

    @TempDir
    static Path shared;

    private static MiniatureRelease standard;
    private static long archiveBytes;

    private MiniatureRelease release = standard;

    @TempDir
    Path temporary;

    @BeforeAll
    static void writeRelease() throws IOException {
        standard = MiniatureRelease.writeTo(shared, new MiniatureRelease.Options(TRAIN_BYTES, true, null));
        archiveBytes = Files.size(standard.archive(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS));
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private LauncherCommand command(String url, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--catalog", release.catalogue().toString(), "--data", data().toString()));
        if (!url.isEmpty()) {
            all.addAll(List.of("--endpoint-url", url));
        }
        return LauncherCommand.inatsounds(all.toArray(String[]::new));
    }

    private JsonNode fetch(FaultyServer server, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("fetch", "train", "--format", "json"));
        arguments.addAll(List.of(more));
        LauncherProcess.Result result =
                command(server.url(), arguments.toArray(String[]::new)).run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return JsonMapper.builder().build().readTree(result.stdout());
    }

    private static boolean isBird(MiniatureRecording recording) {
        return recording.species().taxonClass().equals("Aves");
    }

    /** Exactly these recordings are there, each with its bytes, and nothing of an archive or of a stream. */
    private void assertRecordings(Predicate<MiniatureRecording> wanted) throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        for (MiniatureRecording recording : release.recordings(Split.TRAIN)) {
            if (wanted.test(recording)) {
                assertThat(data().resolve(recording.fileName())).hasBinaryContent(recording.wav());
                expected.add(recording.fileName());
            }
        }
        try (Stream<Path> tree = Files.walk(data())) {
            List<Path> files = tree.filter(Files::isRegularFile).toList();
            assertThat(files.stream()
                            .map(file -> data().relativize(file).toString())
                            .filter(name -> name.endsWith(".wav")))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(files.stream().map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".tar.gz") || name.endsWith(".part") || name.equals("checkpoint"));
        }
    }

    @Test
    void takesWhatIsWantedInOnePassThenNothingThenPartsByTheIndex() throws IOException {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            JsonNode first = fetch(server, "--supercategory", "Aves");
            long birds = release.recordings(Split.TRAIN).stream()
                    .filter(StreamIT::isBird)
                    .count();
            assertThat(first.get("recordings_written").asLong()).isEqualTo(birds);
            assertThat(first.at("/chosen/0/archive_checksum_seen").asBoolean()).isTrue();
            assertRecordings(StreamIT::isBird);
            assertThat(data().resolve("train.tar.gz.index")).isNotEmptyFile();

            server.forget();
            JsonNode again = fetch(server, "--supercategory", "Aves");
            assertThat(again.get("recordings_written").asLong()).isZero();
            assertThat(server.bytesServed()).isZero();

            MiniatureRecording one = release.recordings(Split.TRAIN).stream()
                    .filter(recording -> !isBird(recording))
                    .findFirst()
                    .orElseThrow();
            String species = one.species().name();
            JsonNode plan = fetch(server, "--taxon", species, "--dry-run");
            server.forget();
            JsonNode parts = fetch(server, "--taxon", species);
            assertThat(parts.at("/chosen/0/archive_checksum_seen").asBoolean()).isFalse();
            assertThat(server.bytesServed())
                    .isLessThanOrEqualTo(plan.get("bytes_to_fetch").asLong() + 4096);
            assertRecordings(
                    recording -> isBird(recording) || recording.species().name().equals(species));
        }
    }

    @Test
    void stopsEarlyAndSaysThatTheChecksumWasNotSeen() throws IOException {
        MiniatureRecording first = release.recordings(Split.TRAIN).get(0);
        String species = first.species().name();
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            JsonNode result = fetch(
                    server,
                    "--taxon",
                    species,
                    "--max-duration",
                    String.valueOf(first.wav().length / 44_100.0),
                    "--stop-early",
                    "--checkpoint-every",
                    "2M");
            assertThat(result.at("/chosen/0/archive_checksum_seen").asBoolean()).isFalse();
            assertThat(data().resolve(first.fileName())).hasBinaryContent(first.wav());
            assertThat(server.bytesServed()).isLessThan(archiveBytes);
            assertThat(data().resolve("train.tar.gz.index")).doesNotExist();
        }
    }

    @Test
    void aWrongChecksumLeavesNothing() throws IOException {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            byte[] archive = Files.readAllBytes(release.archive(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS));
            // The time in the header of the gzip member: everything unpacks, and only the MD5 tells.
            archive[5] ^= 1;
            server.put(MiniatureRelease.path(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS), archive);
            LauncherProcess.Result result = command(server.url(), "fetch", "train", "--supercategory", "Aves")
                    .run();
            assertThat(result.exitCode()).as(result.stderr()).isEqualTo(3);
            assertThat(result.stderr()).contains("expected MD5").doesNotContain("\tat ");
            assertThat(data().resolve("train")).doesNotExist();
            assertThat(data().resolve("train.tar.gz.index")).doesNotExist();
        }
    }

    @Test
    void aNameThatMeansNothingIsAnErrorBeforeAnyArchiveIsTouched() throws IOException {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            fetch(server);
            server.forget();
            Path list = Files.writeString(temporary.resolve("species.txt"), "Nobody knowsit\n");
            LauncherProcess.Result result = command(server.url(), "fetch", "train", "--species-file", list.toString())
                    .run();
            assertThat(result.exitCode()).as(result.stderr()).isEqualTo(4);
            assertThat(result.stderr()).contains("Nobody knowsit");
            assertThat(server.bytesServed()).isZero();
        }
    }

    /** As a kill leaves it that came while finished recordings were moved to their place. */
    @Test
    void goesOnMovingWhatWasComplete() throws IOException {
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            fetch(server, "--stream");
            MiniatureRecording moved = release.recordings(Split.TRAIN).get(0);
            Path stream = data().resolve(".inatsounds/streams/" + streamId());
            Path waiting = stream.resolve("files").resolve(moved.fileName());
            Files.createDirectories(waiting.getParent());
            Files.move(data().resolve(moved.fileName()), waiting);
            Files.move(receipt(), stream.resolve("receipt.tsv"));
            Files.createFile(stream.resolve("complete"));
            server.forget();
            fetch(server, "--stream");
            assertThat(server.bytesServed()).isZero();
            assertRecordings(recording -> true);
            assertThat(receipt()).isNotEmptyFile();
            assertThat(stream).doesNotExist();
        }
    }

    private Path receipt() {
        return data().resolve(".inatsounds/receipts/" + streamId() + ".tsv");
    }

    private static String streamId() {
        return "train-recordings";
    }

    /** The same bytes in the end, and each kill costs at most the spacing of checkpoints. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs kill")
    void survivesBeingKilledAgainAndAgain() throws IOException, InterruptedException {
        var random = new Random(Long.getLong("inatsounds.test.seed", 20_261_127));
        int kills = Integer.getInteger("inatsounds.test.kills", Sweep.of(6));
        release = MiniatureRelease.writeTo(
                temporary.resolve("large"), new MiniatureRelease.Options((kills + 1) * SPACING, true, null));
        long size = Files.size(release.archive(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS));
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            fetch(server);
            server.forget();
            LauncherCommand streaming = command(
                    server.url(),
                    "fetch",
                    "train",
                    "--stream",
                    "--checkpoint-every",
                    "24M",
                    "--limit-rate",
                    "40M",
                    "--progress",
                    "never");
            for (int i = 0; i < kills; i++) {
                try (LauncherProcess process = streaming.start()) {
                    long before = server.bytesServed();
                    // So little that the archive never ends before the last kill.
                    server.awaitBytesServed(before + 1 + random.nextInt((int) SPACING), Duration.ofSeconds(30));
                    process.signal("KILL");
                    assertThat(process.await().exitCode()).isNotZero();
                }
            }
            LauncherProcess.Result last = streaming.run();
            assertThat(last.exitCode()).as(last.stderr()).isZero();
            assertThat(server.bytesServed() - size)
                    .as("bytes that came twice, in %d kills", kills)
                    .isLessThanOrEqualTo(kills * SPACING);
            assertRecordings(recording -> true);
            LauncherProcess.Result again = streaming.run();
            assertThat(again.stderr()).contains("nothing to do");
        }
    }
}
