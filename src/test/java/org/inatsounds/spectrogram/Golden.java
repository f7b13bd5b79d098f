package org.inatsounds.spectrogram;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.inatsounds.npy.NpyArray;

/** The golden cases: synthetic recordings, and what the foreign programs made of them. */
final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "spectrogram");

    private Golden() {}

    /** The names of the recordings for which a setting's results are there. */
    static List<String> names(String setting) {
        try (Stream<Path> files = Files.list(FOLDER.resolve("expected").resolve(setting))) {
            return files.map(file -> file.getFileName().toString().replace(".npy", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NpyArray expected(String setting, String name) {
        return NpyArray.read(file(setting, name));
    }

    /** Any other array in one piece. */
    static NpyArray array(ArrayContent content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeElements(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return NpyArray.of(content.type().npy(), content.shape(), out.toByteArray());
    }

    static Path file(String setting, String name) {
        return FOLDER.resolve("expected").resolve(setting).resolve(name + ".npy");
    }

    /** The 16-bit samples of a recording: the chunk called {@code data}, whatever stands before it. */
    static double[] samples(String name) {
        try {
            ByteBuffer wav = ByteBuffer.wrap(
                            Files.readAllBytes(FOLDER.resolve("wav").resolve(name + ".wav")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int at = 12;
            while (!new String(wav.array(), at, 4, StandardCharsets.US_ASCII).equals("data")) {
                at += 8 + wav.getInt(at + 4) + (wav.getInt(at + 4) & 1);
            }
            double[] samples = new double[wav.getInt(at + 4) / 2];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = wav.getShort(at + 8 + 2 * i);
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Spectrogram spectrogram(Preset preset, double[] samples) {
        SpectrogramBuilder builder = new SpectrogramBuilder(preset);
        builder.feed(samples, 0, samples.length);
        return builder.finish();
    }
}
