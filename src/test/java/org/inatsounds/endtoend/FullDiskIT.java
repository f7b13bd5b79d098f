package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.SmallModels;
import org.inatsounds.testing.Sweep;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A disk that fills up while a command writes to it, and one that can't be written at all: exit code 6, a message, nothing
 * wrong under a final name; and once there is room, the same command ends as if nothing had been. The disk is a small tmpfs
 * in a mount namespace of its own.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs mount namespaces")
final class FullDiskIT {

    /** What writes; the last word is where to. */
    private static final List<List<String>> JOBS = List.of(
            List.of("fetch", "train", "--recordings", "--data"),
            List.of("fetch", "train", "--supercategory", "Aves", "--data"),
            List.of("fetch", "train", "--stream", "--data"),
            List.of("subset", "--split", "train", "-o"),
            List.of("spectrogram", "train", "-o"),
            List.of("spectrogram", "train", "--to", "webdataset", "--shard-size", "1M", "-o"),
            List.of("predict", "MODEL", "train", "-o"));

    /** An ordinary user can't change the size of a disk that is mounted: its files move to a larger one in its place. */
    private static final String LARGER = """
            mkdir "$result/larger"
            mount -t tmpfs -o size=64m tmpfs "$result/larger"
            cp -a "$disk/." "$result/larger"
            mount --bind "$result/larger" "$disk"
            """;

    @TempDir
    static Path temp;

    private static MiniatureRelease release;
    private static FaultyServer server;
    private static Path data;

