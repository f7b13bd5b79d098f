package org.inatsounds.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.GroundTruth.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordingNamesTest {

    private static final RecordingNames NAMES = new RecordingNames(List.of(
            new Recording(7, "test/00001_A/first.wav", 1),
            new Recording(2_000_000_000, "test/00001_A/se.co.nd.wav", 1),
            new Recording(9, "bare.wav", 1)));

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
                "007"
            })
    void findsByAnySpelling(String name) {
        assertThat(NAMES.find(name)).isZero();
        assertThat(NAMES.find(name, 0)).isZero();
        assertThat(NAMES.find(name, 1)).isZero();
        assertThat(NAMES.find(name, 3)).isZero();
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
                "first",
                "val/00001_A/first.wav",
                "train/00001_A/first",
                "8",
                "-7",
                "7.0",
                "99999999999",
                "4294967303",
                "00001_A",
                "00001_A/first.wav/",
                "/test/00001_A/first.wav"
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
    @ValueSource(strings = {"first", "first.wav", "/home/me/test/00001_A/first.wav", "D:\\test\\00001_A\\first.npy"})
    void guessesWhatWasMeant(String name) {
        assertThat(NAMES.find(name)).isEqualTo(RecordingNames.UNKNOWN);
        assertThat(NAMES.complaint(name))
                .endsWith("of the annotations; 'test/00001_A/first.wav' has the same last part: is that it?");
    }

    @Test
    void tellsThatASplitIsNotHere() {
        assertThat(NAMES.complaint("val/00001_A/first.wav"))
                .isEqualTo("no recording is called 'val/00001_A/first.wav': expected a file_name or audio id of the"
                        + " annotations, which hold none of val: is it another split's? --split says which to take");
        assertThat(NAMES.complaint("test/nothing")).endsWith("of the annotations");
    }
}
