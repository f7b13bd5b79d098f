package org.inatsounds.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inatsounds.dataset.Recording;
import org.inatsounds.internal.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that comes as a stream is judged as its file is. */
final class StreamCheckTest {

    private static final Path WAV = Path.of("src/test/resources/spectrogram/wav/birdsong.wav");

    @TempDir
    Path folder;

    private static Recording recording(double seconds) {
        return new Recording(1, "song.wav", seconds, null, "", "", Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void saysWhatTheCheckOfTheFileSays() throws IOException {
        byte[] whole = Files.readAllBytes(WAV);
        byte[] stereo = whole.clone();
        stereo[22] = 2;
        stereo[32] = 4;
        byte[] longer = Arrays.copyOf(whole, whole.length + 7);
        Map<String, byte[]> cases = new LinkedHashMap<>();
        cases.put("whole", whole);
        cases.put("cut", Arrays.copyOf(whole, whole.length / 2));
        cases.put("empty", new byte[0]);
        cases.put("text", "no recording".getBytes(StandardCharsets.UTF_8));
        cases.put("stereo", stereo);
        cases.put("longer", longer);
        double right = StreamCheck.of(new ByteArrayInputStream(whole), "whole", Double.NaN)
                .seconds();
        for (Map.Entry<String, byte[]> each : cases.entrySet()) {
            Path file = Files.write(folder.resolve(each.getKey() + ".wav"), each.getValue());
            for (double seconds : new double[] {right, right + 0.04, right + 1, Double.NaN}) {
                StreamCheck check = StreamCheck.of(new ByteArrayInputStream(each.getValue()), file.toString(), seconds);
                assertThat(check.flaw())
                        .as(each.getKey() + ", " + seconds)
                        .isEqualTo(RecordingCheck.check(file, recording(seconds)));
                assertThat(check.bytes()).isEqualTo(each.getValue().length);
                assertThat(check.sha256()).isEqualTo(Checksum.sha256(each.getValue()));
            }
        }
    }

    @Test
    void aStreamThatFailsIsNoFaultOfTheRecording() throws IOException {
        InputStream failing =
                new SequenceInputStream(new ByteArrayInputStream(Files.readAllBytes(WAV), 0, 5000), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the network is down");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return read();
                    }
                });
        assertThatThrownBy(() -> StreamCheck.of(failing, "song.wav", Double.NaN))
                .isInstanceOf(IOException.class)
                .hasMessage("the network is down");
    }
}
