package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said about a file that can't be used: message by message. */
final class AnnotationErrorsTest {

    private record Case(String text, String message) {}

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> namesLineColumnAndElement() {
        return tests(List.of(
                new Case("", ": is empty; expected annotations as JSON"),
                new Case(" \n", ": is empty; expected annotations as JSON"),
                new Case("id,score", ":1:1: not JSON: Unrecognized token 'id': was expecting"),
                new Case(
                        "[]",
                        ":1:1: expected an object with \"audio\", \"categories\" and \"annotations\", got an array"),
                new Case("{}", ":1:2: no array \"audio\"; expected an annotation file"),
                new Case("{\"audio\": []} {}", ":1:15: expected the end of the file, got an object"),
                new Case("{\"audio\": []} x", ":1:15: not JSON: Unrecognized token 'x'"),
                new Case("{\"audio\": 5}", ":1:11: audio: expected an array, got 5"),
                new Case("{\"é\": \"蛙\", \"audio\": 5}", ":1:24: audio: expected an array, got 5"),
                new Case("{\"info\": [],\n \"audio\": []}", ":1:10: info: expected an object, got an array"),
                new Case("{\"audio\": [],\n \"audio\": []}", ":2:11: audio: the file has this array twice"),
                new Case("{\"audio\": [],\n \"images\": []}", ":2:12: images: the file has this array twice"),
                new Case("{\"audio\": [null]}", ":1:12: audio[0]: expected an object, got null"),
                new Case(recording("\"id\": \"abc\""), ":1:19: audio[0].id: expected an integer, got \"abc\""),
                new Case(recording("\"id\": 1.5"), ":1:19: audio[0].id: expected an integer, got 1.5"),
                new Case(recording("\"id\": null"), ":1:19: audio[0].id: expected an integer, got null"),
                new Case(
                        recording("\"id\": 2147483648"),
                        ":1:19: audio[0].id: expected an integer from -2147483648 to 2147483647, got 2147483648"),
                new Case(recording("\"id\": 1"), ":1:20: audio[0]: \"file_name\" is missing"),
                new Case(recording("\"file_name\": \"x\""), ":1:29: audio[0]: \"id\" is missing"),
                new Case(
                        recording("\"file_name\": \"\""),
                        ":1:26: audio[0].file_name: expected a text that is not empty, got \"\""),
                new Case(recording("\"file_name\": {}"), ":1:26: audio[0].file_name: expected a text, got an object"),
                new Case(recording("\"date\": 2024"), ":1:21: audio[0].date: expected a text, got 2024"),
                new Case(recording("\"latitude\": \"N\""), ":1:25: audio[0].latitude: expected a number, got \"N\""),
                new Case(recording("\"duration\": true"), ":1:25: audio[0].duration: expected a number, got true"),
                new Case(
                        recording("\"duration\": \"" + "long ".repeat(20) + "\""),
                        "got \"long long long long long long long long …\""),
                new Case(recording("\"duration\": \"\\u001b[31m\\n\\u202e\""), "got \" [31m \""),
                new Case(recording("\"id\": 1 2"), ":1:21: audio[0]: not JSON: Unexpected character ('2' (code 50))"),
                new Case(
                        "{\"audio\": [], \"annotations\": [{\"id\": 1}]}", ": annotations[0]: \"audio_id\" is missing"),
                new Case(
                        "{\"audio\": [], \"annotations\": [{\"id\": 1, \"audio_id\": 2}]}",
                        ": annotations[0]: \"category_id\" is missing"),
                new Case("{\"audio\": [], \"categories\": [{\"id\": 1}]}", ": categories[0]: \"name\" is missing"),
                new Case(
                        "{\"audio\": [], \"categories\": [{\"evaluation\": 2}]}",
                        ": categories[0].evaluation: expected 0 or 1, got 2"),
                new Case("{\"audio\": [], \"licenses\": [{}]}", ": licenses[0]: \"id\" is missing"),
                new Case("{\"audio\": [{\"id\": 1,\n", ":2:1: audio[0]: the file ends too early; it may be truncated"),
                new Case("[".repeat(5000), ":1:1: expected an object with"),
                new Case(
                        "{\"x\": " + "[".repeat(5000),
                        ":1:1007: x: not JSON: Document nesting depth (1001) exceeds the maximum allowed (1000,")));
    }

