package org.inatsounds.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.predictions.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Descriptions of models: found, read, and what is wrong with them. */
final class ModelDescriptionTest {

    private static final String INPUT = "\"input\": {\"sample_rate\": 32000, \"window_seconds\": 5}";

    private static final String OUTPUTS = "\"outputs\": [{\"activation\": \"none\"}]";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"m.json", "m.onnx.json", "MODEL.json"})
    void isFoundBesideTheModel(String name) throws IOException {
        Path file = folder.resolve("m.onnx");
        Files.writeString(folder.resolve(name), "{\"name\": \"mine\", " + INPUT + ", " + OUTPUTS + "}");
        assertThat(ModelDescription.find(file, null).name()).isEqualTo("mine");
    }

    @Test
    void withoutOneSaysWhereItIsLookedFor() {
        Path file = folder.resolve("m.onnx");
        assertThatThrownBy(() -> ModelDescription.find(file, null))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("m.json, m.onnx.json, MODEL.json", "perch-v2");
        assertThatThrownBy(() -> ModelDescription.find(file, "perch-v3"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean perch-v2?");
    }

    @Test
    void everyKnownModelCanBeRead() {
        for (String name : ModelDescription.known()) {
            assertThat(ModelDescription.find(folder.resolve("m.onnx"), name).hasScores())
                    .as(name)
                    .isTrue();
        }
        assertThat(ModelDescription.known())
                .containsExactly(
                        "inatsounds-2024", "birdnet-2.4", "birdnet-3.0", "perch-v2", "birdnet-geomodel", "sinr");
    }

    @Test
    void perchIsSaidToKnowTheRecordings() {
        ModelDescription perch = ModelDescription.find(folder.resolve("m.onnx"), "perch-v2");
        assertThat(perch.warning()).contains("trained on iNaturalist");
        assertThat(perch.activation()).isEqualTo(Activation.SOFTMAX_ALL_COLUMNS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | \"input\" is missing",
                "{" + INPUT + "} | \"outputs\" is missing",
                "{" + INPUT + ", \"outputs\": [{}]} | \"activation\" is missing",
                "{" + INPUT
                        + ", \"outputs\": [{\"activation\": \"relu\"}]} | expected none, softmax, softmax-all-columns, sigmoid, got \"relu\"",
                "{" + INPUT + ", \"outputs\": []} | expected one of them",
                "{" + INPUT + ", \"outputs\": [{\"name\": \"a\"}, {\"name\": \"b\"}]} | \"role\"",
                "{" + INPUT + ", \"outputs\": [{\"role\": \"score\"}]} | outputs[0].role: expected scores",
                "{\"input\": {\"sample_rate\": \"x\", \"samples\": 1}, " + OUTPUTS
                        + "} | input.sample_rate: expected an integer",
                "{\"input\": {\"sample_rate\": 32000}, " + OUTPUTS + "} | \"samples\" is missing",
                "{\"input\": {\"sample_rate\": 32000, \"window_seconds\": 5, \"samples\": 1}, " + OUTPUTS
                        + "} | input.samples: expected 160000",
                "{\"input\": {\"sample_rate\": 32000, \"samples\": 9, \"shape\": [\"b\", 8]}, " + OUTPUTS
                        + "} | expected [batch, 9]",
                "{\"input\": {\"sample_rate\": 32000, \"samples\": 9, \"last\": \"keep\"}, " + OUTPUTS
                        + "} | pad or drop",
                "{\"input\": {\"kind\": \"pictures\"}, " + OUTPUTS
                        + "} | expected waveform, mel-windows or coordinates",
                "{\"input\": {\"kind\": \"mel-windows\", \"preset\": \"mine\"}, " + OUTPUTS
                        + "} | the name of a preset",
                "{\"input\": {\"kind\": \"mel-windows\", \"preset\": {\"hop\": \"x\"}}, " + OUTPUTS
                        + "} | input.preset: hop: expected an integer, got x",
                "{\"input\": {\"kind\": \"mel-windows\", \"preset\": {\"mel\": 64}}, " + OUTPUTS
                        + "} | did you mean 'mels'",
                "{\"input\": {\"kind\": \"mel-windows\", \"preset\": {\"hop\": 12.5}}, " + OUTPUTS
                        + "} | expected an integer, got 12.5",
                "{\"input\": {\"kind\": \"mel-windows\", \"preset\": \"inatsounds-2024\", \"mean\": 1}, " + OUTPUTS
                        + "} | no scaling of uint8",
                "{\"input\": {\"kind\": \"coordinates\", \"order\": [\"x\"]}, " + OUTPUTS + "} | expected latitude",
                "{\"input\": {\"kind\": \"coordinates\"}, " + OUTPUTS + "} | \"order\" is missing",
                "{" + INPUT + ", " + OUTPUTS + ", \"sha256\": \"12\"} | 64 hexadecimal digits",
                "{" + INPUT + ", " + OUTPUTS + ", \"labels\": {\"form\": \"tsv\"}} | lines or csv",
                "{" + INPUT + ", " + OUTPUTS + ", \"labels\": {\"column\": \"name\"}} | \"form\": \"csv\"",
                "{" + INPUT + ", | not JSON",
            })
    void whatIsWrongIsSaid(String json, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("d.json"), json);
        assertThatThrownBy(() -> ModelDescription.find(folder.resolve("m.onnx"), file.toString()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("d.json", expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"names.txt\" | Parus major\\nTurdus merula\\n",
                "{\"file\": \"names.txt\", \"heading\": true} | inat_label\\nParus major\\nTurdus merula\\n",
                "{\"file\": \"names.csv\", \"form\": \"csv\", \"column\": \"sci_name\"}"
                        + " | id;sci_name;com_name\\n1;Parus major;Great Tit\\n2;\"Turdus merula\";Blackbird\\n",
                "{\"file\": \"names.csv\", \"form\": \"csv\", \"column\": \"sci_name\"}"
                        + " | com_name,sci_name\\r\\n\"Tit, Great\",Parus major\\r\\nBlackbird,Turdus merula\\r\\n",
                "[\"Parus major\", \"Turdus merula\"] | x",
            })
    void labelsAreReadAsDescribed(String labels, String content) throws IOException {
        String text = content.strip().replace("\\n", "\n").replace("\\r", "\r");
        Files.writeString(folder.resolve("names.txt"), text);
        Files.writeString(folder.resolve("names.csv"), text);
        assertThat(labels(labels)).containsExactly("Parus major", "Turdus merula");
    }

    @Test
    void aColumnThatIsNotThereIsSaid() throws IOException {
        Files.writeString(folder.resolve("names.csv"), "id,name\n1,Parus major\n");
        assertThatThrownBy(() -> labels("{\"file\": \"names.csv\", \"form\": \"csv\", \"column\": \"sci_name\"}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("names.csv:1", "\"sci_name\"", "\"id\", \"name\"");
    }

    private List<String> labels(String labels) throws IOException {
        Path model = folder.resolve("m.onnx");
        Files.writeString(folder.resolve("m.json"), "{" + INPUT + ", " + OUTPUTS + ", \"labels\": " + labels + "}");
        LabelSource source = ModelDescription.find(model, null).labels();
        assertThat(source).isNotNull();
        return source == null ? List.of() : new LabelReader(source, model).read();
    }

    @Test
    void aYearHas48Weeks() {
        assertThat(CoordinateScorer.week(LocalDate.of(2024, 1, 1))).isEqualTo(1);
        assertThat(CoordinateScorer.week(LocalDate.of(2024, 1, 7))).isEqualTo(1);
        assertThat(CoordinateScorer.week(LocalDate.of(2024, 1, 8))).isEqualTo(2);
        assertThat(CoordinateScorer.week(LocalDate.of(2024, 1, 31))).isEqualTo(4);
        assertThat(CoordinateScorer.week(LocalDate.of(2024, 2, 1))).isEqualTo(5);
        assertThat(CoordinateScorer.week(LocalDate.of(2024, 12, 31))).isEqualTo(48);
    }
}
