package org.inatsounds.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/install.sh} from a folder with the files of a release. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "install.sh needs a POSIX shell")
final class InstallIT {

    @TempDir
    Path temp;

    private Path archive;
    private Path prefix;

    @BeforeEach
    void makeARelease() throws IOException, NoSuchAlgorithmException {
        try (Stream<Path> built = Files.list(LauncherProcess.project().resolve("target"))) {
            Path original = built.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
            archive = temp.resolve("release").resolve(original.getFileName());
            Files.createDirectories(archive.getParent());
            Files.copy(original, archive);
        }
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
        Files.writeString(
                archive.resolveSibling("SHA256SUMS"),
                "%064d  inatsounds-9-plan9-pdp11.tar.gz%n".formatted(0)
                        + HexFormat.of().formatHex(sum) + "  " + archive.getFileName() + "\n");
        prefix = temp.resolve("prefix");
    }

    private LauncherProcess.Result install() {
        return LauncherCommand.command(
                        LauncherProcess.project().resolve("scripts/install.sh").toString(),
                        archive.getParent().toString(),
                        prefix.toString())
                .in(temp)
                .run();
    }

    @Test
    void putsTheProgramItsManualAndCompletionWhereTheyAreLookedFor() throws IOException {
        // Twice: a second time replaces what is there.
        install();
        LauncherProcess.Result result = install();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout())
                .startsWith("installed " + prefix.toRealPath().resolve("bin/inatsounds") + "\n");
        assertThat(prefix.resolve("share/man/man1/inatsounds-eval.1")).exists();
        assertThat(prefix.resolve("share/fish/vendor_completions.d/inatsounds.fish"))
                .exists();
        assertThat(LauncherCommand.of(prefix.resolve("bin/inatsounds"), "--version")
                        .in(temp)
                        .run()
                        .stdout())
                .startsWith("inatsounds ");
    }

    @Test
    void aDamagedFileIsNotInstalled() throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);
        LauncherProcess.Result result = install();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.stderr()).contains("is damaged: expected SHA-256 ").contains("Nothing was installed");
        assertThat(prefix).doesNotExist();
    }

    @Test
    void aReleaseForOnePlatformUsesTheJavaThatItBrings() throws IOException {
        install();
        Path program = prefix.resolve("lib/inatsounds");
        Files.createSymbolicLink(program.resolve("java"), Path.of(System.getProperty("java.home")));
        LauncherProcess.Result result = LauncherCommand.of(program.resolve("bin/inatsounds"), "--version")
                .in(temp)
                .env("JAVA_HOME", temp.resolve("no-java-here"))
                .env("PATH", toolsWithoutJava())
                .run();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).startsWith("inatsounds ");
    }

    private Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(temp.resolve("tools"));
        for (String tool :
                new String[] {"sh", "cat", "cksum", "dirname", "locale", "readlink", "stat", "stty", "uname"}) {
            for (String folder : new String[] {"/bin", "/usr/bin"}) {
                Path real = Path.of(folder, tool);
                if (Files.exists(real) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), real);
                }
            }
        }
        return tools;
    }
}
