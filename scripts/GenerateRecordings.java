import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Writes made-up recordings of realistic length for benchmarks: 22,050 Hz, mono, 16 bits, with a LIST chunk. The same
 * arguments give the same files.
 *
 * <pre>
 * java scripts/GenerateRecordings.java FOLDER MINUTES [SECONDS]
 * </pre>
 *
 * FOLDER is made if need be; MINUTES of sound in all; SECONDS is the length of every file, by default different for each, half
 * of them below 15 s and few above a minute.
 */
final class GenerateRecordings {

    private static final int RATE = 22_050;
    private static final double MEDIAN_SECONDS = 15;

    private GenerateRecordings() {}

    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: java GenerateRecordings.java FOLDER MINUTES [SECONDS]");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        long left = (long) (Double.parseDouble(args[1]) * 60 * RATE);
        Random random = new Random(1);
        for (int i = 0; left > 0; i++) {
            double seconds = args.length > 2
                    ? Double.parseDouble(args[2])
                    : Math.max(1, MEDIAN_SECONDS * Math.exp(0.8 * random.nextGaussian()));
            int samples = (int) Math.min(left, Math.round(seconds * RATE));
            Files.write(folder.resolve(String.format(Locale.ROOT, "%05d.wav", i)), recording(samples, random));
            left -= samples;
        }
    }

    /** Syllables that rise or fall, with pauses between them, over a hiss. */
    private static byte[] recording(int samples, Random random) {
        byte[] software = "INFOISFT\16\0\0\0Lavf58.29.100\0".getBytes(StandardCharsets.ISO_8859_1);
        int size = 12 + 24 + 8 + software.length + 8 + 2 * samples;
        ByteBuffer wav = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(size - 8).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("LIST")).putInt(software.length).put(software);
        wav.put(ascii("data")).putInt(2 * samples);
        double phase = 0;
        double hertz = 0;
        double slope = 0;
        double loudness = 0;
        for (int n = 0; n < samples; n++) {
            if (n % 2205 == 0) {
                loudness = random.nextInt(3) == 0 ? 0 : 500 + random.nextInt(8000);
                hertz = 800 + random.nextInt(7000);
                slope = (random.nextDouble() - 0.5) * 2;
            }
            phase += 2 * Math.PI * (hertz += slope) / RATE;
            wav.putShort((short) (loudness * Math.sin(phase) + 40 * random.nextGaussian()));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
