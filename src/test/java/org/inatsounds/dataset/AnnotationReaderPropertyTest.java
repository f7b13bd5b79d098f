package org.inatsounds.dataset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.inatsounds.BadInputException;
import org.inatsounds.testing.Draw;
import org.inatsounds.testing.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class AnnotationReaderPropertyTest {

    private static final Path FILE = makeFile();

    private static Path makeFile() {
        try {
            return Files.createTempFile("annotations", ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void deleteFile() throws IOException {
        Files.delete(FILE);
    }

    @Test
    void whatIsWrittenIsRead() {
        Property.tries(300).check(draw -> {
            Elements elements = elements(draw);
            long layout = draw.aLong();
            Files.write(FILE, AnnotationWriter.write(elements, layout));

            Annotations read = AnnotationReader.read(FILE);

            assertThat(read.info()).isEqualTo(elements.info());
            assertThat(read.recordings()).isEqualTo(elements.recordings());
            assertThat(read.categories()).isEqualTo(elements.categories());
            assertThat(read.annotations()).isEqualTo(elements.annotations());
            assertThat(read.licenses()).isEqualTo(elements.licenses());
        });
    }

    /** Every look-up, against the plain search through the lists. */
    @Test
    void looksUpWhatASearchFinds() {
        Property.tries(100).check(draw -> {
            Elements elements = elements(draw);
            long layout = draw.aLong();
            Files.write(FILE, AnnotationWriter.write(elements, layout));

            Annotations read = AnnotationReader.read(FILE);

            for (Annotation annotation : elements.annotations()) {
                Recording recording = requireNonNull(read.recording(annotation.recordingId()));
                assertThat(recording.id()).isEqualTo(annotation.recordingId());
                assertThat(read.categoryOf(recording).id()).isEqualTo(annotation.categoryId());
            }
            for (Category category : elements.categories()) {
                List<Recording> expected = elements.recordings().stream()
                        .filter(r -> elements.annotations().contains(new Annotation(-r.id(), r.id(), category.id())))
                        .toList();
                assertThat(read.category(category.id())).isEqualTo(category);
                assertThat(read.recordingsOf(category)).isEqualTo(expected);
                assertThat(read.recordingCount(category)).isEqualTo(expected.size());
            }
        });
    }

    /** Bytes changed, taken out, or put in. */
    @Test
    void aDamagedFileIsReadOrRefused() {
        Property.tries(1500).check(draw -> {
            long seed = draw.aLong();
            Random random = new Random(seed);
            byte[] bytes = Samples.bytes(random.nextBoolean() ? "small.json" : "draft.json");
            for (int i = random.nextInt(5); i >= 0; i--) {
                bytes = damaged(bytes, random);
            }
            Files.write(FILE, bytes);
            try {
                assertThat(AnnotationReader.read(FILE).recordings()).isNotNull();
            } catch (BadInputException e) {
                assertThat(e).hasMessageStartingWith(FILE + ":");
                assertThat(e.getMessage()).doesNotContainPattern("\\p{Cc}");
            }
        });
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        int place = random.nextInt(bytes.length);
        int out = random.nextInt(3);
        byte[] in = new byte[random.nextInt(3)];
        for (int i = 0; i < in.length; i++) {
            String telling = "{}[]\",:.-+eE0123456789nullNaNtrue\\u";
            in[i] = (byte)
                    (random.nextBoolean() ? random.nextInt(256) : telling.charAt(random.nextInt(telling.length())));
        }
        int rest = Math.min(place + out, bytes.length);
        byte[] damaged = new byte[place + in.length + bytes.length - rest];
        System.arraycopy(bytes, 0, damaged, 0, place);
        System.arraycopy(in, 0, damaged, place, in.length);
        System.arraycopy(bytes, rest, damaged, place + in.length, bytes.length - rest);
        return damaged;
    }

    private static Elements elements(Draw draw) {
        Info info = new Info(text(draw), text(draw), text(draw), text(draw), text(draw), text(draw));
        List<Recording> recordings = unique(draw.list(0, 20, () -> recording(draw)), Recording::id);
        List<Category> categories = unique(draw.list(1, 6, () -> category(draw)), Category::id);
        List<License> licenses =
                unique(draw.list(0, 3, () -> new License(draw.anInt(), text(draw), text(draw))), License::id);
        List<Annotation> labels = labels(recordings, categories, draw.aLong());
        return new Elements(info, "audio", recordings, categories, labels, licenses);
    }

    private static <T> List<T> unique(List<T> all, Function<T, Integer> id) {
        Set<Integer> ids = new HashSet<>();
        return all.stream().filter(one -> ids.add(id.apply(one))).toList();
    }

    /** One label a recording, or none at all; in any order; the id is that of the recording with the sign changed. */
    private static List<Annotation> labels(List<Recording> recordings, List<Category> categories, long seed) {
        Random random = new Random(seed);
        if (random.nextInt(5) == 0) {
            return List.of();
        }
        List<Annotation> labels = new ArrayList<>();
        for (Recording recording : recordings) {
            Category category = categories.get(random.nextInt(categories.size()));
            labels.add(
                    random.nextInt(labels.size() + 1), new Annotation(-recording.id(), recording.id(), category.id()));
        }
        return labels;
    }

    private static Recording recording(Draw draw) {
        @Nullable Integer license = draw.choice(5) == 0 ? null : draw.anInt();
        double[] n = {number(draw), number(draw), number(draw), number(draw)};
        return new Recording(draw.anInt(), name(draw), n[0], license, text(draw), text(draw), n[1], n[2], n[3]);
    }

    private static double number(Draw draw) {
        return switch (draw.choice(3)) {
            case 0 -> draw.aDouble(-180, 180);
            case 1 -> draw.aDouble();
            default -> draw.of(Double.NaN, -80.0, 106807033.0, -0.0, Double.POSITIVE_INFINITY);
        };
    }

    private static Category category(Draw draw) {
        Map<Rank, String> lineage = new EnumMap<>(Rank.class);
        for (Rank rank : Rank.values()) {
            lineage.put(rank, text(draw));
        }
        @Nullable Boolean evaluation = draw.choice(10) < 3 ? null : draw.aBoolean();
        return new Category(draw.anInt(), name(draw), text(draw), text(draw), lineage, text(draw), evaluation);
    }

    private static String name(Draw draw) {
        String text = text(draw);
        return text.isEmpty() ? "x" : text;
    }

    /** Often empty, often the same as another, with escapes, and with characters of one to four bytes. */
    private static String text(Draw draw) {
        return switch (draw.choice(3)) {
            case 0 -> draw.of("", "Aves", "train/a.wav", "Ñandú", "\"\\/\b\f\n\r\t\u0000", "蛙🐸");
            case 1 -> draw.text(0, 30, () -> draw.anInt(0, 0xD7FF));
            default -> draw.text(0, 30, () -> draw.anInt(0, 127));
        };
    }
}
