package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other programs make of the same samples: {@code scripts/make_resample_cases.py}. */
final class ForeignResamplersTest {

    private static final Path CASES = Path.of("src/test/resources/audio/resample");

    @ParameterizedTest
    @CsvSource({"44100, 22050", "48000, 22050", "96000, 22050", "16000, 22050", "11025, 22050", "22050, 16000"})
    void givesWhatSciPyDoesWithTheSameFilter(int from, int to) throws IOException {
        double[] expected = values("scipy-%d-%d.npy".formatted(from, to));
        float[] output = Resampled.of(floats(values("noise.npy")), from, to);
        assertThat(output).hasSize(expected.length);
        for (int m = 0; m < output.length; m++) {
            // Half a unit in the last place of a float, or what the order of a sum makes.
            double tolerance = Math.ulp((float) expected[m]) * 0.500_001 + 1e-8;
            assertThat((double) output[m]).as("sample %d", m).isCloseTo(expected[m], within(tolerance));
        }
    }

    /** Their filters pass more and stop more: what is left is the ripple of ours, 2e-5, and its stop band, 90 dB. */
    @ParameterizedTest
    @CsvSource({
        "sox, 44100, 22050", "sox, 48000, 22050", "sox, 16000, 22050",
        "libsamplerate, 44100, 22050", "libsamplerate, 48000, 22050", "libsamplerate, 16000, 22050"
    })
    void tonesAreWhatOtherConvertersMakeThem(String program, int from, int to) throws IOException {
        double[] expected = values("%s-%d-%d.npy".formatted(program, from, to));
        float[] output = Resampled.of(floats(values("tones-%d.npy".formatted(from))), from, to);
        // SoX rounds the length up as we do or gives one more; libsamplerate rounds it down.
        assertThat(Math.abs(output.length - expected.length)).isLessThanOrEqualTo(1);
        double largest = 0;
        double difference = 0;
        for (int m = 0; m < Math.min(output.length, expected.length); m++) {
            largest = Math.max(largest, Math.abs(expected[m]));
            difference = Math.max(difference, Math.abs(expected[m] - output[m]));
        }
        assertThat(largest).isGreaterThan(0.5);
        assertThat(difference).isLessThan(5e-5 * largest);
    }

    /** The numbers of an array file. */
    private static double[] values(String name) throws IOException {
        ByteBuffer file =
                ByteBuffer.wrap(Files.readAllBytes(CASES.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
        int headerBytes = file.getShort(8);
        String header = new String(file.array(), 10, headerBytes, StandardCharsets.US_ASCII);
        ByteBuffer body =
                file.slice(10 + headerBytes, file.capacity() - 10 - headerBytes).order(ByteOrder.LITTLE_ENDIAN);
        int bytes = header.contains("<f8") ? 8 : header.contains("<f4") ? 4 : 2;
        double[] values = new double[body.capacity() / bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (bytes) {
                case 8 -> body.getDouble(8 * i);
                case 4 -> body.getFloat(4 * i);
                default -> body.getShort(2 * i);
            };
        }
        return values;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
