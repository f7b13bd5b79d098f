package org.inatsounds.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What `mvn package` leaves for users without Maven. */
final class DistributionIT {

    private static final Path PROJECT = LauncherProcess.project();

    @TempDir
    Path temp;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/inatsounds needs a POSIX shell")
    void runsOnceUnpacked() throws IOException {
        LauncherProcess.Result unpacked = LauncherCommand.command(
                        "tar", "-xzf", archive(".tar.gz").toString())
                .in(temp)
                .run();
        assertThat(unpacked.exitCode()).as(unpacked.stderr()).isZero();
        Path launcher = temp.resolve(baseName()).resolve("bin/inatsounds");
        LauncherProcess.Result result =
                LauncherCommand.of(launcher, "--version").in(temp).run();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).isEqualTo("inatsounds " + baseName().replace("inatsounds-", "") + "\n");
    }

    @Test
    void holdsTheSameInBothArchives() throws IOException {
        Map<String, byte[]> tar = tar();
        Map<String, byte[]> zip = zip();
        assertThat(tar.keySet()).isEqualTo(zip.keySet());
        tar.forEach((name, bytes) -> assertThat(zip.get(name)).as(name).isEqualTo(bytes));

        String base = baseName() + "/";
        assertThat(tar.keySet())
                .contains(
                        base + "LICENSE", base + "THIRD-PARTY.txt", base + "EPL-2.0.txt", base + "bin/inatsounds.cmd");
        assertThat(text(tar, "bin/inatsounds")).isEqualTo(Files.readString(PROJECT.resolve("scripts/inatsounds")));
        assertThat(text(tar, "bin/inatsounds.cmd")).contains("\r\n").doesNotContainPattern("[^\r]\n");
        assertThat(tar.get(base + "lib/inatsounds.jar")).isEqualTo(Files.readAllBytes(Trees.realJar()));
        // That of the sources speaks of a checkout.
        assertThat(tar.keySet()).contains(base + "README.txt").doesNotContain(base + "README.md");
    }

    @Test
    void saysNothingOfWhoMadeIt() throws IOException {
        try (InputStream in = Files.newInputStream(archive(".tar.gz"));
                TarArchiveInputStream entries = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                assertThat(entry.getUserName()).isEqualTo("root");
                assertThat(entry.getLongUserId()).isZero();
                boolean executable = entry.getName().endsWith("bin/inatsounds") || entry.isDirectory();
                assertThat(entry.getMode() & 0777).as(entry.getName()).isEqualTo(executable ? 0755 : 0644);
            }
        }
    }

    /** Every library in the jar is named in THIRD-PARTY.txt with its packages. */
    @Test
    void namesTheLicenceOfEveryLibrary() throws IOException {
        Set<String> named = new TreeSet<>(Set.of("org.inatsounds"));
        Matcher packages = Pattern.compile(" packages (\\S+)")
                .matcher(Files.readString(PROJECT.resolve("src/assembly/THIRD-PARTY.txt")));
        while (packages.find()) {
            named.add(packages.group(1));
        }
        Set<String> unnamed = new TreeSet<>();
        Set<String> unused = new TreeSet<>(named);
        try (JarFile jar = new JarFile(Trees.realJar().toFile());
                Stream<JarEntry> entries = jar.stream()) {
            entries.map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .forEach(name -> {
                        String type = name.replaceFirst("^META-INF/versions/\\d+/", "")
                                .replace('/', '.');
                        named.stream()
                                .filter(prefix -> type.startsWith(prefix + "."))
                                .findFirst()
                                .ifPresentOrElse(unused::remove, () -> unnamed.add(type));
                    });
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("META-INF/THIRD-PARTY.txt")).isNotNull();
            assertThat(jar.getEntry("META-INF/EPL-2.0.txt")).isNotNull();
        }
        assertThat(unnamed).isEmpty();
        assertThat(unused).isEmpty();
    }

    @Test
    void leavesAJarThatRunsByItself() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        LauncherProcess.Result result = LauncherCommand.command(
                        java, "-jar", Trees.realJar().toString(), "--version")
                .in(temp)
                .run();
        assertThat(result.stderr()).isEmpty();
        assertThat(result.stdout()).startsWith("inatsounds ");
    }

    private static Path archive(String ending) throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("inatsounds-"))
                    .filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String baseName() throws IOException {
        return archive(".tar.gz").getFileName().toString().replace(".tar.gz", "");
    }

    private static String text(Map<String, byte[]> archive, String name) throws IOException {
        return new String(archive.get(baseName() + "/" + name), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> tar() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(archive(".tar.gz"));
                TarArchiveInputStream entries = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.isFile()) {
                    files.put(entry.getName(), entries.readAllBytes());
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> zip() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(archive(".zip").toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        return files;
    }
}
