package org.inatsounds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.inatsounds.Split;
import org.inatsounds.testing.MiniatureArchive.Style;
import org.jspecify.annotations.Nullable;

/**
 * A release of the dataset in the real layout, small enough for tests: 18 made-up species of the five supercategories
 * (three of them only in train), about a hundred recordings of 0.3 to 3 seconds, annotations with all the oddities of the
 * published ones, six archives, a catalogue with their checksums, and predictions to score.
 *
 * <pre>
 * FOLDER/ml-inat-competition-datasets/sounds/2024/{train,val,test}.tar.gz
 * FOLDER/ml-inat-competition-datasets/sounds/2024/{train,val,test}.json.tar.gz
 * FOLDER/catalogue.json
 * FOLDER/predictions-{val,test}.csv
 * </pre>
 *
 * <p>The recordings, annotations and predictions are always the same; the archives are too on one JDK (another one may
 * compress otherwise), and the catalogue has the checksums of those that lie there.
 */
public final class MiniatureRelease {

    /** The bucket of the real release. */
    public static final String BUCKET = "ml-inat-competition-datasets";

    /** What the archives of a split hold. */
    public enum Kind {
        RECORDINGS,
        ANNOTATIONS
    }

    /**
     * What to write.
     *
     * @param trainBytes how many bytes of recordings the train split has at least; the further ones are of 10 to 60 seconds
     * @param noise whether the recordings are white noise, so that the archives are as large as their content
     * @param endpoint what the catalogue says about where the bucket is; null leaves it out
     */
    public record Options(
            long trainBytes, boolean noise, @Nullable String endpoint) {

        /** A few megabytes, no endpoint. */
        public static final Options STANDARD = new Options(0, false, null);

        /** The same with another endpoint. */
        public Options at(String newEndpoint) {
            return new Options(trainBytes, noise, newEndpoint);
        }
    }

    private static final Instant ANNOTATED = Instant.parse("2024-05-20T12:00:00Z");
    private static final int SHORTEST = 6_615;
    private static final int LONGEST = 66_150;

    private final Path folder;
    private final Options options;
    private final List<MiniatureSpecies> species = MiniatureSpecies.all();
    private final Map<Split, List<MiniatureRecording>> recordings = new EnumMap<>(Split.class);
    private final Map<String, String> md5s = new HashMap<>();

    private MiniatureRelease(Path folder, Options options) {
        this.folder = folder;
        this.options = options;
    }

    /** Writes the standard miniature into a folder, which is made if need be; takes a fraction of a second. */
    public static MiniatureRelease writeTo(Path folder) {
        return writeTo(folder, Options.STANDARD);
    }

