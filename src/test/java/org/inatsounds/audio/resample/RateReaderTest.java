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
final class RateReaderTest {

    private static final double ALL = Double.POSITIVE_INFINITY;

    @Test
    void recordingsOfDifferentRatesComeOneAfterTheOther() {
        RateReader samples = new RateReader(8000, true);
        assertThat(read(samples, wav(16_000, 1000))).hasSize(500);
        assertThat(read(samples, wav(8000, 1000))).hasSize(1000).startsWith(0f, 1f, 2f);
        assertThat(read(samples, wav(4000, 1000))).hasSize(2000);
        assertThat(read(samples, wav(4000, 10))).isEqualTo(read(new RateReader(8000, true), wav(4000, 10)));
    }

    @Test
    void theLengthIsThatOfTheRecordingInItsOwnSamples() {
        RateReader samples = new RateReader(8000, true);
        assertThat(samples.read(wav(44_100, 22_050), "a", ALL, (values, offset, length) -> {}))
                .isEqualTo(22_050);
    }

    @Test
    void whatHoldsNoSamplesIsRefused() {
        assertThatThrownBy(() -> read(new RateReader(8000, true), wav(8000, 0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("a.wav", "no samples");
        assertThatThrownBy(() -> read(new RateReader(8000, true), wav(1, 5)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("a.wav", "Sample rate");
    }

    @Test
    void aFailureThatNamesItsRecordingIsNotNamedAgain() {
        RateReader samples = new RateReader(8000, true);
        assertThatThrownBy(() -> samples.read(wav(8000, 5), "a", ALL, (values, offset, length) -> {
                    throw new BadInputException("a: no");
                }))
                .hasMessage("a: no");
    }

    @Test
    void anotherRateIsRefusedWhereItIsNotToBeConverted() {
        assertThatThrownBy(() -> read(new RateReader(8000, false), wav(4000, 5)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("a.wav", "8,000", "4,000");
    }

    @Test
    void aRecordingThatFailedLeavesNothingBehind() {
        RateReader samples = new RateReader(8000, true);
        assertThatThrownBy(() -> samples.read(wav(4000, 1 << 15), "a", ALL, (values, offset, length) -> {
                    throw new BadInputException("no");
                }))
                .hasMessage("a: no");
        assertThat(read(samples, wav(4000, 10))).isEqualTo(read(new RateReader(8000, true), wav(4000, 10)));
    }

    private static List<Float> read(RateReader samples, WavReader reader) {
        List<Float> all = new ArrayList<>();
        samples.read(reader, "a.wav", ALL, (values, offset, length) -> {
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
