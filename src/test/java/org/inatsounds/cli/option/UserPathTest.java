package org.inatsounds.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.Split;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.testing.MiniatureRelease;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as users name them: by the home folder, through links, in letters that the locale does not have. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "homes and links are those of POSIX")
final class UserPathTest {

    @TempDir
    static Path home;

    private static MiniatureRelease release;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        release = MiniatureRelease.writeTo(home.resolve("release"));
        release.unpackAnnotations(Split.VAL, Files.createDirectories(home.resolve("inat")));
        Files.copy(release.predictions(Split.VAL), home.resolve("p.csv"));
    }

    private static CommandRun run() {
        return CommandRun.plain().with("HOME", home.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"~/inat", "~/./inat", "~/release/../inat"})
    void aTildeIsTheHomeFolder(String data) {
        CommandRun.Result named = run().run("stats", "--data=" + data);
        assertThat(named.code()).as(named.err()).isZero();
        CommandRun.Result variable = run().with("INATSOUNDS_DATA", data).run("stats");
        assertThat(variable).isEqualTo(named);
    }

    @Test
    void soItIsForEveryPath() {
        CommandRun.Result result = run().run("eval", "~/p.csv", "--annotations=~/inat/val.json", "--output=~/r.txt");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(home.resolve("r.txt")).isNotEmptyFile();
        result = run().with("INATSOUNDS_CLASSES", "~/list.txt").run("eval", "~/p.csv", "--data=~/inat", "--split=val");
        assertThat(result.err()).contains(home.resolve("list.txt") + ": no such file");
        result = run().with("INATSOUNDS_DATA", "~").run("stats");
        assertThat(result.err()).contains("there are no annotations in " + home);
        assertThat(Path.of("~")).doesNotExist();
    }

    @Test
    void aStepBackFromALinkLeadsToWhereTheSystemSays() throws IOException {
        Path here = Files.createDirectories(home.resolve("here"));
        Files.createDirectories(home.resolve("far/away"));
        Files.createSymbolicLink(here.resolve("lnk"), home.resolve("far/away"));
        Files.createSymbolicLink(home.resolve("far/z"), home.resolve("inat"));
        CommandRun.Result result =
                run().run("stats", "--data", here.resolve("lnk/../z").toString());
        assertThat(result.code()).as(result.err()).isZero();
    }

    /** What the JVM makes of a byte that is no UTF-8, and of a letter that an ASCII locale has not. */
    @ParameterizedTest
    @ValueSource(strings = {"--data=/no/dat\uFFFD", "--data=a\0b"})
    void aNameThatCantBeReadIsWrongUsage(String option) {
        CommandRun.Result result = run().run("stats", option);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("error: --data: expected a path with characters of the locale's encoding");
    }
}
