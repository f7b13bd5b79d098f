package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.archive.TarListing;
import org.inatsounds.features.ShardSeries;
import org.inatsounds.testing.MiniatureRecording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features of splits of a release: their shards, their labels, and recordings that were not fetched. */
final class SplitFeaturesTest {

    @TempDir
    Path folder;

    private MiniatureData data;
    private Path out;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
        data.release().unpackRecordings(Split.TEST, data.folder());
        out = folder.resolve("out");
    }

    private int count(Split split) {
        return data.release().recordings(split).size();
    }

    private String made(Path to, String... more) {
        return data.ok(List.of("spectrogram", "val", "test", "-o", to.toString()), more);
    }

    private static Map<String, byte[]> tars(Path folder) throws IOException {
        Map<String, byte[]> tars = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(".tar")).toList()) {
                tars.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return tars;
    }

    private static List<String> keys(Path folder) throws IOException {
        return tars(folder).keySet().stream()
                .flatMap(name -> ShardSeries.keys(folder.resolve(name)).stream())
                .toList();
    }

    @Test
    void eachSplitHasShardsOfItsOwn() throws IOException {
        made(out, "--to", "webdataset", "--shard-size", "100K");
        assertThat(tars(out).keySet()).allMatch(name -> name.matches("(val|test)-[0-9]{6}\\.tar"));
        assertThat(tars(out)).containsKeys("val-000000.tar", "val-000001.tar", "test-000000.tar");
        for (String name : tars(out).keySet()) {
            String split = name.substring(0, name.indexOf('-'));
            assertThat(TarListing.names(out.resolve(name))).allMatch(member -> member.startsWith(split + "/"));
        }
        JsonNode shards = MiniatureData.json(Files.readString(out.resolve("shards.json")));
        assertThat(shards.get("recordings").asInt()).isEqualTo(count(Split.VAL) + count(Split.TEST));
        for (JsonNode shard : shards.get("shards")) {
            Path file = out.resolve(shard.get("file").asText());
            assertThat(shard.get("recordings").asInt())
                    .isEqualTo(ShardSeries.keys(file).size());
            assertThat(shard.get("bytes").asLong()).isEqualTo(Files.size(file));
        }
        assertThat(shards.get("shards")).hasSameSizeAs(tars(out).keySet());
    }

    @Test
    void theManifestHasTheCategories() throws IOException {
        made(out);
        List<String> lines = Files.readAllLines(out.resolve("manifest.csv"));
        assertThat(lines).hasSize(1 + count(Split.VAL) + count(Split.TEST));
        MiniatureRecording first = data.release().recordings(Split.VAL).get(0);
        String labels = data.ok("list", "--split", "val", "--columns", "file_name,category_id", "--format", "csv");
        String id = labels.replaceAll("(?s).*" + first.fileName() + ",([0-9]+)\n.*", "$1");
        assertThat(lines).anyMatch(line -> line.startsWith(first.fileName().replace(".wav", ".npy") + "," + id + ","));
    }

    @Test
    void aShuffledBatchIsTheSameHoweverItIsInterrupted() throws IOException {
        String[] command = {"--to", "webdataset", "--shard-size", "100K", "--shuffle", "--shuffle-seed", "7"};
        made(out, command);
        Map<String, byte[]> whole = tars(out);
        Path plain = folder.resolve("plain");
        made(plain, "--to", "webdataset", "--shard-size", "100K");
        assertThat(keys(out)).containsExactlyInAnyOrderElementsOf(keys(plain)).isNotEqualTo(keys(plain));
        Path other = folder.resolve("other");
        made(other, "--to", "webdataset", "--shard-size", "100K", "--shuffle");
        assertThat(keys(other)).isNotEqualTo(keys(out));
        // As if it had been stopped after the first shard.
        for (String name : whole.keySet()) {
            if (!name.endsWith("000000.tar")) {
                Files.delete(out.resolve(name));
            }
        }
        made(out, command);
        assertThat(tars(out))
                .hasSameSizeAs(whole)
                .allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(whole.get(name)));
        CommandRun.Result mixed = data.run(
                "spectrogram", "val", "test", "-o", out.toString(), "--to", "webdataset", "--shard-size", "100K");
        assertThat(mixed.code()).isEqualTo(2);
        assertThat(mixed.err()).contains("\"shuffle_seed\": 7 there, but not now");
        assertThat(data.run("spectrogram", "val", "-o", out.toString(), "--shuffle")
                        .err())
                .contains("--shuffle: expected --to webdataset");
        assertThat(data.run("spectrogram", "val", "-o", out.toString(), "--to", "webdataset", "--shuffle-seed", "1")
                        .err())
                .contains("--shuffle-seed: expected --shuffle");
    }

    /** Versions before named shards of several splits by none of them. */
    @Test
    void shardsInWhichSplitsAreMixedAreNotLeftBesideTheNew() throws IOException {
        made(out, "--to", "webdataset");
        Files.move(out.resolve("val-000000.tar"), out.resolve("recordings-000000.tar"));
        CommandRun.Result refused = data.run("spectrogram", "val", "test", "-o", out.toString(), "--to", "webdataset");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("recordings-000000.tar holds recordings of several splits");
        made(out, "--to", "webdataset", "--force");
        assertThat(tars(out)).containsOnlyKeys("val-000000.tar", "test-000000.tar");
    }

    @Test
    void whatWasNotFetchedIsSaidOnce() throws IOException {
        List<MiniatureRecording> val = data.release().recordings(Split.VAL);
        int gone = val.size() - 3;
        for (MiniatureRecording recording : val.subList(3, val.size())) {
            Files.delete(data.folder().resolve(recording.fileName()));
        }
        CommandRun.Result all = data.run("spectrogram", "val", "-o", out.toString(), "--format", "json");
        assertThat(all.code()).isEqualTo(3);
        assertThat(all.err())
                .containsOnlyOnce(gone + " of " + val.size() + " recordings of val are not in " + data.folder())
                .contains("--present")
                .doesNotContain("no such file");
        assertThat(MiniatureData.json(all.out()).get("failed")).hasSize(gone);
        CommandRun.Result present = data.run("spectrogram", "val", "-o", out.toString(), "--present");
        assertThat(present.code()).as(present.err()).isZero();
        assertThat(present.err()).containsOnlyOnce(gone + " of " + val.size() + " recordings of val are not in ");
        assertThat(present.out()).containsPattern("failed +0");
        CommandRun.Result checked =
                data.run("spectrogram", "val", "--check", out.toString(), "--preset", "inatsounds-2024", "--present");
        assertThat(checked.code()).as(checked.out()).isZero();
        Files.delete(data.folder().resolve(val.get(0).fileName()));
        Files.delete(data.folder().resolve(val.get(1).fileName()));
        Files.delete(data.folder().resolve(val.get(2).fileName()));
        assertThat(data.run("spectrogram", "val", "-o", out.toString(), "--present")
                        .code())
                .isEqualTo(3);
    }
}
