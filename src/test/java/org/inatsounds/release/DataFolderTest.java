package org.inatsounds.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {

    private static final Archive RECORDINGS =
            new Archive(Split.VAL, Kind.RECORDINGS, "sounds/2024/val.tar.gz", "0".repeat(32), OptionalLong.empty());
    private static final Archive ANNOTATIONS = new Archive(
            Split.VAL, Kind.ANNOTATIONS, "sounds/2024/val.json.tar.gz", "1".repeat(32), OptionalLong.empty());
    private static final Release RELEASE = new Release(
            "2024", true, null, URI.create("https://s3.amazonaws.com"), "b", List.of(RECORDINGS, ANNOTATIONS));

    @TempDir
    Path temporary;

    private Path data() {
        return temporary.resolve("data");
    }

    private DataFolder folder() {
        return new DataFolder(data());
    }

    private static void unpack(Staging staging, String name, String content) throws IOException {
        if (staging.wants(name)) {
            Path file = staging.folder().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            staging.took(name, content.length(), 7);
        }
    }

    private void bringRecordings() throws IOException {
        try (DataFolder.Writing writing = folder().lock("test");
                Staging staging = writing.stage(RELEASE, RECORDINGS, 7, null)) {
            unpack(staging, "val/00001_A/a.wav", "aaa");
            unpack(staging, "val/00001_A/b.wav", "bbbb");
            unpack(staging, "val/00002_B/c.wav", "ccccc");
            staging.publish();
        }
    }

    @Test
    void nothingIsCreatedByLooking() {
        assertThat(folder().receipt(RECORDINGS)).isEmpty();
        assertThat(folder().room()).isPositive();
        assertThat(org.inatsounds.fetch.http.PartFile.bytesHere(folder().part(RELEASE, RECORDINGS)))
                .isZero();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatIsPublishedIsCompleteAndNothingElseIsLeft() throws IOException {
        bringRecordings();
        Receipt receipt = folder().receipt(RECORDINGS).orElseThrow();
        assertThat(receipt.isComplete(RECORDINGS)).isTrue();
        assertThat(receipt.files()).isEqualTo(3);
        assertThat(data().resolve("val/00001_A/b.wav")).hasContent("bbbb");
        assertThat(data().resolve(".inatsounds/staging/val-recordings")).doesNotExist();
    }

    @Test
    void whatIsGoneOrChangedIsMissing() throws IOException {
        bringRecordings();
        Files.delete(data().resolve("val/00001_A/a.wav"));
        Files.writeString(data().resolve("val/00002_B/c.wav"), "cc");
        Receipt receipt = folder().receipt(RECORDINGS).orElseThrow();
        assertThat(receipt.missing()).containsExactlyInAnyOrder("val/00001_A/a.wav", "val/00002_B/c.wav");
        assertThat(receipt.missingBytes()).isEqualTo(8);
        assertThat(receipt.isOf(RECORDINGS)).isTrue();
    }

    @Test
    void aRepairBringsOnlyWhatIsMissingAndTouchesNothingElse() throws IOException {
        bringRecordings();
        Files.delete(data().resolve("val/00001_A/a.wav"));
        Files.writeString(data().resolve("val/00001_A/mine.txt"), "mine");
        Set<String> missing = folder().receipt(RECORDINGS).orElseThrow().missing();
        try (DataFolder.Writing writing = folder().lock("test");
                Staging staging = writing.stage(RELEASE, RECORDINGS, 7, missing)) {
            unpack(staging, "val/00001_A/a.wav", "aaa");
            unpack(staging, "val/00001_A/b.wav", "bbbb");
            assertThat(staging.files()).isEqualTo(1);
            staging.publish();
        }
        assertThat(folder().receipt(RECORDINGS).orElseThrow().isComplete(RECORDINGS))
                .isTrue();
        assertThat(data().resolve("val/00001_A/mine.txt")).hasContent("mine");
    }

    @Test
    void closedWithoutPublishingNothingIsLeft() throws IOException {
        try (DataFolder.Writing writing = folder().lock("test")) {
            try (Staging staging = writing.stage(RELEASE, RECORDINGS, 7, null)) {
                unpack(staging, "val/00001_A/a.wav", "aaa");
            }
            assertThat(data().resolve("val")).doesNotExist();
            assertThat(data().resolve(".inatsounds/staging/val-recordings")).doesNotExist();
        }
    }

    @Test
    void annotationsGetTheNameOfTheirSplit() throws IOException {
        try (DataFolder.Writing writing = folder().lock("test");
                Staging staging = writing.stage(RELEASE, ANNOTATIONS, 7, null)) {
            unpack(staging, "public_val.json", "{}");
            staging.publish();
        }
        assertThat(data().resolve("val.json")).hasContent("{}");
        assertThat(folder().receipt(ANNOTATIONS).orElseThrow().isComplete(ANNOTATIONS))
                .isTrue();
    }

    @Test
    void anArchiveOfTheWrongShapeIsNamed() throws IOException {
        try (DataFolder.Writing writing = folder().lock("test")) {
            try (Staging staging = writing.stage(RELEASE, RECORDINGS, 7, null)) {
                assertThatThrownBy(() -> staging.wants("train/a.wav"))
                        .isInstanceOf(DataMismatchException.class)
                        .hasMessageContaining("val.tar.gz: expected files below val/, found 'train/a.wav'");
                assertThatThrownBy(staging::publish)
                        .isInstanceOf(DataMismatchException.class)
                        .hasMessageContaining("holds no recordings");
            }
            try (Staging staging = writing.stage(RELEASE, ANNOTATIONS, 7, null)) {
                assertThatThrownBy(() -> staging.wants("val/val.json"))
                        .isInstanceOf(DataMismatchException.class)
                        .hasMessageContaining("expected one file, val.json");
            }
        }
    }

    @Test
    void anotherProcessIsNamed() throws IOException {
        try (DataFolder.Writing writing = folder().lock("test")) {
            assertThat(writing).isNotNull();
            assertThatThrownBy(() -> folder().lock("test"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another inatsounds")
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
        }
        folder().lock("test").close();
    }

    @Test
    void theLeftoversOfAKilledRunAreCleared() throws IOException {
        Path leftover = data().resolve(".inatsounds/staging/train-recordings/files/train/x.wav");
        Files.createDirectories(leftover.getParent());
        Files.writeString(leftover, "half");
        folder().lock("test").close();
        assertThat(leftover).doesNotExist();
    }

    @Test
    void aPartBecomesTheArchiveOrGoes() throws IOException {
        try (DataFolder.Writing writing = folder().lock("test")) {
            Path part = folder().part(RELEASE, RECORDINGS);
            Files.writeString(part, "archive");
            writing.settle(RELEASE, RECORDINGS, true);
            assertThat(data().resolve("val.tar.gz")).hasContent("archive");
            assertThat(part).doesNotExist();
            Files.writeString(part, "archive");
            writing.settle(RELEASE, RECORDINGS, false);
            assertThat(part).doesNotExist();
        }
    }
}
