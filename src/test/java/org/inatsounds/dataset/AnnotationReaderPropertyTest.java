package org.inatsounds.dataset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.inatsounds.BadInputException;

final class AnnotationReaderPropertyTest {

    private static final Path FILE = makeFile();

    private static Path makeFile() {
        try {
            return Files.createTempFile("annotations", ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(FILE);
    }

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("elements") Elements elements, @ForAll long layout) throws IOException {
        Files.write(FILE, AnnotationWriter.write(elements, layout));

        Annotations read = AnnotationReader.read(FILE);

        assertThat(read.info()).isEqualTo(elements.info());
        assertThat(read.recordings()).isEqualTo(elements.recordings());
        assertThat(read.categories()).isEqualTo(elements.categories());
        assertThat(read.annotations()).isEqualTo(elements.annotations());
        assertThat(read.licenses()).isEqualTo(elements.licenses());
    }

    /** Every look-up, against the plain search through the lists. */
    @Property(tries = 100)
    void looksUpWhatASearchFinds(@ForAll("elements") Elements elements, @ForAll long layout) throws IOException {
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
    }

    /** Bytes changed, taken out, or put in. */
    @Property(tries = 1500)
    void aDamagedFileIsReadOrRefused(@ForAll long seed) throws IOException {
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

    @Provide
    Arbitrary<Elements> elements() {
        Arbitrary<List<Recording>> recordings = recording().list().ofMaxSize(20).uniqueElements(Recording::id);
        Arbitrary<List<Category>> categories =
                category().list().ofMinSize(1).ofMaxSize(6).uniqueElements(Category::id);
        Arbitrary<List<License>> licenses = Combinators.combine(Arbitraries.integers(), text(), text())
                .as(License::new)
                .list()
                .ofMaxSize(3)
                .uniqueElements(License::id);
        Arbitrary<Info> info = Combinators.combine(text(), text(), text(), text(), text(), text())
                .as(Info::new);
        return Combinators.combine(info, recordings, categories, licenses, Arbitraries.longs())
                .as((i, r, c, l, seed) -> new Elements(i, "audio", r, c, labels(r, c, seed), l));
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

    private static Arbitrary<Recording> recording() {
        Arbitrary<String> fileName = text().filter(t -> !t.isEmpty());
        Arbitrary<Integer> license = Arbitraries.integers().injectNull(0.2);
        Arbitrary<double[]> numbers = Arbitraries.oneOf(
                        Arbitraries.doubles().between(-180, 180).ofScale(10),
                        Arbitraries.doubles(),
                        Arbitraries.of(Double.NaN, -80.0, 106807033.0, -0.0, Double.POSITIVE_INFINITY))
                .array(double[].class)
                .ofSize(4);
        return Combinators.combine(Arbitraries.integers(), fileName, license, text(), text(), numbers)
                .as((id, name, l, holder, date, n) -> new Recording(id, name, n[0], l, holder, date, n[1], n[2], n[3]));
    }

    private static Arbitrary<Category> category() {
        Arbitrary<String> name = text().filter(t -> !t.isEmpty());
        Arbitrary<Boolean> evaluation = Arbitraries.of(true, false).injectNull(0.3);
        return Combinators.combine(
                        Arbitraries.integers(),
                        name,
                        text(),
                        text(),
                        text().list().ofSize(7),
                        text(),
                        evaluation)
                .as((id, n, common, group, names, dir, e) -> {
                    Map<Rank, String> lineage = new EnumMap<>(Rank.class);
                    Iterator<String> next = names.iterator();
                    for (Rank rank : Rank.values()) {
                        lineage.put(rank, next.next());
                    }
                    return new Category(id, n, common, group, lineage, dir, e);
                });
    }

    /** Often empty, often the same as another, with escapes, and with characters of one to four bytes. */
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "Aves", "train/a.wav", "Ñandú", "\"\\/\b\f\n\r\t\u0000", "蛙🐸"),
                Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(30),
                Arbitraries.strings().ascii().ofMaxLength(30));
    }
}
