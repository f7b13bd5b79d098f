package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

/** All codes of both laws, against the decoder of Java Sound and against the tables of ITU-T G.711. */
final class G711Test {

    @Test
    void aLawIsThatOfJavaSound() throws IOException {
        assertThat(G711.aLaw()).containsExactly(javaSound(AudioFormat.Encoding.ALAW));
    }

    @Test
    void muLawIsThatOfJavaSound() throws IOException {
        assertThat(G711.muLaw()).containsExactly(javaSound(AudioFormat.Encoding.ULAW));
    }

    /** Tables 1a and 2a: value 1, the last of the first segment, the first of the second, and the greatest. */
    @Test
    void valuesAreThoseOfTheTables() {
        double[] aLaw = G711.aLaw();
        assertThat(aLaw[0x80 ^ 0x55]).isEqualTo(8 * 1);
        assertThat(aLaw[0x9F ^ 0x55]).isEqualTo(8 * 63);
        assertThat(aLaw[0xA0 ^ 0x55]).isEqualTo(8 * 66);
        assertThat(aLaw[0xFF ^ 0x55]).isEqualTo(8 * 4032);
        assertThat(aLaw[0x7F ^ 0x55]).isEqualTo(-8 * 4032);
        double[] muLaw = G711.muLaw();
        assertThat(muLaw[0xFF]).isEqualTo(0);
        assertThat(muLaw[0xFE]).isEqualTo(4 * 2);
        assertThat(muLaw[0xEF]).isEqualTo(4 * 33);
        assertThat(muLaw[0x80]).isEqualTo(4 * 8031);
        assertThat(muLaw[0x00]).isEqualTo(-4 * 8031);
    }

    private static double[] javaSound(AudioFormat.Encoding encoding) throws IOException {
        byte[] codes = new byte[256];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) i;
        }
        AudioFormat from = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
        AudioFormat to = new AudioFormat(AudioFormat.Encoding.PCM_SIGNED, 8000, 16, 1, 2, 8000, false);
        try (AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(codes), from, codes.length);
                AudioInputStream decoded = AudioSystem.getAudioInputStream(to, in)) {
            ByteBuffer bytes = ByteBuffer.wrap(decoded.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[codes.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = bytes.getShort(2 * i);
            }
            return values;
        }
    }
}
