package org.inatsounds.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.archive.TarWriter;

/** A miniature release, in the layout of the published one: archives of annotations and recordings, and a catalogue of them. */
public final class DemoRelease {

    private static final String BUCKET = "demo";
    private static final int TRAIN = 6;
    private static final int OTHERS = 3;

    private final Path folder;

    private DemoRelease(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes it.
     *
     * @param folder is made if need be
     * @throws StorageException if it can't be written
     */
    public static DemoRelease writeTo(Path folder) {
        DemoRelease release = new DemoRelease(folder);
        try {
            Files.createDirectories(folder.resolve(BUCKET));
            List<String> files = new ArrayList<>();
            int id = 1;
            for (Split split : Split.values()) {
                List<DemoRecording> recordings = new ArrayList<>();
                for (DemoSpecies species : DemoSpecies.ALL) {
                    for (int i = 0; i < (split == Split.TRAIN ? TRAIN : OTHERS); i++) {
                        recordings.add(new DemoRecording(split, id++, species));
                    }
                }
                files.add(release.recordings(split, recordings));
                files.add(release.annotations(split, recordings));
            }
            Files.writeString(
                    release.catalogue(), String.format(Locale.ROOT, """
                    {"schema_version": 1, "releases": [{"name": "demo", "default": true, "bucket": "%s",
                      "note": "A miniature release of made-up species.", "files": [
                      %s]}]}
                    """, BUCKET, String.join(",\n  ", files)));
            return release;
        } catch (IOException e) {
            throw StorageException.cantWrite(folder, e);
        }
    }

    /** The catalogue of the release. */
    public Path catalogue() {
        return folder.resolve("catalogue.json");
    }

    /** What a server has to serve. */
    public Path folder() {
        return folder;
    }

    private String recordings(Split split, List<DemoRecording> recordings) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(new GZIPOutputStream(archive))) {
            for (DemoRecording recording : recordings) {
                byte[] wav = recording.wav();
                tar.add(recording.fileName(), wav.length, out -> out.write(wav));
            }
        }
        return write(split, "recordings", split + ".tar.gz", archive.toByteArray());
    }

    private String annotations(Split split, List<DemoRecording> recordings) throws IOException {
        byte[] json = json(split, recordings).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(new GZIPOutputStream(archive))) {
            tar.add(split + ".json", json.length, out -> out.write(json));
        }
        return write(split, "annotations", split + ".json.tar.gz", archive.toByteArray());
    }

    /** Writes an archive; gives its entry in the catalogue. */
    private String write(Split split, String kind, String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(BUCKET).resolve(name), bytes);
        return String.format(Locale.ROOT, """
                {"split": "%s", "kind": "%s", "key": "%s", "md5": "%s", "bytes": %d}""", split, kind, name, md5(bytes), bytes.length);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static String json(Split split, List<DemoRecording> recordings) {
        List<String> audio = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        for (DemoRecording recording : recordings) {
            Random random = new Random(recording.id() * 31L);
            audio.add(String.format(
                    Locale.ROOT,
                    "{\"id\": %d, \"duration\": %s, \"file_name\": \"%s\", \"license\": %d, \"rights_holder\": \"%s\","
                            + " \"date\": \"20%02d-%02d-%02d\", \"latitude\": %.3f, \"longitude\": %.3f,"
                            + " \"location_uncertainty\": %d}",
                    recording.id(),
                    recording.seconds(),
                    recording.fileName(),
                    random.nextInt(3),
                    "Listener " + (char) ('A' + random.nextInt(6)),
                    12 + random.nextInt(12),
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    30 + 18 * random.nextDouble(),
                    -120 + 45 * random.nextDouble(),
                    random.nextInt(500)));
            annotations.add(String.format(
                    Locale.ROOT,
                    "{\"id\": %d, \"audio_id\": %d, \"category_id\": %d}",
                    recording.id(),
                    recording.id(),
                    recording.species().id()));
        }
        List<String> categories =
                DemoSpecies.ALL.stream().map(DemoRelease::category).toList();
        return String.format(
                Locale.ROOT,
                """
                {"info": {"year": 2026, "version": "demo", "description": "%s of a miniature with made-up species"},
                "audio": [%s],
                "categories": [%s],
                "annotations": [%s],
                "licenses": [%s, %s, %s]}
                """,
                split,
                String.join(",\n", audio),
                String.join(",\n", categories),
                String.join(",\n", annotations),
                license(0, "Public Domain", "http://creativecommons.org/publicdomain/zero/1.0/"),
                license(1, "Attribution License", "http://creativecommons.org/licenses/by/4.0/"),
                license(2, "Attribution-NonCommercial License", "http://creativecommons.org/licenses/by-nc/4.0/"));
    }

    private static String license(int id, String name, String url) {
        return String.format(Locale.ROOT, "{\"id\": %d, \"name\": \"%s\", \"url\": \"%s\"}", id, name, url);
    }

    private static String category(DemoSpecies species) {
        String[] name = species.name().split(" ", -1);
        return String.format(
                Locale.ROOT,
                """
                {"id": %d, "name": "%s", "common_name": "%s", "supercategory": "%s", "kingdom": "Animalia", "phylum": "%s", \
                "class": "%s", "order": "Demoformes", "family": "Demoidae", "genus": "%s", "specific_epithet": "%s", \
                "audio_dir_name": "%s", "evaluation": 1}""",
                species.id(),
                species.name(),
                species.commonName(),
                species.supercategory(),
                species.phylum(),
                species.supercategory(),
                name[0],
                name[1],
                species.audioDirName());
    }
}