    /** Writes a miniature into a folder, which is made if need be. Memory does not grow with its size. */
    public static MiniatureRelease writeTo(Path folder, Options options) {
        var release = new MiniatureRelease(folder, options);
        try {
            release.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return release;
    }

    /**
     * Writes a release from the command line, for scripts.
     *
     * @param args the folder; how many bytes of recordings train has at least (0); {@code noise} where they are to be that
     */
    public static void main(String[] args) {
        long trainBytes = args.length > 1 ? Long.parseLong(args[1]) : 0;
        boolean noise = args.length > 2 && args[2].equals("noise");
        writeTo(Path.of(args[0]), new Options(trainBytes, noise, null));
    }

    private void write() throws IOException {
        var random = new Random(20_240_501);
        int id = 1;
        for (Split split : Split.values()) {
            List<MiniatureRecording> ofSplit = invent(split, id, random);
            recordings.put(split, List.copyOf(ofSplit));
            id += ofSplit.size() + 100;
        }
        Files.createDirectories(archive(Split.TRAIN, Kind.RECORDINGS).getParent());
        for (Split split : Split.values()) {
            writeAnnotations(split);
            writeRecordings(split);
        }
        for (Split split : List.of(Split.VAL, Split.TEST)) {
            MiniaturePredictions.write(predictions(split), species, recordings(split));
        }
        Files.writeString(catalogue(), catalogueJson(options.endpoint()));
    }

    private List<MiniatureRecording> invent(Split split, int firstId, Random random) {
        List<MiniatureRecording> invented = new ArrayList<>();
        int id = firstId;
        long bytes = 0;
        for (MiniatureSpecies one : species) {
            int count = split != Split.TRAIN && !one.evaluated() ? 0 : 1 + random.nextInt(split == Split.VAL ? 3 : 4);
            for (int i = 0; i < count; i++) {
                double share = Math.pow(random.nextDouble(), 3);
                int samples = SHORTEST + (int) (share * (LONGEST - SHORTEST));
                invented.add(new MiniatureRecording(split, id++, one, samples, options.noise()));
                bytes += invented.get(invented.size() - 1).bytes();
            }
        }
        for (int i = 0; split == Split.TRAIN && bytes < options.trainBytes(); i++) {
            int samples = 220_500 + random.nextInt(1_102_500);
            invented.add(
                    new MiniatureRecording(split, id++, species.get(i % species.size()), samples, options.noise()));
            bytes += invented.get(invented.size() - 1).bytes();
        }
        return invented;
    }

    private void writeRecordings(Split split) throws IOException {
        try (var archive = open(split, Kind.RECORDINGS)) {
            for (MiniatureRecording recording : recordings(split)) {
                archive.add(recording.fileName(), recording.wav(), recording.modified());
            }
            md5s.put(key(split, Kind.RECORDINGS), archive.finish());
        }
    }

    private void writeAnnotations(Split split) throws IOException {
        String json = MiniatureAnnotations.json(split, species, recordings(split));
        try (var archive = open(split, Kind.ANNOTATIONS)) {
            archive.add(split + ".json", json.getBytes(StandardCharsets.UTF_8), ANNOTATED);
            md5s.put(key(split, Kind.ANNOTATIONS), archive.finish());
        }
    }

    /** Puts the annotations of a split into a data folder, as they are when they have been fetched. */
    public void unpackAnnotations(Split split, Path data) throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve(split + ".json"), MiniatureAnnotations.json(split, species, recordings(split)));
    }

    /** The same for the recordings. */
    public void unpackRecordings(Split split, Path data) throws IOException {
        for (MiniatureRecording recording : recordings(split)) {
            Path file = data.resolve(recording.fileName());
            Files.createDirectories(file.getParent());
            Files.write(file, recording.wav());
        }
    }

    private MiniatureArchive open(Split split, Kind kind) throws IOException {
        Style style = switch (split) {
            case TRAIN -> kind == Kind.RECORDINGS ? Style.GNU_DOT : Style.FILES_ONLY;
            case VAL -> Style.POSIX;
            case TEST -> kind == Kind.RECORDINGS ? Style.FILES_ONLY : Style.GNU_DOT;
        };
        boolean packed = kind == Kind.ANNOTATIONS || !options.noise();
        return new MiniatureArchive(archive(split, kind), style, packed);
    }

    /** The folder that all lies in; a server that serves it has the bucket path-style. */
    public Path folder() {
        return folder;
    }

    /** One of the six archives. */
    public Path archive(Split split, Kind kind) {
        return folder.resolve(BUCKET).resolve(key(split, kind));
    }

    /** The key of an archive within the bucket, for example {@code sounds/2024/train.json.tar.gz}. */
    public static String key(Split split, Kind kind) {
        return "sounds/2024/" + split + (kind == Kind.ANNOTATIONS ? ".json" : "") + ".tar.gz";
    }

    /** The path of an archive on a server that serves the folder, for example {@code /BUCKET/sounds/2024/val.tar.gz}. */
    public static String path(Split split, Kind kind) {
        return "/" + BUCKET + "/" + key(split, kind);
    }

    /** The MD5 of an archive, in lower-case hexadecimal digits. */
    public String md5(Split split, Kind kind) {
        return md5s.getOrDefault(key(split, kind), "");
    }

    /** A catalogue for {@code --catalog}, with one release, {@code 2024}. */
    public Path catalogue() {
        return folder.resolve("catalogue.json");
    }

    /** Scores for every recording of val or test, in the wide layout, a column per species. */
    public Path predictions(Split split) {
        return folder.resolve("predictions-" + split + ".csv");
    }

    /** Every species, in order of id. */
    public List<MiniatureSpecies> species() {
        return species;
    }

    /** Every recording of a split, in the order of its annotations and of its archive. */
    public List<MiniatureRecording> recordings(Split split) {
        return recordings.getOrDefault(split, List.of());
    }

    /** The text of a catalogue of these archives at another endpoint, or at none. */
    public String catalogueJson(@Nullable String endpoint) {
        List<String> files = new ArrayList<>();
        for (Split split : Split.values()) {
            for (Kind kind : Kind.values()) {
                // Sizes are not always known: those of the annotations are left out.
                String bytes = kind == Kind.RECORDINGS
                        ? ", \"bytes\": " + archive(split, kind).toFile().length()
                        : "";
                files.add("""
                        {"split": "%s", "kind": "%s", "key": "%s", "md5": "%s"%s}""".formatted(
                        split, kind.name().toLowerCase(Locale.ROOT), key(split, kind), md5(split, kind), bytes));
            }
        }
        String at = endpoint == null ? "" : "\"endpoint\": \"" + endpoint + "\", ";
        return """
                {"schema_version": 1, "releases": [
                  {"name": "2024", "default": true, "note": "A miniature with made-up species.",
                   %s"bucket": "%s",
                   "files": [
                     %s]}]}
                """.formatted(at, BUCKET, String.join(",\n     ", files));
    }
}