    @TestFactory
    List<DynamicTest> namesElementAndId() {
        return tests(List.of(
                new Case(
                        linked("{\"id\": 1, \"file_name\": \"c\"}", "", ""),
                        ": audio[2] (id 1): audio[0] has the same id; expected each id once"),
                new Case(
                        linked("", "{\"id\": 6, \"name\": \"C c\"}", ""),
                        ": categories[2] (id 6): categories[1] has the same id; expected each id once"),
                new Case(
                        linked("", "", "{\"id\": 9, \"audio_id\": 2, \"category_id\": 6}"),
                        ": annotations[2] (id 9): annotations[1] has the same id; expected each id once"),
                new Case(
                        linked("", "", "{\"id\": 7, \"audio_id\": 5, \"category_id\": 6}"),
                        ": annotations[2] (id 7): recording 5 is not in audio"),
                new Case(
                        linked("", "", "{\"id\": 7, \"audio_id\": 2, \"category_id\": 1}"),
                        ": annotations[2] (id 7): category 1 is not in categories"),
                new Case(
                        linked("", "", "{\"id\": 7, \"audio_id\": 2, \"category_id\": 5}"),
                        ": annotations[2] (id 7): recording 2 has category 5 here and category 6 before;"
                                + " expected one species per recording"),
                new Case(
                        linked("{\"id\": 3, \"file_name\": \"c\"}", "", ""),
                        ": audio[2] (id 3): no annotation, though the file has 2; expected one for each recording,"
                                + " or none at all"),
                new Case(
                        "{\"images\": [], \"annotations\": [{\"id\": 1, \"image_id\": 2, \"category_id\": 3}]}",
                        ": annotations[0] (id 1): recording 2 is not in images"),
                new Case(
                        "{\"audio\": [], \"licenses\": [{\"id\": 1}, {\"id\": 1}]}",
                        ": licenses[1] (id 1): licenses[0] has the same id; expected each id once")));
    }

    @Test
    void theSmallFileLinksAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("ok.json"), linked("", "", ""));

        assertThat(AnnotationReader.read(file).labelled()).isTrue();
    }

    @Test
    void everyBeginningIsTooShort() throws IOException {
        byte[] whole = Samples.text("small.json").strip().getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("cut.json");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> AnnotationReader.read(file))
                    .as("the first %d bytes", length)
                    .isInstanceOf(BadInputException.class)
                    .message()
                    .matches("\\Q" + file + "\\E(:\\d+:\\d+)?: [ -~]+");
        }
        Files.write(file, whole);
        assertThat(AnnotationReader.read(file).recordings()).hasSize(3);
    }

    @Test
    void saysThatItIsCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Samples.bytes("small.json"));
        }
        Path file = Files.write(folder.resolve("test.json"), bytes.toByteArray());

        assertThatThrownBy(() -> AnnotationReader.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        file + ": is compressed with gzip; expected JSON. Decompress it, or use `inatsounds fetch`");
    }

    /** A beginning of zeros looks like UTF-32, which has errors of its own kind. */
    @Test
    void refusesWhatIsNoText() throws IOException {
        for (byte[] bytes : new byte[][] {{0, 0, 0, '{', 0, 0x11, 0, 0}, {0, 0, 0, '{', 0}, new byte[1000]}) {
            Path file = Files.write(folder.resolve("test.json"), bytes);

            assertThatThrownBy(() -> AnnotationReader.read(file))
                    .isInstanceOf(BadInputException.class)
                    .message()
                    .matches("\\Q" + file + "\\E:\\d+:\\d+: not JSON: [ -~]+");
        }
    }

    @Test
    void saysHowToGetAMissingFile() {
        Path file = folder.resolve("val.json");

        assertThatThrownBy(() -> AnnotationReader.read(file))
                .isInstanceOf(DataMismatchException.class)
                .hasMessage(file + ": no such file; `inatsounds fetch` downloads the annotations");
    }

    @Test
    void aFolderIsNotAFile() {
        assertThatThrownBy(() -> AnnotationReader.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder + ": is a folder; expected an annotation file such as test.json");
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("test.json"), "{}");
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "for root everything is readable");

        assertThatThrownBy(() -> AnnotationReader.read(file))
                .isInstanceOf(StorageException.class)
                .hasMessage(file + ": can't be read: permission denied");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatFailsWhileItIsRead() {
        // The first page of a process is never mapped: reading it is an input/output error.
        Path file = Path.of("/proc/self/mem");

        assertThatThrownBy(() -> AnnotationReader.read(file))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith(file + ": can't be read: ");
    }

    private List<DynamicTest> tests(List<Case> cases) {
        return cases.stream()
                .map(c -> DynamicTest.dynamicTest(c.message, () -> {
                    Path file = Files.writeString(folder.resolve("bad.json"), c.text);
                    assertThatThrownBy(() -> AnnotationReader.read(file))
                            .isInstanceOf(BadInputException.class)
                            .message()
                            .startsWith(file + ":")
                            .contains(c.message)
                            .doesNotContain("\n");
                }))
                .toList();
    }

    private static String recording(String fields) {
        return "{\"audio\": [{" + fields + "}]}";
    }

    /** A file in order, with an element more. */
    private static String linked(String recording, String category, String annotation) {
        return """
                {"audio": [{"id": 1, "file_name": "a"}, {"id": 2, "file_name": "b"}%s],
                 "categories": [{"id": 5, "name": "A a"}, {"id": 6, "name": "B b"}%s],
                 "annotations": [{"id": 8, "audio_id": 1, "category_id": 5}, {"id": 9, "audio_id": 2, "category_id": 6}%s]}""".formatted(more(recording), more(category), more(annotation));
    }

    private static String more(String element) {
        return element.isEmpty() ? "" : ", " + element;
    }
}
