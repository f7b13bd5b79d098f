import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Writes a split of many short recordings with its annotations, for measuring what costs a file each:
 *
 * <pre>
 * java scripts/GenerateSplit.java FOLDER RECORDINGS
 * </pre>
 *
 * FOLDER gets train.json and train/; recordings are of 200 species, and last 0.02 to 0.1 seconds.
 */
final class GenerateSplit {

    private static final int RATE = 22_050;
    private static final int SPECIES = 200;

    private GenerateSplit() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: java GenerateSplit.java FOLDER RECORDINGS");
            System.exit(2);
        }
        Path folder = Path.of(args[0]);
        int recordings = Integer.parseInt(args[1]);
        for (int species = 0; species < SPECIES; species++) {
            Files.createDirectories(folder.resolve("train").resolve(name(species)));
        }
        Random random = new Random(1);
        int[] samples = random.ints(recordings, RATE / 50, RATE / 10).toArray();
        for (int i = 0; i < recordings; i++) {
            Files.write(folder.resolve(file(i)), wav(samples[i], random));
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve("train.json"))) {
            out.write("{\"audio\": [");
            for (int i = 0; i < recordings; i++) {
                out.write(String.format(
                        Locale.ROOT,
                        "%s{\"id\": %d, \"file_name\": \"%s\", \"duration\": %s, \"license\": 0, \"rights_holder\": \"nobody\"}",
                        i == 0 ? "" : ", ",
                        i,
                        file(i),
                        samples[i] / (double) RATE));
            }
            out.write("], \"annotations\": [");
            for (int i = 0; i < recordings; i++) {
                out.write((i == 0 ? "" : ", ") + "{\"id\": " + i + ", \"audio_id\": " + i + ", \"category_id\": "
                        + i % SPECIES + "}");
            }
            out.write("], \"categories\": [");
            for (int species = 0; species < SPECIES; species++) {
                out.write((species == 0 ? "" : ", ") + "{\"id\": " + species + ", \"name\": \"Genus " + name(species)
                        + "\", \"supercategory\": \"Aves\", \"audio_dir_name\": \"" + name(species) + "\"}");
            }
            out.write("], \"licenses\": [{\"id\": 0, \"name\": \"Public Domain\", \"url\": \"\"}]}\n");
        }
    }

    private static String name(int species) {
        return String.format(Locale.ROOT, "species_%05d", species);
    }

    private static String file(int recording) {
        return String.format(Locale.ROOT, "train/%s/%08d.wav", name(recording % SPECIES), recording);
    }

    private static byte[] wav(int samples, Random random) {
        byte[] sound = new byte[2 * samples];
        random.nextBytes(sound);
        return ByteBuffer.allocate(44 + sound.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + sound.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(2 * RATE)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(sound.length)
                .put(sound)
                .array();
    }
}
