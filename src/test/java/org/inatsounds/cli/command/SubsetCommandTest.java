package org.inatsounds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.cli.CommandRun;
import org.inatsounds.cli.MiniatureData;
import org.inatsounds.testing.CsvTable;
import org.inatsounds.testing.MiniatureRecording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code inatsounds subset}: what it writes is a dataset that the other commands agree about. */
final class SubsetCommandTest {

    @TempDir
    Path folder;

    private MiniatureData data;
    private Path output;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        data = MiniatureData.in(folder);
        for (MiniatureRecording recording : data.release().recordings(Split.TRAIN)) {
            Path file = data.folder().resolve(recording.fileName());
            Files.createDirectories(file.getParent());
            Files.write(file, recording.wav());
        }
        output = folder.resolve("subset of mine");
    }

    private JsonNode annotations(Path of, String split) throws IOException {
        return MiniatureData.json(Files.readString(of.resolve(split + ".json")).replace("NaN", "\"NaN\""));
    }

    private String here(String... args) {
        return new MiniatureData(data.release(), output).ok(args);
    }

    private Set<String> recordings() throws IOException {
        try (Stream<Path> tree = Files.walk(output)) {
            Set<String> names = new HashSet<>();
            tree.filter(Files::isRegularFile)
                    .map(file -> output.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".wav"))
                    .forEach(names::add);
            return names;
        }
    }

    @Test
    void keepsEveryFieldOfWhatStaysAndNothingElse() throws IOException {
        String said = data.ok("subset", "--split", "train", "--supercategory", "Aves", "-o", output.toString());
        JsonNode before = annotations(data.folder(), "train");
        JsonNode after = annotations(output, "train");
        Map<Integer, JsonNode> all = new HashMap<>();
        before.get("audio").forEach(audio -> all.put(audio.get("id").asInt(), audio));
        Set<Integer> ids = new HashSet<>();
        for (JsonNode audio : after.get("audio")) {
            assertThat(audio).isEqualTo(all.get(audio.get("id").asInt()));
            ids.add(audio.get("id").asInt());
            assertThat(output.resolve(audio.get("file_name").asText()))
                    .hasSameBinaryContentAs(
                            data.folder().resolve(audio.get("file_name").asText()));
        }
        long birds = data.release().recordings(Split.TRAIN).stream()
                .filter(recording -> recording.species().taxonClass().equals("Aves"))
                .count();
        assertThat(ids).hasSize((int) birds);
        assertThat(said).contains("train: " + birds + " recordings");
        Set<Integer> annotated = new HashSet<>();
        after.get("annotations")
                .forEach(annotation -> annotated.add(annotation.get("audio_id").asInt()));
        assertThat(annotated).isEqualTo(ids);
        for (String field : List.of("info", "categories", "licenses")) {
            assertThat(after.get(field)).as(field).isEqualTo(before.get(field));
        }
        assertThat(recordings()).hasSize((int) birds);
        assertThat(here("verify")).contains(birds + " checked, no problems");
    }

    @Test
    void everyCommandAgreesAboutASubsetWithAHoldout() throws IOException {
        data.ok("subset", "--split", "train", "--layout", "species", "--holdout", "0.3", "-o", output.toString());
        int all = data.release().recordings(Split.TRAIN).size();
        JsonNode stats = MiniatureData.json(here("stats", "--format", "json"));
        int train = stats.at("/splits/train/recordings").asInt();
        int val = stats.at("/splits/val/recordings").asInt();
        assertThat(train + val).isEqualTo(all);
        assertThat(val).isBetween(all / 6, all / 2);
        // No species is held out whole.
        assertThat(stats.at("/splits/train/species").asInt())
                .isEqualTo((int) data.release().recordings(Split.TRAIN).stream()
                        .map(MiniatureRecording::species)
                        .distinct()
                        .count());
        assertThat(here("verify")).contains(all + " checked, no problems");
        List<String> manifest = names(Files.readString(output.resolve("manifest.csv")));
        List<String> list = names(here("list", "--format", "csv", "--columns", "file_name,name,rights_holder"));
        assertThat(manifest).hasSize(all).containsExactlyElementsOf(list);
        assertThat(recordings()).containsExactlyInAnyOrderElementsOf(list);
        assertThat(list).allMatch(name -> name.matches("(train|val)/[A-Z][a-z]+_[a-z]+/[^/]+\\.wav"));
        assertThat(Files.readString(output.resolve("ATTRIBUTION.md"))).contains(all + " recordings of ");
    }

    private static List<String> names(String csv) {
        return CsvTable.rows(csv).stream()
                .map(row -> String.valueOf(row.get("file_name")))
                .toList();
    }

    @Test
    void theSameSeedHoldsOutTheSame() throws IOException {
        String[] command = {"subset", "--split", "train", "--holdout", "0.3", "--link", "hard", "-o", output.toString()
        };
        data.ok(command);
        Set<String> first = recordings();
        String again = data.ok(command);
        assertThat(again).contains("0 of the files are new");
        assertThat(recordings()).isEqualTo(first);
        Path other = folder.resolve("other");
        data.ok("subset", "--split", "train", "--holdout", "0.3", "--seed", "8", "-o", other.toString());
        assertThat(Files.readString(other.resolve("manifest.csv")))
                .isNotEqualTo(Files.readString(output.resolve("manifest.csv")));
    }

    /** As exporters of COCO write it, with a placeholder. */
    @Test
    void aSecondSpellingOfTheIdChangesNothing() throws IOException {
        Path file = data.folder().resolve("train.json");
        String text = Files.readString(file);
        String both = text.replaceAll("(\"audio_id\": ?\\d+)", "$1, \"image_id\": 0");
        assertThat(both).isNotEqualTo(text);
        Files.writeString(file, both);
        data.ok("subset", "--split", "train", "--supercategory", "Aves", "-o", output.toString());
        JsonNode after = annotations(output, "train");
        assertThat(after.get("annotations")).hasSize(after.get("audio").size());
        assertThat(after.get("annotations")).isNotEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void nothingIsWrittenIntoTheDataFolderByNoWay() throws IOException {
        Path link = Files.createSymbolicLink(
                folder.resolve("link"), Files.createDirectory(data.folder().resolve("sub")));
        for (Path inside : List.of(data.folder().resolve("new"), link, link.resolve("new/new"))) {
            CommandRun.Result refused = data.run("subset", "--split", "val", "-o", inside.toString());
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("expected a folder outside of the data folder");
        }
        assertThat(link).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void linksInsteadOfCopies() throws IOException {
        data.ok("subset", "--split", "val", "--link", "symbolic", "-o", output.toString());
        MiniatureRecording one = data.release().recordings(Split.VAL).get(0);
        assertThat(output.resolve(one.fileName())).isSymbolicLink().hasBinaryContent(one.wav());
        assertThat(here("verify", "--quick")).contains("no problems");
    }

    @Test
    void refusesWhatCantEndWell() throws IOException {
        MiniatureRecording one = data.release().recordings(Split.VAL).get(0);
        CommandRun.Result missing = data.run("subset", "--split", "test", "-o", output.toString());
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.err()).contains("nothing was written", "inatsounds fetch");
        Path file = data.folder().resolve(one.fileName());
        Files.write(file, Arrays.copyOf(one.wav(), 100));
        CommandRun.Result damaged = data.run("subset", "--split", "val", "-o", output.toString());
        assertThat(damaged.code()).isEqualTo(3);
        assertThat(damaged.err()).contains("empty, truncated or can't be read", one.fileName(), "verify --repair");
        Files.write(file, one.wav());
        assertThat(output).doesNotExist();
        CommandRun.Result twice = data.run("subset", "--split", "val", "--holdout", "0.2", "-o", output.toString());
        assertThat(twice.code()).isEqualTo(2);
        Files.createDirectories(output);
        Files.writeString(output.resolve("thesis.tex"), "mine");
        CommandRun.Result occupied = data.run("subset", "--split", "val", "-o", output.toString());
        assertThat(occupied.code()).isEqualTo(2);
        assertThat(occupied.err()).contains("contains other files");
        Files.delete(output.resolve("thesis.tex"));
        data.ok("subset", "--split", "val", "-o", output.toString());
        CommandRun.Result another =
                data.run("subset", "--split", "val", "--supercategory", "Aves", "-o", output.toString());
        assertThat(another.code()).isEqualTo(2);
        assertThat(another.err()).contains("holds another subset");
        Files.writeString(output.resolve(one.fileName()), "changed by somebody");
        CommandRun.Result changed = data.run("subset", "--split", "val", "-o", output.toString());
        assertThat(changed.code()).isEqualTo(6);
        assertThat(output.resolve(one.fileName())).hasContent("changed by somebody");
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/x"));
        Files.write(
                elsewhere.resolve("a.wav"),
                data.release().recordings(Split.VAL).get(0).wav());
        for (String name : List.of("../elsewhere/x/a.wav", "val/../../elsewhere/x/a.wav", "val//a.wav", "a.wav")) {
            Path file = Files.writeString(folder.resolve("wrong.json"), """
                    {"audio": [{"id": 1, "file_name": "%s", "duration": 1.0}],
                     "categories": [{"id": 1, "name": "Fluta aurea", "supercategory": "Aves"}],
                     "annotations": [{"id": 1, "audio_id": 1, "category_id": 1}]}
                    """.formatted(name));
            CommandRun.Result result = data.run(
                    "subset",
                    "--annotations",
                    file.toString(),
                    "-o",
                    folder.resolve("deep/out").toString());
            assertThat(result.code()).as(name + result.err()).isIn(3, 4);
            assertThat(folder.resolve("deep")).as(name).doesNotExist();
        }
        assertThat(data.run(
                                "subset",
                                "--split",
                                "val",
                                "-o",
                                data.folder().resolve("val/some").toString())
                        .code())
                .isEqualTo(2);
    }

    @Test
    void foldersOfSpeciesCanBeMadeEverywhere() throws IOException {
        MiniatureRecording one = data.release().recordings(Split.VAL).get(0);
        Path file = Files.writeString(folder.resolve("names.json"), """
                {"audio": [{"id": 1, "file_name": "%s", "duration": 1.0}],
                 "categories": [{"id": 1, "name": "Aux", "supercategory": "Aves"}],
                 "annotations": [{"id": 1, "audio_id": 1, "category_id": 1}]}
                """.formatted(one.fileName()));
        data.ok("subset", "--annotations", file.toString(), "--layout", "species", "-o", output.toString());
        assertThat(recordings()).allMatch(name -> name.startsWith("val/species_Aux/"));
    }
}
