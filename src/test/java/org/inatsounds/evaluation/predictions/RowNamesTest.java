package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.evaluation.Evaluator;
import org.inatsounds.evaluation.predictions.GroundTruth.Category;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;
import org.inatsounds.evaluation.predictions.Predictions.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are called like numbers, and others' ids at that: what the header says decides. */
final class RowNamesTest {

    /** {@code test/1.wav} has id 2, and so on: read the wrong way, every recording is another one's. */
    private static final GroundTruth NUMBERED = new GroundTruth(
            List.of(
                    new Recording(2, "test/1.wav", 1),
                    new Recording(3, "test/2.wav", 2),
                    new Recording(4, "test/3.wav", 3),
                    new Recording(1, "test/4.wav", 4)),
            List.of(category(1), category(2), category(3), category(4)));

    private static final String[] BY_ID = {"2", "3", "4", "1"};
    private static final String[] BY_STEM = {"1", "2", "3", "4"};

    @TempDir
    private Path folder;

    private static Category category(int id) {
        return new Category(id, "Avis " + "abcd".charAt(id - 1), "", "Aves", Collections.nCopies(7, "x" + id), true);
    }

    private static double top1(String text) {
        try (Predictions predictions = open(text)) {
            return Evaluator.evaluate(predictions, 1, Progress.NONE).metrics().top1();
        }
    }

    private static Predictions open(String text) {
        return Predictions.open(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                "p.csv",
                NUMBERED,
                Reading.PLAIN,
                Reading.Watch.NONE);
    }

