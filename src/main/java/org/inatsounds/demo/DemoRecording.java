package org.inatsounds.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.inatsounds.Split;

/**
 * A recording of the miniature release: 16-bit PCM, mono, 22,050 Hz, the same bytes on every machine.
 *
 * @param id of no other recording
 */
record DemoRecording(Split split, int id, DemoSpecies species) {

    private static final int RATE = 22_050;
    private static final int HEADER = 44;
    private static final double LOUDEST = 9000;

    /** A syllable ends this far into its time; the rest is a pause. */
    private static final double SOUNDING = 0.6;

    private Random random() {
        // Seeds that follow each other begin alike; the product of a large odd number does not.
        return new Random(id * 0x9e37_79b9_7f4a_7c15L);
    }

    /** Path below the data folder. */
    String fileName() {
        Random random = random();
        return split + "/" + species.audioDirName() + "/" + new UUID(random.nextLong(), random.nextLong()) + ".wav";
    }

    private int samples() {
        return RATE + new Random(id).nextInt(2 * RATE);
    }

    double seconds() {
        return samples() / (double) RATE;
    }

    /** The file. */
    byte[] wav() {
        int samples = samples();
        ByteBuffer wav = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - 8 + 2 * samples).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
        Random random = random();
        double pitch = 1 + 0.06 * random.nextGaussian();
        double pace = species.syllables() * (1 + 0.1 * random.nextGaussian());
        double noise = 150 + 900 * random.nextDouble();
        double loudness = LOUDEST * (0.3 + 0.7 * random.nextDouble());
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double within = i * pace / RATE % 1;
            double hertz = (species.hertz() + species.sweep() * (within / SOUNDING - 0.5)) * pitch;
            phase += 2 * StrictMath.PI * hertz / RATE;
            double shape = within < SOUNDING ? StrictMath.sin(StrictMath.PI * within / SOUNDING) : 0;
            double tone = shape * loudness * (StrictMath.sin(phase) + 0.3 * StrictMath.sin(2 * phase));
            wav.putShort((short) Math.max(-32_768, Math.min(32_767, tone + noise * random.nextGaussian())));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
