package org.inatsounds.audio.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.audio.WavReader;
import org.junit.jupiter.api.Test;

/** Samples of recordings at one rate, whatever their own is. */
final class RecordingSamplesTest {

    @Test
    void recordingsOfDifferentRatesComeOneAfterTheOther() {
        RecordingSamples samples = new RecordingSamples(8000);
        assertThat(read(samples, wav(16_000, 1000))).hasSize(500);
        assertThat(read(samples, wav(8000, 1000))).hasSize(1000).startsWith(0f, 1f, 2f);
        assertThat(read(samples, wav(4000, 1000))).hasSize(2000);
        assertThat(read(samples, wav(4000, 10))).isEqualTo(read(new RecordingSamples(8000), wav(4000, 10)));
    }

    @Test
    void theLengthIsThatOfTheRecording() {
        RecordingSamples samples = new RecordingSamples(8000);
        assertThat(samples.read(wav(44_100, 22_050), "a", (values, offset, length) -> {}))
                .isEqualTo(0.5);
    }

    @Test
    void whatHoldsNoSamplesIsRefused() {
        assertThatThrownBy(() -> read(new RecordingSamples(8000), wav(8000, 0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("a.wav", "no samples");
        assertThatThrownBy(() -> read(new RecordingSamples(8000), wav(1, 5)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("a.wav", "Sample rate");
    }

    @Test
    void aRecordingThatFailedLeavesNothingBehind() {
        RecordingSamples samples = new RecordingSamples(8000);
        assertThatThrownBy(() -> samples.read(wav(4000, 1 << 15), "a", (values, offset, length) -> {
                    throw new BadInputException("a");
                }))
                .hasMessage("a");
        assertThat(read(samples, wav(4000, 10))).isEqualTo(read(new RecordingSamples(8000), wav(4000, 10)));
    }

    private static List<Float> read(RecordingSamples samples, WavReader reader) {
        List<Float> all = new ArrayList<>();
        samples.read(reader, "a.wav", (values, offset, length) -> {
            for (int i = offset; i < offset + length; i++) {
                all.add(values[i]);
            }
        });
        return all;
    }

    private static WavReader wav(int rate, int frames) {
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * frames).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * frames);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(2 * rate)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * frames);
        for (int i = 0; i < frames; i++) {
            wav.putShort((short) i);
        }
        return WavReader.open(new ByteArrayInputStream(wav.array()), "a.wav");
    }
}