    /** A table in which every recording is predicted right, with its names under a heading. */
    private static String wide(String heading, String[] names) {
        StringBuilder text = new StringBuilder(heading).append(",1,2,3,4\n");
        for (int i = 0; i < 4; i++) {
            text.append(names[i]);
            for (int c = 0; c < 4; c++) {
                text.append(c == i ? ",0.9" : ",0.1");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String list(String heading, String[] names) {
        StringBuilder text = new StringBuilder(heading).append(",category,score\n");
        for (int i = 0; i < 4; i++) {
            text.append(names[i]).append(',').append(i + 1).append(",0.9\n");
        }
        return text.toString();
    }

    private static String ranked(String heading, String[] names) {
        StringBuilder text = new StringBuilder(heading).append(",Predicted\n");
        for (int i = 0; i < 4; i++) {
            text.append(names[i]).append(',').append(i + 1).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio_id", "id", "Id", "AUDIO_ID", "\u00a0audio_id", "\ufeffaudio_id"})
    void idsUnderIds(String heading) {
        assertThat(top1(wide(heading, BY_ID))).isOne();
        assertThat(top1(list(heading, BY_ID))).isOne();
        assertThat(top1(ranked(heading, BY_ID))).isOne();
        // Read as ids, as the header says, though they are stems.
        assertThat(top1(wide(heading, BY_STEM))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file_name", "filename", "path", "file", "audio", "File_Name", "file_path"})
    void namesUnderFileNames(String heading) {
        assertThat(top1(wide(heading, BY_STEM))).isOne();
        assertThat(top1(list(heading, BY_STEM))).isOne();
        assertThat(top1(ranked(heading, BY_STEM))).isOne();
    }

    @Test
    void theAuthorsFilesAreNamedByStem() {
        assertThat(top1("img,gt,pred\n1,1,1_0_0_0\n2,2,0_1_0_0\n3,3,0_0_1_0\n4,4,0_0_0_1\n"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"row_id", "''"})
    void whatCouldBeBothIsRefused(String heading) {
        for (String text : List.of(wide(heading, BY_ID), wide(heading, BY_STEM))) {
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> top1(text))
                    .withMessageContaining("audio_id")
                    .withMessageContaining(heading.isEmpty() ? "index" : "head the column audio_id or file_name");
        }
    }

    /** What is right whatever it is read as is no reason to refuse. */
    @Test
    void whatIsTheSameEitherWayIsRead() {
        GroundTruth same = new GroundTruth(List.of(new Recording(1, "test/1.wav", 1)), List.of(category(1)));
        assertThat(new RowNames(same.recordingNames(), RowNames.Kind.EITHER).find("1"))
                .isZero();
    }

    @Test
    void anUnknownNumberUnderAFileNameIsNoId() {
        String[] others = {"1", "2", "3", "5"};
        GroundTruth truth = new GroundTruth(
                List.of(new Recording(5, "test/1.wav", 1), new Recording(6, "test/x.wav", 1)), List.of(category(1)));
        RowNames files = new RowNames(truth.recordingNames(), RowNames.Kind.FILES);
        assertThat(files.find("5")).isEqualTo(RecordingNames.UNKNOWN);
        assertThat(files.complaint("5"))
                .endsWith("as an audio id it would be test/1.wav: is that meant? Then head the" + " column audio_id");
        RowNames ids = new RowNames(truth.recordingNames(), RowNames.Kind.IDS);
        assertThat(ids.find("1")).isEqualTo(RecordingNames.UNKNOWN);
        assertThat(ids.complaint("1"))
                .endsWith("as a file name it would be test/1.wav: is that meant? Then head the" + " column file_name");
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> top1(wide("file_name", others)));
    }

    @ParameterizedTest
    @CsvSource({"audio_id, true", "file_name, false"})
    void theHeadingOfAListOfRowsDecides(String heading, boolean ids) throws IOException {
        Path rows = Files.writeString(
                folder.resolve("rows.txt"), heading + "\n" + String.join("\n", ids ? BY_ID : BY_STEM) + "\n");
        RowNames names = NameList.read(rows).rowNames(NUMBERED);
        for (int i = 0; i < 4; i++) {
            assertThat(names.find(NameList.read(rows).entries().get(i).name())).isEqualTo(i);
        }
    }

    @Test
    void aListWithoutHeadingThatCouldBeBothIsRefused() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.txt"), String.join("\n", BY_ID) + "\n");
        RowNames names = NameList.read(rows).rowNames(NUMBERED);
        assertThat(names.find("2")).isEqualTo(RecordingNames.UNKNOWN);
        assertThat(names.complaint("2"))
                .isEqualTo("'2' is the id of test/1.wav and the name of test/2.wav: head the column audio_id or"
                        + " file_name to say which is meant");
        assertThat(Order.BY_ANNOTATIONS.rows()).isNull();
    }

    @Test
    void anIndexWithoutANameIsNeverTakenForIds() {
        GroundTruth zeroBased = new GroundTruth(
                List.of(new Recording(1, "test/a.wav", 1), new Recording(0, "test/b.wav", 2)),
                List.of(category(1), category(2)));
        RowNames names = new RowNames(zeroBased.recordingNames(), RowNames.Kind.UNNAMED);
        assertThat(names.find("0")).isEqualTo(RecordingNames.UNKNOWN);
        assertThat(names.find("1.0")).isEqualTo(RecordingNames.UNKNOWN);
        assertThat(names.complaint("0")).contains("the index of a row");
        assertThat(names.find("b")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Unnamed: 0", "index"})
    void anIndexBesideNamesIsNotRead(String heading) {
        StringBuilder text = new StringBuilder(heading).append(",audio_id,1,2,3,4\n");
        for (int i = 0; i < 4; i++) {
            text.append(i).append(',').append(BY_ID[i]);
            for (int c = 0; c < 4; c++) {
                text.append(c == i ? ",0.9" : ",0.1");
            }
            text.append('\n');
        }
        try (Predictions predictions = open(text.toString())) {
            assertThat(Evaluator.evaluate(predictions, 1, Progress.NONE)
                            .metrics()
                            .top1())
                    .isOne();
            assertThat(predictions.remarks())
                    .containsExactly("p.csv: column 1 '" + heading + "' is treated as an index of rows, and not read");
        }
    }
}
