package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.Split;
import org.inatsounds.archive.gzip.GzipIndex;
import org.inatsounds.fetch.IndexedRuns;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inatsounds fetch} of some recordings, when something stands in its way. */
final class FetchSomeTest {

    private static final int MIB = 1 << 20;
    private static final String TRAIN = MiniatureRelease.path(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS);
    private static final String[] STREAM = {"train", "--stream", "--checkpoint-every", "2M"};
    private static final String[] DRY = {"train", "--stream", "--checkpoint-every", "2M", "--dry-run"};

    @TempDir
    static Path shared;

    private static MiniatureRelease release;
    private static long trainBytes;

    @TempDir
    Path data;

    private FaultyServer server;

    @BeforeAll
    static void writeRelease() throws IOException {
        release = MiniatureRelease.writeTo(shared, new MiniatureRelease.Options(16L * MIB, true, null));
        trainBytes = Files.size(release.archive(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS));
    }

    @BeforeEach
    void serve() {
        server = FaultyServer.start().putFolder(release.folder());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommandRun.Result fetch(String... more) {
        List<String> all =
                new ArrayList<>(List.of("fetch", "--format", "json", "--retries", "0", "--connections", "2"));
        all.addAll(List.of("--catalog", release.catalogue().toString(), "--endpoint-url", server.url()));
        all.addAll(List.of("--data", data.toString()));
        all.addAll(List.of(more));
        return CommandRun.plain().run(all.toArray(String[]::new));
    }

    private JsonNode fetched(String... more) throws IOException {
        CommandRun.Result result = fetch(more);
        assertThat(result.code()).as(result.err()).isZero();
        return JsonMapper.builder().build().readTree(result.out());
    }

    private void cutOff() {
        server.when(Which.get(TRAIN).covering(10 * MIB).first(1), Fault.resetAfter(0));
        assertThat(fetch(STREAM).code()).isEqualTo(5);
    }

    @Test
    void asksForNoMoreRoomThanWhatIsLeftTakes() throws IOException {
        fetched("train");
        long room = fetched(DRY).get("bytes_needed").asLong();
        cutOff();
        JsonNode plan = fetched(DRY);
        assertThat(plan.get("bytes_needed").asLong()).isLessThan(room - 4 * MIB);
        long left = plan.get("bytes_to_fetch").asLong();
        assertThat(left).isLessThan(trainBytes - 4 * MIB);
        server.forget();
        fetched(STREAM);
        assertThat(server.bytesServed()).isEqualTo(left);
        for (MiniatureRecording recording : release.recordings(Split.TRAIN)) {
            assertThat(data.resolve(recording.fileName())).hasBinaryContent(recording.wav());
        }
    }

    /** All of an archive that was streamed counts as fetched, as if it had been unpacked from the disk. */
    @Test
    void aWholeStreamLeavesAReceiptAndNothingElse() throws IOException {
        fetched(STREAM);
        assertThat(data.resolve(".inatsounds/streams"))
                .satisfiesAnyOf(
                        streams -> assertThat(streams).doesNotExist(),
                        streams -> assertThat(streams).isEmptyDirectory());
        server.forget();
        fetched("train", "--recordings");
        assertThat(server.bytesServed()).isZero();
        Files.delete(data.resolve(release.recordings(Split.TRAIN).get(0).fileName()));
        fetched("train", "--recordings");
        assertThat(server.bytesServed()).isPositive();
        assertThat(data.resolve(release.recordings(Split.TRAIN).get(0).fileName()))
                .exists();
    }

    @Test
    void startsOverWhereTheCheckpointCantBeRead() throws IOException {
        fetched("train");
        cutOff();
        Path checkpoint = data.resolve(".inatsounds/streams/train-recordings/checkpoint");
        String text = Files.readString(checkpoint);
        Files.writeString(checkpoint, text.replaceFirst("position [0-9]+:", "position x:"));
        // As a kill leaves it that came while an index was written.
        Path index = Files.writeString(data.resolve("train.tar.gz.index.new"), "half");
        fetched(STREAM);
        assertThat(index).doesNotExist();
        assertThat(data.resolve("train.tar.gz.index")).isNotEmptyFile();
    }

    @Test
    void whatIsNotInTheArchiveIsLookedForOnce() throws IOException {
        MiniatureRecording recording = release.recordings(Split.VAL).get(0);
        String gone = recording.fileName().replaceFirst("....\\.wav$", "zzzz.wav");
        fetched("val");
        Path annotations = data.resolve("val.json");
        Files.writeString(annotations, Files.readString(annotations).replace(recording.fileName(), gone));
        String[] choice = {"val", "--supercategory", recording.species().taxonClass()};
        CommandRun.Result result = fetch(choice);
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("1 of the", gone);
        server.forget();
        result = fetch(choice);
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("1 of the 1 ", gone);
        assertThat(server.bytesServed()).isZero();
    }

    @Test
    void anArchiveOfAnotherSizeThanTheCataloguesIsNotTouched() throws IOException {
        fetched("val");
        server.put(MiniatureRelease.path(Split.VAL, MiniatureRelease.Kind.RECORDINGS), new byte[1000]);
        server.forget();
        CommandRun.Result result = fetch("val", "--stream");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("the server has 1000");
        assertThat(server.bytesServed()).isZero();
    }

    /** Says of the first recording of val that it is of nine seconds and some. */
    private MiniatureRecording annotateOtherDuration() throws IOException {
        fetched("val");
        MiniatureRecording odd = release.recordings(Split.VAL).get(0);
        String seconds = "\"duration\": " + odd.seconds();
        Path annotations = data.resolve("val.json");
        String text = Files.readString(annotations);
        assertThat(text).contains(seconds);
        Files.writeString(annotations, text.replace(seconds, "\"duration\": 9" + seconds.substring(13)));
        return odd;
    }

    @Test
    void theArchiveIsRightWhereItDiffersFromTheAnnotations() throws IOException {
        MiniatureRecording odd = annotateOtherDuration();
        String[] choice = {"val", "--taxon", odd.species().name()};
        fetched(choice);
        assertThat(data.resolve(odd.fileName())).hasBinaryContent(odd.wav());
        server.forget();
        assertThat(fetched(choice).get("recordings_written").asInt()).isZero();
        assertThat(server.requests()).isEmpty();

        Files.delete(data.resolve(odd.fileName()));
        CommandRun.Result byIndex = fetch(choice);
        assertThat(byIndex.code()).isEqualTo(3);
        assertThat(byIndex.err()).contains(odd.fileName(), "expected 9.");
        assertThat(data.resolve(odd.fileName())).doesNotExist();
    }

    @Test
    void whatAFullFetchBroughtIsNotFetchedAgainForItsAnnotation() throws IOException {
        MiniatureRecording odd = annotateOtherDuration();
        fetched("val", "--recordings");
        server.forget();
        fetched("val", "--taxon", odd.species().name());
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aFailureSavesThePlaceItCameTo() throws IOException {
        fetched("train");
        // No checkpoint is due before the end.
        String[] stream = {"train", "--stream", "--checkpoint-every", "32M"};
        server.when(Which.get(TRAIN).covering(14 * MIB).first(1), Fault.resetAfter(0));
        assertThat(fetch(stream).code()).isEqualTo(5);
        server.forget();
        fetched(stream);
        // What is lost: an eighth of the spacing, the recording there, and what was ahead.
        assertThat(server.bytesServed()).isLessThan(trainBytes - 3 * MIB);
        for (MiniatureRecording recording : release.recordings(Split.TRAIN)) {
            assertThat(data.resolve(recording.fileName())).hasBinaryContent(recording.wav());
        }
    }

    /** What went by before the interruption is known as well. */
    @Test
    void aPassThatWasInterruptedLeavesAnIndexLikeAnyOther() throws IOException {
        fetched("train");
        String[] birds = {"train", "--supercategory", "Aves", "--checkpoint-every", "2M"};
        server.when(Which.get(TRAIN).covering(10 * MIB).first(1), Fault.resetAfter(0));
        assertThat(fetch(birds).code()).isEqualTo(5);
        assertThat(data.resolve("train.tar.gz.index")).doesNotExist();
        CommandRun.Result resumed = fetch(birds);
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("resumes at");
        assertThat(data.resolve("train.tar.gz.index")).isNotEmptyFile();
        server.forget();
        List<MiniatureRecording> wanted = release.recordings(Split.TRAIN).stream()
                .filter(each -> !each.species().taxonClass().equals("Aves"))
                .toList();
        for (MiniatureRecording each : List.of(wanted.get(0), wanted.get(wanted.size() - 1))) {
            fetched("train", "--taxon", each.species().name());
            assertThat(data.resolve(each.fileName())).hasBinaryContent(each.wav());
        }
        assertThat(server.bytesServed()).isLessThan(trainBytes);
        try (GzipIndex index = GzipIndex.open(data.resolve("train.tar.gz.index"))) {
            assertThat(index.members().stream().map(IndexedRuns::fileName))
                    .containsExactlyElementsOf(release.recordings(Split.TRAIN).stream()
                            .map(MiniatureRecording::fileName)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "index.directory"})
    void anIndexThatWasDamagedOnTheWayIsNotMade(String part) throws IOException {
        fetched("train");
        cutOff();
        Path file = data.resolve(".inatsounds/streams/train-recordings").resolve(part);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        fetched(STREAM);
        assertThat(data.resolve("train.tar.gz.index")).doesNotExist();
        for (MiniatureRecording recording : release.recordings(Split.TRAIN)) {
            assertThat(data.resolve(recording.fileName())).hasBinaryContent(recording.wav());
        }
    }
}