    @BeforeAll
    static void prepare() {
        assumeTrue(Namespaces.areThere(Namespaces.MOUNTS), "users may not mount anything here");
        release = MiniatureRelease.writeTo(temp.resolve("release"), new MiniatureRelease.Options(2 << 20, true, null));
        server = FaultyServer.start().putFolder(release.folder());
        data = temp.resolve("data");
        SmallModels.mel(temp.resolve("model.onnx"), release.species());
        LauncherProcess.Result fetched =
                LauncherCommand.inatsounds(words(JOBS.get(0), data)).run();
        assertThat(fetched.exitCode()).as(fetched.stderr()).isZero();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static Stream<List<String>> someJobs() {
        return Sweep.of(JOBS.stream());
    }

    private static String[] words(List<String> job, Path out) {
        List<String> words = new ArrayList<>(job);
        words.replaceAll(
                word -> word.equals("MODEL") ? temp.resolve("model.onnx").toString() : word);
        words.add((isPrediction(job) ? out.resolve("out.npy") : out).toString());
        words.addAll(List.of("--progress", "never"));
        if (job.get(0).equals("fetch")) {
            words.addAll(List.of("--catalog", release.catalogue().toString(), "--endpoint-url", server.url()));
        } else {
            words.addAll(List.of("--data", data.toString()));
        }
        return words.toArray(String[]::new);
    }

    /** That writes into a folder that is there. */
    private static boolean isPrediction(List<String> job) {
        return job.get(0).equals("predict");
    }

    /** Runs a script with the disk as {@code $disk} and the command line as {@code "$@"}. */
    private static LauncherProcess.Result run(String script, Path disk, String... words) {
        List<String> line = new ArrayList<>(List.of(
                disk.toString(),
                LauncherProcess.project().resolve("scripts/inatsounds").toString()));
        line.addAll(List.of(words));
        return Namespaces.run(Namespaces.MOUNTS, "disk=$1; shift\n" + script, line.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("someJobs")
    void fillsUp(List<String> job) throws IOException {
        Path disk = Files.createTempDirectory(temp, "disk");
        Path result = Files.createTempDirectory(temp, "result");
        Path right = result.resolve("right");
        if (isPrediction(job)) {
            Files.createDirectory(right);
        }
        server.heal();
        LauncherProcess.Result undisturbed =
                LauncherCommand.inatsounds(words(job, right)).run();
        assertThat(undisturbed.exitCode()).as(undisturbed.stderr()).isZero();
        // A fetch finds enough room at first. Then, when it asks for the recordings, somebody else takes all but 100 KB
        // of it.
        boolean fetch = job.get(0).equals("fetch");
        Path begun = result.resolve("begun");
        Path filled = result.resolve("filled");
        server.before(
                Which.get(MiniatureRelease.path(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS)),
                () -> takeTheRoom(begun, filled));
        String somebodyElse = """
                (until [ -e "$result/begun" ]; do sleep 0.02; done
                  free=$(df -k "$disk" | tail -n 1 | sed 's/ *[0-9]*% .*//; s/.* //')
                  head -c "$(((free - 100) * 1024))" /dev/zero >"$disk/other"
                  : >"$result/filled") &
                """;
        String script = "result='" + result + "'\nmount -t tmpfs -o size="
                + (fetch ? "64m" : isPrediction(job) ? "24k" : "160k")
                + " tmpfs \"$disk\"\n"
                + (isPrediction(job) ? "mkdir \"$disk/out\"\n" : "")
                + (fetch ? somebodyElse : "")
                + """
                "$@"; echo "exit code $?"
                cp -r "$disk/out" "$result/full"
                wait
                rm -f "$disk/other"
                """
                + (fetch ? "" : LARGER) + """
                "$@"; echo "exit code $?"
                cp -r "$disk/out" "$result/again"
                """;
        LauncherProcess.Result run = run(script, disk, words(job, disk.resolve("out")));
        assertThat(exitCodes(run.stdout())).as(run.stderr()).containsExactly(6, 0);
        assertThat(error(run.stderr()))
                .containsPattern("[\\d,]+ bytes (are )?free")
                .contains("Free disk space");
        new Folders(right, result.resolve("full")).assertNothingWrong();
        new Folders(right, result.resolve("again")).assertSame();
    }

    private static void takeTheRoom(Path begun, Path filled) {
        try {
            Files.writeString(begun, "");
            while (Files.notExists(filled)) {
                Thread.sleep(10);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @MethodSource("someJobs")
    void canNotBeWritten(List<String> job) throws IOException {
        Path disk = Files.createTempDirectory(temp, "disk");
        String script = """
                mkdir "$disk/out"
                mount --bind "$disk" "$disk"
                mount -o remount,bind,ro "$disk"
                "$@"; echo "exit code $?"
                """;
        LauncherProcess.Result run = run(script, disk, words(job, disk.resolve("out")));
        assertThat(exitCodes(run.stdout())).as(run.stderr()).containsExactly(6);
        assertThat(error(run.stderr())).contains(disk.toString(), "Choose another");
    }

    /** The plan counted on the archive that lies there; that it is damaged shows when it is read. */
    @Test
    void anArchiveThatTurnsOutToBeWrongIsNotFetchedWithoutRoom() throws IOException {
        Path disk = Files.createTempDirectory(temp, "disk");
        server.heal();
        server.forget();
        Path archive = release.archive(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS);
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Path wrong = Files.write(disk.resolveSibling("wrong"), bytes);
        // The archive, what it unpacks to, and not half of another archive.
        long size = (long) (bytes.length * 2.7) / 1024 + 200;
        String script = """
                mount -t tmpfs -o size=%dk tmpfs "$disk"
                mkdir "$disk/out"
                cp '%s' "$disk/out/train.tar.gz"
                "$@"; echo "exit code $?"
                """.formatted(size, wrong);
        LauncherProcess.Result run = run(script, disk, words(JOBS.get(0), disk.resolve("out")));
        assertThat(exitCodes(run.stdout())).as(run.stderr()).containsExactly(6);
        assertThat(run.stderr()).contains("is not the expected archive", "not enough disk space in");
        assertThat(server.requests(Which.get(MiniatureRelease.path(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS))))
                .isEmpty();
    }

    private static String error(String stderr) {
        assertThat(stderr).doesNotContain("\tat ", "Exception");
        List<String> errors =
                stderr.lines().filter(line -> line.startsWith("error: ")).toList();
        assertThat(errors).as(stderr).isNotEmpty();
        return errors.get(0);
    }

    private static List<Integer> exitCodes(String stdout) {
        Matcher codes = Pattern.compile("exit code (\\d+)").matcher(stdout);
        return codes.results().map(code -> Integer.valueOf(code.group(1))).toList();
    }
}
