package org.inatsounds.testing;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.inatsounds.Split;
import org.inatsounds.testing.MiniatureRelease.Kind;
import org.inatsounds.testing.MiniatureRelease.Options;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the miniature is what the real release is, but for its size. Read by other code than wrote it. */
final class MiniatureReleaseTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    @TempDir
    private static Path folder;

    private static MiniatureRelease release;

    @BeforeAll
    static void write() {
        release = MiniatureRelease.writeTo(folder);
    }

    /** Name to content of an archive's members; a folder has none. */
    private static Map<TarArchiveEntry, byte[]> unpack(Split split, Kind kind) throws IOException {
        Map<TarArchiveEntry, byte[]> members = new LinkedHashMap<>();
        try (var tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(release.archive(split, kind))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                members.put(entry, tar.readAllBytes());
            }
        }
        return members;
    }

    private static JsonNode annotations(Split split) throws IOException {
        Map<TarArchiveEntry, byte[]> members = unpack(split, Kind.ANNOTATIONS);
        members.keySet().removeIf(TarArchiveEntry::isDirectory);
        assertThat(members.keySet())
                .singleElement()
                .extracting(TarArchiveEntry::getName)
                .isIn(split + ".json", "./" + split + ".json");
        return JSON.readTree(members.values().iterator().next());
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void archivesHoldTheRecordings(Split split) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        unpack(split, Kind.RECORDINGS).forEach((entry, bytes) -> {
            if (!entry.isDirectory()) {
                assertThat(entry.getLastModifiedTime().toString()).startsWith("2024-0");
                files.put(entry.getName().replaceFirst("^\\./", ""), bytes);
            }
        });
        assertThat(files).hasSameSizeAs(release.recordings(split)).hasSizeGreaterThan(20);
        for (MiniatureRecording recording : release.recordings(split)) {
            assertThat(recording.fileName())
                    .matches(split + "/\\d{5}_Animalia(_[A-Za-z]+){6}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.wav");
            assertThat(files.get(recording.fileName())).isEqualTo(recording.wav());
        }
    }

    @Test
    void archivesAreOfSeveralStyles() throws Exception {
        assertThat(unpack(Split.TRAIN, Kind.RECORDINGS).keySet())
                .extracting(TarArchiveEntry::getName)
                .startsWith("./", "./train/")
                .allMatch(name -> name.startsWith("./"));
        assertThat(unpack(Split.VAL, Kind.RECORDINGS).keySet())
                .extracting(TarArchiveEntry::getName)
                .startsWith("val/")
                .anyMatch(name -> name.length() > 100);
        assertThat(unpack(Split.TEST, Kind.RECORDINGS).keySet()).noneMatch(TarArchiveEntry::isDirectory);
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void recordingsAreWaveFiles(Split split) throws Exception {
        for (MiniatureRecording recording : release.recordings(split)) {
            byte[] wav = recording.wav();
            assertThat(new String(wav, 36, 4, StandardCharsets.US_ASCII)).isEqualTo("LIST");
            assertThat(ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).getInt(4))
                    .isEqualTo(wav.length - 8);
            try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
                assertThat(audio.getFormat())
                        .hasToString("PCM_SIGNED 22050.0 Hz, 16 bit, mono, 2 bytes/frame, little-endian");
                assertThat(audio.getFrameLength())
                        .isEqualTo(recording.samples())
                        .isBetween(6_615L, 66_150L);
                assertThat(audio.readAllBytes()).hasSize(2 * recording.samples());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void annotationsFollowTheSchema(Split split) throws Exception {
        JsonNode json = annotations(split);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("info", "audio", "categories", "annotations", "licenses");
        Set<Integer> audio = ids(json.get("audio"));
        Set<Integer> categories = ids(json.get("categories"));
        assertThat(audio)
                .hasSameSizeAs(release.recordings(split))
                .hasSize(json.get("audio").size());
        assertThat(categories).hasSize(18);
        for (JsonNode annotation : json.get("annotations")) {
            assertThat(audio.remove(annotation.get("audio_id").intValue())).isTrue();
            assertThat(categories).contains(annotation.get("category_id").intValue());
        }
        assertThat(audio).isEmpty();
        for (JsonNode category : json.get("categories")) {
            assertThat(category.size()).isEqualTo(13);
            assertThat(category.get("audio_dir_name").textValue())
                    .startsWith("%05d_Animalia_".formatted(category.get("id").intValue()));
        }
        assertThat(ids(json.get("licenses")))
                .contains(json.at("/audio/0/license").intValue());
    }

    private static Set<Integer> ids(JsonNode array) {
        Set<Integer> ids = new HashSet<>();
        array.forEach(element -> ids.add(element.get("id").intValue()));
        return ids;
    }

    @Test
    void annotationsHaveTheOdditiesOfTheRealOnes() throws Exception {
        for (Split split : Split.values()) {
            List<JsonNode> audio = StreamSupport.stream(
                            annotations(split).get("audio").spliterator(), false)
                    .toList();
            assertThat(audio).anyMatch(one -> one.path("latitude").isNull());
            assertThat(audio).anyMatch(one -> one.path("latitude").isMissingNode());
            assertThat(audio)
                    .anyMatch(
                            one -> Double.isNaN(one.path("location_uncertainty").doubleValue()));
            assertThat(audio).anyMatch(one -> one.path("location_uncertainty").intValue() == -80);
            assertThat(audio).anyMatch(one -> one.path("location_uncertainty").intValue() == 106_807_033);
            assertThat(audio)
                    .anyMatch(one -> one.path("rights_holder").textValue().contains("鳥の声 \"field\""));
        }
    }

    @Test
    void threeSpeciesAreNotEvaluated() {
        assertThat(release.species())
                .filteredOn(species -> !species.evaluated())
                .hasSize(3);
        assertThat(release.species().stream().collect(groupingBy(MiniatureSpecies::taxonClass)))
                .hasSize(5);
        for (Split split : Split.values()) {
            Set<MiniatureSpecies> present = new HashSet<>();
            release.recordings(split).forEach(recording -> present.add(recording.species()));
            assertThat(present)
                    .containsExactlyInAnyOrderElementsOf(release.species().stream()
                            .filter(species -> species.evaluated() || split == Split.TRAIN)
                            .toList());
        }
    }

    @Test
    void catalogueHasTheChecksums() throws Exception {
        JsonNode catalogue = JSON.readTree(release.catalogue().toFile());
        JsonNode only = catalogue.at("/releases/0");
        assertThat(only.get("name").textValue()).isEqualTo("2024");
        assertThat(only.has("endpoint")).isFalse();
        assertThat(only.get("files")).hasSize(6);
        for (JsonNode file : only.get("files")) {
            Path archive = folder.resolve(only.get("bucket").textValue())
                    .resolve(file.get("key").textValue());
            byte[] md5 = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(archive));
            assertThat(file.get("md5").textValue()).isEqualTo(HexFormat.of().formatHex(md5));
        }
        assertThat(JSON.readTree(release.catalogueJson("http://127.0.0.1:1"))
                        .at("/releases/0/endpoint")
                        .textValue())
                .isEqualTo("http://127.0.0.1:1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Split.class,
            names = {"VAL", "TEST"})
    void predictionsAreNeitherPerfectNorHopeless(Split split) throws Exception {
        List<String[]> rows = Files.readAllLines(release.predictions(split)).stream()
                .map(line -> line.split(",", -1))
                .toList();
        assertThat(rows).hasSize(1 + release.recordings(split).size());
        int right = 0;
        for (MiniatureRecording recording : release.recordings(split)) {
            String[] row = rows.stream()
                    .filter(r -> r[0].equals(recording.fileName()))
                    .findFirst()
                    .orElseThrow();
            int best = IntStream.rangeClosed(1, 18)
                    .boxed()
                    .max(Comparator.comparing(i -> Double.parseDouble(row[i])))
                    .orElseThrow();
            right += rows.get(0)[best].equals(
                            Integer.toString(recording.species().id()))
                    ? 1
                    : 0;
        }
        assertThat(right / (double) rows.size()).isBetween(0.3, 0.8);
    }

    @Test
    void isAlwaysTheSame(@TempDir Path other) throws Exception {
        long start = System.nanoTime();
        MiniatureRelease again = MiniatureRelease.writeTo(other);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        for (Split split : Split.values()) {
            for (Kind kind : Kind.values()) {
                assertThat(again.md5(split, kind)).isEqualTo(release.md5(split, kind));
            }
        }
        assertThat(other.resolve("predictions-test.csv")).hasSameBinaryContentAs(release.predictions(Split.TEST));
    }

    @Test
    void growsOnRequest(@TempDir Path other) {
        MiniatureRelease large = MiniatureRelease.writeTo(other, new Options(20_000_000, true, null));
        assertThat(large.archive(Split.TRAIN, Kind.RECORDINGS)).isNotEmptyFile();
        assertThat(large.archive(Split.TRAIN, Kind.RECORDINGS).toFile().length())
                .isBetween(20_000_000L, 25_000_000L);
        assertThat(large.archive(Split.VAL, Kind.RECORDINGS).toFile().length()).isLessThan(5_000_000L);
    }
}
