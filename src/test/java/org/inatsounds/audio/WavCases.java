package org.inatsounds.audio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files that foreign encoders wrote, and what foreign decoders read from them: scripts/make_wav_cases.py. */
final class WavCases {

    private WavCases() {}

    /** A file and what is in it. */
    record Case(Path file, WavFormat format, List<Float> samples) {

        byte[] bytes() {
            return WavCases.bytes(file);
        }

        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    static List<Case> supported() {
        try {
            return Files.readAllLines(folder().resolve("expected.tsv")).stream()
                    .map(WavCases::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> unsupported() {
        return named("unsupported-");
    }

    /** Files that once made the reader fail in a way that it must not. */
    static List<Path> found() {
        return named("found-");
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> named(String prefix) {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case parse(String line) {
        String[] fields = line.split("\t");
        WavFormat format = new WavFormat(
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                WavFormat.Encoding.valueOf(fields[3]),
                Integer.parseInt(fields[4]),
                fields[5].equals("LITTLE_ENDIAN") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        List<Float> samples = Arrays.stream(fields)
                .skip(6)
                .map(field -> (float) Double.parseDouble(field))
                .toList();
        return new Case(folder().resolve(fields[0]), format, samples);
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(WavCases.class.getResource("/audio/expected.tsv"))
                            .toURI())
                    .resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
