package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.inatsounds.Split;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of {@code docs/library.md}: compiled, and run one after the other against a loopback release, with nothing on the
 * class path but the library's jar and what it depends on.
 */
final class LibraryDocsIT {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\\n]*)\\n(.*?)(?=^## |\\z)");
    private static final Pattern BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern JAR = Pattern.compile("inatsounds-[0-9.]+(-SNAPSHOT)?\\.jar");

    /** A class of each library that the library needs, and of what that needs in turn. */
    private static final List<String> DEPENDENCIES = List.of(
            "com.fasterxml.jackson.core.JsonFactory",
            "org.apache.commons.compress.archivers.tar.TarArchiveInputStream",
            "org.apache.commons.codec.digest.DigestUtils",
            "org.apache.commons.io.IOUtils",
            "org.apache.commons.lang3.ArrayUtils",
            "org.jtransforms.fft.DoubleFFT_1D",
            "org.visnow.jlargearrays.LargeArray",
            "org.apache.commons.math3.util.FastMath",
            "org.slf4j.Logger",
            "org.jspecify.annotations.Nullable");

    @TempDir
    static Path folder;

    /** What each example printed, by the heading of its section. */
    private static final Map<String, String> PRINTED = new LinkedHashMap<>();

    @BeforeAll
    static void runTheExamples() throws Exception {
        MiniatureRelease release = MiniatureRelease.writeTo(folder.resolve("release"));
        Path place = Files.createDirectories(folder.resolve("place"));
        DocsFiles.write(place, release);
        Path recordings = Files.createDirectories(place.resolve("recordings"));
        List<MiniatureRecording> some = release.recordings(Split.VAL).subList(0, 3);
        for (MiniatureRecording recording : some) {
            Files.write(recordings.resolve("r" + recording.id() + ".wav"), recording.wav());
        }
        Files.write(place.resolve("song.wav"), some.get(0).wav());
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            String text = Files.readString(LauncherProcess.project().resolve("docs/library.md"));
            Files.writeString(place.resolve("Examples.java"), program(text, release, server));
            String classPath = classPath();
            int compiled = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-Xlint:all",
                            "-proc:none",
                            "-Xdiags:verbose",
                            "-cp",
                            classPath,
                            "-d",
                            place.toString(),
                            place.resolve("Examples.java").toString());
            assertThat(compiled).as("exit code of the compiler").isZero();
            LauncherProcess.Result result = LauncherCommand.command(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath + File.pathSeparator + place,
                            "Examples")
                    .in(place)
                    .run();
            assertThat(result.exitCode()).as(result.stderr()).isZero();
            // SLF4J says that nobody takes its messages; that is all.
            assertThat(result.stderr().lines().filter(line -> !line.startsWith("SLF4J")))
                    .isEmpty();
            for (String part : result.stdout().split("\f", -1)) {
                String[] heading = part.split("\n", 2);
                PRINTED.put(heading[0], heading.length > 1 ? heading[1] : "");
            }
        }
    }

    /** One class with a method for each section that has an example, and the imports of the page. */
    private static String program(String page, MiniatureRelease release, FaultyServer server) {
        Matcher imports = BLOCK.matcher(page);
        assertThat(imports.find()).isTrue();
        assertThat(imports.group(1)).startsWith("import ");
        List<String> methods = new ArrayList<>();
        StringBuilder calls = new StringBuilder();
        Matcher section = SECTION.matcher(page);
        while (section.find()) {
            String example = BLOCK.matcher(section.group(2))
                    .results()
                    .map(block -> block.group(1))
                    .collect(Collectors.joining());
            if (!example.isEmpty()) {
                String name = "example" + methods.size();
                calls.append("        System.out.print(\"")
                        .append(methods.isEmpty() ? "" : "\\f")
                        .append(section.group(1))
                        .append("\\n\");\n        ")
                        .append(name)
                        .append("();\n");
                methods.add("    static void " + name + "() throws Exception {\n" + example + "    }\n");
            }
        }
        return (imports.group(1)
                        + "public final class Examples {\n    public static void main(String[] args) throws Exception {\n"
                        + calls + "    }\n" + String.join("\n", methods) + "}\n")
                // The miniature has made-up families, and is here.
                .replace("Strigidae", "Ululidae")
                .replace(
                        "Fetch.release(\"2024\")",
                        "Fetch.release(org.inatsounds.release.Catalogue.read(Path.of(\"" + release.catalogue()
                                + "\")).release(\"2024\")).endpoint(java.net.URI.create(\"" + server.url() + "\"))");
    }

    private static String classPath() throws IOException, ReflectiveOperationException, URISyntaxException {
        List<String> jars = new ArrayList<>();
        try (Stream<Path> built = Files.list(LauncherProcess.project().resolve("target"))) {
            built.filter(file -> JAR.matcher(file.getFileName().toString()).matches())
                    .forEach(file -> jars.add(file.toString()));
        }
        assertThat(jars).hasSize(1);
        for (String name : DEPENDENCIES) {
            jars.add(Path.of(Class.forName(name)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, jars);
    }

    @Test
    void fetchSomeSpecies() throws IOException {
        assertThat(PRINTED.get("Fetch some species")).matches("[1-9][0-9]* recordings written\n");
        assertThat(folder.resolve("place/data/test.json")).isRegularFile();
        assertThat(folder.resolve("place/data/test.tar.gz")).doesNotExist();
    }

    @Test
    void iterateOverAnnotations() {
        assertThat(PRINTED.get("Iterate over annotations").lines())
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.matches("test/\\S+\\.wav [A-Z][a-z]+ [a-z]+ [0-9.]+ s"));
    }

    @Test
    void spectrograms() {
        assertThat(PRINTED.get("A spectrogram of a file")).matches("128 bands, [0-9]+ frames, [0-9]+\\.[0-9]+\n");
        assertThat(folder.resolve("place/song.npy")).isNotEmptyFile();
        assertThat(PRINTED.get("A spectrogram of an array")).matches("[1-9][0-9]+ frames\n");
    }

    @Test
    void featuresOfAFolder() throws IOException {
        assertThat(PRINTED.get("Features of a folder")).isEqualTo("0 failed\n");
        try (Stream<Path> made = Files.walk(folder.resolve("place/features"))) {
            // Where ffmpeg is installed, song.mp3 is one more.
            assertThat(made.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".npy") && !name.equals("song.npy")))
                    .hasSize(3);
        }
    }

    @Test
    void evaluateAFile() {
        LauncherProcess.Result command = LauncherCommand.inatsounds(
                        "eval", "predictions.csv", "--data", "data", "--format", "json")
                .in(folder.resolve("place"))
                .run();
        assertThat(command.exitCode()).as(command.stderr()).isZero();
        Matcher map = Pattern.compile("\"map\" *: *([0-9.]+)").matcher(command.stdout());
        assertThat(map.find()).isTrue();
        assertThat(PRINTED.get("Evaluate a file of predictions")).startsWith("mAP " + map.group(1) + "\ntop-1 0.");
    }

    @Test
    void evaluateAnArray() {
        assertThat(PRINTED.get("Evaluate an array of scores")).isEqualTo("mAP 1.0\n");
    }

    @Test
    void verifyWhatIsThere() {
        assertThat(PRINTED.get("Verify files on disk")).matches("[1-9][0-9]* checked, all well\n");
    }

    /** Whoever uses the library gets neither of them. */
    @Test
    void nothingOfTheCommandLineWasThere() throws Exception {
        assertThat(classPath()).doesNotContain("picocli").doesNotContain("logback");
        String pom = Files.readString(LauncherProcess.project().resolve("pom.xml"));
        for (String artifact : List.of("picocli", "logback-classic")) {
            assertThat(pom)
                    .containsPattern("<artifactId>" + artifact
                            + "</artifactId>\\s*<version>[^<]*</version>\\s*<optional>true</optional>");
        }
    }
}
