package org.inatsounds.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.archive.ExtractionLimits;
import org.inatsounds.archive.IndexNotes;
import org.inatsounds.archive.StreamUnpacker;
import org.inatsounds.archive.TarWriter;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.archive.gzip.IndexedArchive;

/** An archive of made-up recordings with a seek index of many checkpoints, and the same recordings in a folder. */
final class MadeArchive {

    private static final int RATE = 22_050;
    private static final long SPACING = 1 << 16;

    private final Map<String, byte[]> recordings = new LinkedHashMap<>();

    /** So many recordings of so many seconds, of the test split. */
    static MadeArchive of(int count, double seconds) {
        MadeArchive archive = new MadeArchive();
        for (int i = 0; i < count; i++) {
            String name = String.format(Locale.ROOT, "test/%05d_Animalia_Some_species/%04d.wav", i % 7, i);
            archive.recordings.put(name, wav(i, (int) (seconds * RATE) + 64 * i));
        }
        return archive;
    }

    /** Another file in it. */
    MadeArchive with(String name, byte[] bytes) {
        recordings.put(name, bytes);
        return this;
    }

    Map<String, byte[]> recordings() {
        return recordings;
    }

    /** Noise that hardly packs, with a tone. */
    static byte[] wav(int seed, int samples) {
        Random random = new Random(seed);
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (5000 * Math.sin(i * (0.1 + 0.01 * seed)) + random.nextInt(800)));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes the recordings below a folder. */
    Path unpack(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> each : recordings.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        return folder;
    }

    /** Writes the archive, and its index beside it. */
    Path pack(Path file) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(new GZIPOutputStream(packed))) {
            for (Map.Entry<String, byte[]> each : recordings.entrySet()) {
                tar.add(each.getKey(), each.getValue().length, out -> out.write(each.getValue()));
            }
        }
        Files.write(file, packed.toByteArray());
        index(file);
        return file;
    }

    /** Writes the index of an archive beside it. */
    static void index(Path archive) throws IOException {
        byte[] packed = Files.readAllBytes(archive);
        Path index = archive.resolveSibling(archive.getFileName() + ".index");
        try (GzipIndexWriter writer = new GzipIndexWriter(index, new IndexedArchive(packed.length, "of a test"))) {
            new StreamUnpacker(
                            archive.resolveSibling("nothing"),
                            ExtractionLimits.RECORDINGS,
                            SPACING,
                            new IndexNotes(writer))
                    .unpack(String.valueOf(archive.getFileName()), null, new ByteArrayInputStream(packed));
            writer.finish();
        }
    }
}
