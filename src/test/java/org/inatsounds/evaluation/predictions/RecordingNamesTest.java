package org.inatsounds.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.SmallCase;
import org.inatsounds.evaluation.predictions.GroundTruth.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordingNamesTest {

    private static final RecordingNames RECORDINGS = new RecordingNames(List.of(
            new Recording(7, "test/00001_A/first.wav", 1),
            new Recording(2_000_000_000, "test/00001_A/se.co.nd.wav", 1),
            new Recording(9, "bare.wav", 1),
            new Recording(10, "test/00001_A/twice.wav", 1),
            new Recording(11, "test/00002_B/twice.wav", 1),
            new Recording(12, "test/00002_R\u00fcppell/caf\u00e9.wav", 1)));

    private static final RowNames NAMES = new RowNames(RECORDINGS, RowNames.Kind.EITHER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test/00001_A/first.wav",
                "test/00001_A/first",
                "00001_A/first.wav",
                "00001_A/first",
                "./test/00001_A/first.wav",
                "./00001_A/first",
                "00001_A/first.npy",
                "7",
                "007",
                "7.0",
                "first",
                "first.wav",
                "/scratch/me/test/00001_A/first.wav",
                "data/00001_A/first",
                "/test/00001_A/first.wav",
                "D:\\x\\test\\00001_A\\first.npy",
                ".\\test\\00001_A\\first.wav"
            })
    void findsByAnySpelling(String name) {
        assertThat(NAMES.find(name)).isZero();
        assertThat(NAMES.find(name, 0)).isZero();
        assertThat(NAMES.find(name, 1)).isZero();
        assertThat(NAMES.find(name, 30)).isZero();
    }

    /** macOS has letters and accents apart in the names of files. */
    @Test
    void findsFilesInAnotherNormalForm() {
        assertThat(NAMES.find("test/00002_Ru\u0308ppell/cafe\u0301.wav")).isEqualTo(5);
        assertThat(NAMES.find("/Users/me/test/00002_Ru\u0308ppell/cafe\u0301.wav"))
                .isEqualTo(5);
        assertThat(NAMES.find("cafe\u0301")).isEqualTo(5);
        RecordingNames apart = new RecordingNames(List.of(new Recording(1, "test/a/cafe\u0301.wav", 1)));
        assertThat(apart.byFile("test/a/caf\u00e9.wav")).isZero();
    }

    @Test
    void twoNamesThatDifferInNormalFormAloneAreTwoRecordings() {
        RecordingNames both = new RecordingNames(
                List.of(new Recording(1, "test/a/cafe\u0301.wav", 1), new Recording(2, "test/a/caf\u00e9.wav", 1)));
        assertThat(both.byFile("test/a/cafe\u0301.wav")).isZero();
        assertThat(both.byFile("test/a/caf\u00e9")).isOne();
        assertThat(both.byFile("x/test/a/caf\u00e9")).isEqualTo(RecordingNames.SEVERAL);
    }

    @Test
    void aStemWithADotIsNotTakenForAnExtension() {
        RecordingNames dotted =
                new RecordingNames(List.of(new Recording(1, "test/a/x.wav", 1), new Recording(2, "test/a/x.1.wav", 1)));
        assertThat(dotted.byFile("test/a/x.1")).isOne();
        assertThat(dotted.byFile("test/a/x")).isZero();
        assertThat(dotted.byFile("x.1")).isOne();
        assertThat(dotted.byFile("x.wav")).isZero();
    }

    @Test
    void anEndThatSeveralPathsHaveIsRefused() {
        assertThat(NAMES.find("twice.wav")).isEqualTo(RecordingNames.UNKNOWN);
        assertThat(NAMES.complaint("twice.wav"))
                .startsWith("several recordings have a path that ends in 'twice.wav': expected a whole file_name");
        assertThat(NAMES.find("00002_B/twice")).isEqualTo(4);
    }

    @Test
    void knowsWhetherTheLastPartAloneWasUsed() {
        RowNames names = new RowNames(RECORDINGS, RowNames.Kind.FILES);
        names.find("/x/test/00001_A/first.wav");
        names.find("00001_A/first");
        names.find("bare");
        assertThat(names.usedLastPart()).isFalse();
        names.find("first");
        assertThat(names.usedLastPart()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test/00001_A/se.co.nd.wav", "00001_A/se.co.nd", "2000000000"})
    void findsStemsWithDots(String name) {
        assertThat(NAMES.find(name)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "/",
                "val/00001_A/first.wav",
                "/x/val/00001_A/first.wav",
                "val/first",
                "other/first.wav",
                "/first.wav",
                "train/00001_A/first",
                "8",
                "-7",
                "7.5",
                "7.",
                "99999999999",
                "4294967303",
                "00001_A",
                "00001_A/first.wav/"
            })
    void findsNothingElse(String name) {
        assertThat(NAMES.find(name)).isEqualTo(RecordingNames.UNKNOWN);
    }

    @Test
    void refusesTwoOfOneName() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> new RecordingNames(
                        List.of(new Recording(1, "test/a/b.wav", 1), new Recording(2, "test/a/b.mp3", 1))))
                .withMessageStartingWith("the recordings 1 and 2 of the annotations have the same file_name");
    }

    @Test
    void truthNeedsRecordingsOfKnownCategories() {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> new GroundTruth(List.of(), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroundTruth(List.of(new Recording(1, "a.wav", 1)), List.of()));
        var category = SmallCase.TRUTH.classes().get(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroundTruth(
                        List.of(new Recording(1, "a.wav", category.id())), List.of(category, category)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/first", "x/first.wav", "/home/me/00002_A/first.wav", "D:\\first.npy"})
    void guessesWhatWasMeant(String name) {
        assertThat(NAMES.find(name)).isEqualTo(RecordingNames.UNKNOWN);
        assertThat(NAMES.complaint(name))
                .endsWith("of the annotations; 'test/00001_A/first.wav' has the same last part: is that it?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"first_0", "x/first_0.0_3.0.wav", "first-12", "test/00001_A/first_3s"})
    void guessesThatItIsAWindow(String name) {
        assertThat(NAMES.complaint(name))
                .endsWith("; a window of 'test/00001_A/first.wav'? Name the recording, and use --pool");
    }

    @Test
    void tellsThatASplitIsNotHere() {
        assertThat(NAMES.complaint("val/00001_A/first.wav"))
                .isEqualTo("no recording is called 'val/00001_A/first.wav': expected a file_name or audio id of the"
                        + " annotations, which hold none of val: are they of another split? Choose it with --split");
        assertThat(NAMES.complaint("test/nothing")).endsWith("of the annotations");
    }
}
