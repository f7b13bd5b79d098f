package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.SmallModels;
import org.inatsounds.testing.Sweep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever writes is killed at random moments, again and again. At no time is there a wrong file under a final name; in the end
 * there is what an undisturbed run leaves, byte by byte, and nothing else.
 *
 * <p>{@code -Dinatsounds.test.kills=N} kills so often in all, {@code -Dinatsounds.test.seed=N} at other moments.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs kill")
final class CrashIT {

    private static final int KILLS = Integer.getInteger("inatsounds.test.kills", Sweep.of(30));
    private static final long SEED = Long.getLong("inatsounds.test.seed", 20_261_127);

    /** As a shell shows them. */
    private static final Map<String, Integer> SIGNALS = Map.of("INT", 130, "KILL", 137, "TERM", 143);

    private static final int RECORDINGS = 100;

    /**
     * What is killed; each writes one folder.
     *
     * @param number from 0
     * @param words of its command line
     */
    record Job(int number, List<String> words) {

        boolean is(String command) {
            return words.get(0).equals(command);
        }

        int kills() {
            return (KILLS + number) / JOBS.size();
        }

        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }

    private static final Job FETCH = new Job(0, List.of("fetch", "train", "--recordings"));
    private static final List<Job> JOBS = List.of(
            FETCH,
            new Job(1, List.of("fetch", "train", "--supercategory", "Aves", "--checkpoint-every", "2M")),
            new Job(2, List.of("fetch", "train", "--stream", "--checkpoint-every", "2M")),
            new Job(3, List.of("subset", "--split", "train")),
            new Job(4, List.of("spectrogram")),
            new Job(5, List.of("spectrogram", "--to", "webdataset", "--shard-size", "1M")),
            new Job(6, List.of("predict")),
            new Job(7, List.of("predict", "--from", "archive", "--checkpoint-every", "2M")),
            new Job(8, List.of("spectrogram", "--from", "archive", "--checkpoint-every", "2M")),
            new Job(
                    9,
                    List.of(
                            "spectrogram",
                            "--from",
                            "archive",
                            "--checkpoint-every",
                            "2M",
                            "--to",
                            "webdataset",
                            "--shard-size",
                            "1M")));

    @TempDir
    static Path shared;

    private static MiniatureRelease release;
    private static FaultyServer server;
    private static Path data;

    @TempDir
    Path temporary;

    @BeforeAll
    static void bringWhatSubsetsAreTakenFrom() throws IOException {
        release =
                MiniatureRelease.writeTo(shared.resolve("release"), new MiniatureRelease.Options(12 << 20, true, null));
        server = FaultyServer.start().putFolder(release.folder());
        data = shared.resolve("data");
        run(command(FETCH, data));
        Path in = Files.createDirectory(shared.resolve("in"));
        byte[] song = Files.readAllBytes(
                LauncherProcess.project().resolve("src/test/resources/spectrogram/wav/birdsong.wav"));
        for (int i = 0; i < RECORDINGS; i++) {
            Files.write(in.resolve(String.format(Locale.ROOT, "%03d.wav", i)), song);
        }
        SmallModels.mel(shared.resolve("model.onnx"), release.species());
        server.limitRate(20_000_000);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Job> someJobs() {
        return Sweep.of(JOBS.stream());
    }

    private static LauncherCommand command(Job job, Path out) {
        List<String> words = new ArrayList<>(job.words());
        words.addAll(List.of("--progress", "never"));
        if (job.is("fetch")) {
            words.addAll(List.of("--catalog", release.catalogue().toString(), "--endpoint-url", server.url()));
            words.addAll(List.of("--data", out.toString()));
        } else if (job.is("subset")) {
            words.addAll(List.of("--data", data.toString(), "-o", out.toString()));
        } else {
            boolean archive = words.contains("archive");
            words.add(archive ? "train" : shared.resolve("in").toString());
            if (archive) {
                words.addAll(List.of("--data", data.toString(), "--catalog"));
                words.addAll(List.of(release.catalogue().toString(), "--endpoint-url", server.url()));
            }
            if (job.is("predict")) {
                words.add(1, shared.resolve("model.onnx").toString());
                out.toFile().mkdirs();
            }
            words.addAll(List.of("-o", (job.is("predict") ? out.resolve("out.npy") : out).toString()));
        }
        return LauncherCommand.inatsounds(words.toArray(String[]::new));
    }

    private static Duration run(LauncherCommand command) {
        LauncherProcess.Result result = command.run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.elapsed();
    }

    @ParameterizedTest
    @MethodSource("someJobs")
    void killedAgainAndAgainItEndsAsIfItHadNotBeen(Job job) throws IOException, InterruptedException {
        var random = new Random(SEED + job.number());
        Path undisturbed = temporary.resolve("undisturbed");
        Path out = temporary.resolve("out");
        Duration whole = run(command(job, undisturbed));
        Folders folders = new Folders(undisturbed, out);
        int kills = 0;
        for (int runs = 0; kills < job.kills(); runs++) {
            assertThat(runs).as("runs, of which %d were killed", kills).isLessThan(10 + 4 * job.kills());
            if (isKilled(job, out, whole, random)) {
                kills++;
                folders.assertNothingWrong();
            } else {
                folders.assertSame();
                folders.clear();
            }
        }
        run(command(job, out));
        folders.assertSame();
    }

    /** False if the process came to its end before. */
    private static boolean isKilled(Job job, Path out, Duration whole, Random random) throws InterruptedException {
        List<String> names = SIGNALS.keySet().stream().sorted().toList();
        String name = names.get(random.nextInt(names.size()));
        // The first fifth is the start of the JVM; the last moments are those in which files get their names.
        double share = 0.2 + 0.85 * random.nextDouble();
        try (LauncherProcess process = command(job, out).start()) {
            Thread.sleep((long) (whole.toMillis() * share));
            process.signalIfAlive(name);
            LauncherProcess.Result result = process.await();
            // A process may end by itself before the signal, or while that is on its way.
            assertThat(result.exitCode())
                    .as("%s after %.2f of %s: %s", name, share, whole, result.stderr())
                    .isIn(0, SIGNALS.get(name));
            assertThat(result.stderr()).doesNotContain("error:", "\tat ");
            return result.exitCode() != 0;
        }
    }
}
