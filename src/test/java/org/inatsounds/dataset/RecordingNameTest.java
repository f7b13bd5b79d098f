package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.inatsounds.Split;
import org.junit.jupiter.api.Test;

/** What a name says where there are no annotations. */
final class RecordingNameTest {

    @Test
    void aNameOfTheDatasetTellsSplitAndCategory() {
        RecordingName expected = new RecordingName(Split.TEST, 241);
        assertThat(RecordingName.of("test/00241_Animalia_Arthropoda_Insecta/0a1b.wav"))
                .isEqualTo(expected);
        assertThat(RecordingName.of("somewhere/test/00241_Animalia_Arthropoda_Insecta/0a1b.wav"))
                .isEqualTo(expected);
    }

    @Test
    void otherNamesTellNothing() {
        RecordingName nothing = new RecordingName(null, null);
        for (String name :
                new String[] {"song.wav", "a/song.wav", "tests/song.wav", "00241_song.wav", "241_a/song.wav", "train"
                }) {
            assertThat(RecordingName.of(name)).as(name).isEqualTo(nothing);
        }
        assertThat(RecordingName.of("train/song.wav")).isEqualTo(new RecordingName(Split.TRAIN, null));
        assertThat(RecordingName.of("00007_Animalia/song.wav")).isEqualTo(new RecordingName(null, 7));
    }
}
