package org.inatsounds.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.inatsounds.Split;

/**
 * A recording of the miniature release: a made-up song, at 22,050 Hz, in mono.
 *
 * @param id the audio id, of no other recording in any split
 * @param samples its length
 * @param noisy whether it is white noise, which no archive can make smaller, instead of a song
 */
public record MiniatureRecording(Split split, int id, MiniatureSpecies species, int samples, boolean noisy) {

    private static final int RATE = 22_050;
    private static final Instant FIRST_MODIFIED = Instant.parse("2024-04-29T17:05:11Z");
    private static final String SOFTWARE = "Lavf58.29.100\0";
    private static final int LIST_LENGTH = 4 + 8 + SOFTWARE.length();
    private static final int HEADER = 12 + 24 + 8 + LIST_LENGTH + 8;

    /** The path in the archive, in the annotations, and on disk: {@code train/<audio_dir_name>/<uuid>.wav}. */
    public String fileName() {
        // Seeds that follow each other begin alike; the product of a large odd number does not.
        var random = new Random(id * 0x9e37_79b9_7f4a_7c15L);
        long high = (random.nextLong() & ~0xf000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | (1L << 63);
        UUID uuid = new UUID(high, low);
        return split.label() + "/" + species.audioDirName() + "/" + uuid + ".wav";
    }

    /** Its duration in seconds. */
    public double seconds() {
        return samples / (double) RATE;
    }

    /** The time of the archive's member. */
    public Instant modified() {
        return FIRST_MODIFIED.plusSeconds(61L * id);
    }

    /** The length of {@link #wav}. */
    public int bytes() {
        return HEADER + 2 * samples;
    }

    /** The file itself, as ffmpeg writes it: 16 bits, with a {@code LIST} chunk between {@code fmt } and {@code data}. */
    public byte[] wav() {
        ByteBuffer wav = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(bytes() - 8).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("LIST")).putInt(LIST_LENGTH);
        wav.put(ascii("INFOISFT")).putInt(SOFTWARE.length()).put(ascii(SOFTWARE));
        wav.put(ascii("data")).putInt(2 * samples);
        if (noisy) {
            byte[] noise = new byte[2 * samples];
            new Random(id).nextBytes(noise);
            wav.put(noise);
        } else {
            song(wav);
        }
        return wav.array();
    }

    /** Syllables of a tenth of a second with pauses between them, at a pitch of the species, over a faint hiss. */
    private void song(ByteBuffer wav) {
        var random = new Random(id);
        double pitch = 2 * Math.PI * (500 + species.id() % 97 * 80) / RATE;
        int hiss = id * 2 + 1;
        for (int start = 0; start < samples; start += RATE / 10) {
            int end = Math.min(samples, start + RATE / 10);
            double loudness = random.nextInt(3) == 0 ? 0 : 2000 + random.nextInt(8000);
            double turn = pitch * (0.9 + 0.2 * random.nextDouble());
            // A sine by rotation: two multiplications a sample instead of a call of Math.sin.
            double x = 0;
            double y = loudness;
            double cos = Math.cos(turn);
            double sin = Math.sin(turn);
            for (int i = start; i < end; i++) {
                double next = x * cos + y * sin;
                y = y * cos - x * sin;
                x = next;
                hiss = hiss * 1_664_525 + 1_013_904_223;
                wav.putShort((short) (x + (hiss >> 29)));
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
