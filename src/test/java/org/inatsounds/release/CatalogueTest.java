package org.inatsounds.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueTest {

    private static final String GOOD = """
            {"schema_version": 1, "later": [1, {"x": 2}], "releases": [
              {"name": "mine", "default": true, "bucket": "b", "files": [
                {"split": "val", "kind": "recordings", "key": "k/val.tar.gz",
                 "md5": "828E4CF96E818228CB3536469CB3FB1C", "bytes": 12}]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void theBuiltInOneHasThePublishedReleaseByDefaultAndTheDraftByName() {
        Catalogue catalogue = Catalogue.builtIn();
        Release release = catalogue.release(null);
        assertThat(release.name()).isEqualTo("2024");
        assertThat(release.note()).isNull();
        assertThat(release.archives())
                .hasSize(6)
                .allSatisfy(a -> assertThat(a.key())
                        .startsWith("sounds/2024/" + a.split().label()));
        assertThat(catalogue.release("draft").note()).contains("photographs");
        assertThatThrownBy(() -> catalogue.release("2023"))
                .isInstanceOf(UsageException.class)
                .hasMessage("release: expected one of 2024, draft, got '2023'");
    }

    @Test
    void readsAFile() throws IOException {
        Release release = read(GOOD).release(null);
        assertThat(release.endpoint()).hasHost("s3.amazonaws.com");
        assertThat(release.archives())
                .containsExactly(new Archive(
                        Split.VAL,
                        Kind.RECORDINGS,
                        "k/val.tar.gz",
                        "828e4cf96e818228cb3536469cb3fb1c",
                        OptionalLong.of(12)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"val\"           | \"vel\"      | 3:15: split: expected one of train, val, test, got 'vel'",
                "828E              | X            | 4:13: md5: expected 32 hexadecimal digits",
                "\"split\": \"val\", | ''         | 4:60: the object that ends here has no \"split\"",
                "\"bucket\": \"b\",| ''           | 4:62: the object that ends here has no \"bucket\"",
                "_version\": 1     | _version\": 2| 1:20: schema_version: expected 1, got 2",
                "\"mine\"          | 7            | 2:12: name: expected a text, got a whole number",
                "\"mine\"          | \"../mine\"  | 2:12: name: expected letters, digits, dots, hyphens and underscores, got",
                "\"mine\"          | \"a\\tb\"     | 2:12: name: expected letters, digits",
                "k/val.tar.gz      | k/..         | 3:51: key: expected the name of an object, such as sounds/val.tar.gz, got 'k/..'",
                "k/val.tar.gz      | k/           | 3:51: key: expected the name of an object",
                "}]}]}             | }]}          | 5:",
            })
    void saysWhereAFileIsWrong(String good, String bad, String complaint) {
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(folder.resolve("catalogue.json") + ":" + complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]                                                          | a catalogue: expected an object, got a list",
                "{\"schema_version\": 1, \"releases\": {}}                     | releases: expected a list, got an object",
                "{\"schema_version\": 1, \"releases\": [7]}                    | a release: expected an object, got a whole number",
                "{\"schema_version\": 1, \"releases\": [{\"files\": 7}]}       | files: expected a list, got a whole number",
                "{\"schema_version\": 1, \"releases\": [{\"files\": [[]]}]}    | a file: expected an object, got a list",
                "{\"schema_version\": \"1\"}                                 | schema_version: expected a whole number, got a text",
                "{\"schema_version\": 1} {}                                  | after the catalogue: expected the end of the file, got an object",
                "{\"releases\": [{\"default\": 1}]}                          | default: expected true or false, got a whole number",
                "{\"releases\": [{\"files\": [{\"bytes\": \"12\"}]}]}          | bytes: expected a whole number, got a text",
                "{\"releases\": [{\"files\": [{\"bytes\": -1}]}]}            | bytes: expected the size of the object, 1 or more, got -1",
                "{\"releases\": [{\"files\": [{\"bytes\": 0}]}]}             | bytes: expected the size of the object, 1 or more, got 0",
            })
    void saysWhatItExpects(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void nothingIsThereTwice() {
        String file = GOOD.substring(GOOD.indexOf("{\"split\""), GOOD.indexOf("]}]}"));
        String release = GOOD.substring(GOOD.indexOf("{\"name\""), GOOD.lastIndexOf("]}"));
        assertThatThrownBy(() -> read(GOOD.replace(file, file + ", " + file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("archive");
        assertThatThrownBy(() -> read(GOOD.replace(release, release + ", " + release.replace("true", "false"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("release")
                .hasMessageContaining("mine");
        assertThatThrownBy(() -> read(GOOD.replace(release, release + ", " + release.replace("mine", "other"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("more than one release says \"default\": true");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Catalogue.read(folder.resolve("nothing.json")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing.json");
    }

    @Test
    void aFolderIsNoCatalogue() {
        assertThatThrownBy(() -> Catalogue.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("got the folder " + folder);
    }

    @Test
    void amazonIsAddressedByHostAnythingElseByPath() throws IOException {
        Release amazon = Catalogue.builtIn().release(null);
        Archive archive = amazon.archives().get(0);
        assertThat(ObjectUrl.of(amazon, archive, null))
                .hasToString("https://ml-inat-competition-datasets.s3.amazonaws.com/sounds/2024/train.tar.gz");
        assertThat(ObjectUrl.of(amazon, archive, URI.create("http://127.0.0.1:9000/")))
                .hasToString("http://127.0.0.1:9000/ml-inat-competition-datasets/sounds/2024/train.tar.gz");
        Release mirror = read(GOOD.replace("\"bucket\"", "\"endpoint\": \"http://mirror.example/s3\", \"bucket\""))
                .release("mine");
        assertThat(ObjectUrl.of(mirror, mirror.archives().get(0), null))
                .hasToString("http://mirror.example/s3/b/k/val.tar.gz");
    }

    private Catalogue read(String text) throws IOException {
        Path file = folder.resolve("catalogue.json");
        Files.writeString(file, text);
        return Catalogue.read(file);
    }

    /** The archive would be kept where something else lies. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "k/val.json",
                "val",
                "a/b/Val.JSON",
                "train.json",
                "TEST",
                "k/val.json.",
                "k/val.json ",
                "val.json::$DATA",
                "manifest.csv",
                "k/train.tar.gz",
                "k/subset.tsv",
            })
    void anArchiveIsNotCalledLikeWhatLiesBesideIt(String key) {
        assertThatThrownBy(() -> read(GOOD.replace("k/val.tar.gz", key)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("key: the recordings of val would be called '")
                .hasMessageContaining("expected another one, such as val.tar.gz");
    }

    @ParameterizedTest
    @CsvSource({
        "k/a.tar.gz, other/a.tar.gz",
        "k/a.tar.gz, k/A.TAR.GZ",
        "k/a.tar.gz, k/a.tar.gz.index",
        "k/a.tar.gz.index, k/a.tar.gz",
        "k/a.tar.gz, k/a.tar.gz.index.new",
        "k/a.tar.gz, a",
        "'k/x\u00e9.tar.gz', 'k/xe\u0301.tar.gz'",
    })
    void noTwoArchivesHaveOneName(String first, String second) {
        String file = GOOD.substring(GOOD.indexOf("{\"split\""), GOOD.indexOf("]}]}"));
        String other = file.replace("\"val\"", "\"test\"").replace("k/val.tar.gz", second);
        assertThatThrownBy(() -> read(GOOD.replace(file, file + ", " + other).replace("k/val.tar.gz", first)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("would have the same name");
    }

    @Test
    void otherNamesAreFine() throws IOException {
        assertThat(read(GOOD.replace("k/val.tar.gz", "k/public_val.tar.gz")).releases())
                .hasSize(1);
        assertThat(read(GOOD.replace("k/val.tar.gz", "k/VAL.TAR.GZ")).releases())
                .hasSize(1);
    }
}
