package org.inatsounds.dataset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that writes synthetic annotations, run as a user runs it. */
final class GenerateAnnotationsTest {

    @TempDir
    Path folder;

    /** The counts of the published table. */
    @Test
    void hasThePublishedCounts() throws Exception {
        Annotations test = generate("test.json", "--split", "test");

        assertThat(bySupercategory(test, test::recordingCount))
                .isEqualTo(Map.of(
                        "Aves", 41036L, "Insecta", 3305L, "Amphibia", 4081L, "Mammalia", 1073L, "Reptilia", 32L));
        assertThat(bySupercategory(test, c -> test.recordingCount(c) > 0 ? 1 : 0))
                .isEqualTo(Map.of("Aves", 939L, "Insecta", 111L, "Amphibia", 118L, "Mammalia", 41L, "Reptilia", 3L));
        assertThat(bySupercategory(test, c -> 1))
                .isEqualTo(Map.of("Aves", 3846L, "Insecta", 745L, "Amphibia", 650L, "Mammalia", 296L, "Reptilia", 32L));
        assertThat(test.categories()).allSatisfy(c -> assertThat(c.evaluation()).isEqualTo(test.recordingCount(c) > 0));
        assertThat(test.recordings()).allSatisfy(r -> {
            assertThat(r.fileName()).startsWith("test/" + test.categoryOf(r).audioDirName() + "/");
            assertThat(test.license(requireNonNull(r.license()))).isNotNull();
        });
        assertThat(test.recordings())
                .extracting(Recording::locationUncertainty)
                .contains(Double.NaN, -80.0, 106807033.0);
    }

    @Test
    void splitsOfOneSeedBelongTogether() throws Exception {
        String[] size = {"--recordings", "300", "--categories", "40", "--seed", "5"};
        Annotations train = generate("train.json", size);
        Annotations again = generate("again.json", size);
        Annotations val =
                generate("val.json", "--split", "val", "--recordings", "77", "--categories", "40", "--seed", "5");

        assertThat(Files.mismatch(folder.resolve("train.json"), folder.resolve("again.json")))
                .isEqualTo(-1);
        assertThat(again.recordings()).hasSize(300);
        assertThat(val.recordings()).hasSize(77);
        assertThat(val.categories()).isEqualTo(train.categories()).hasSize(40);
        assertThat(val.recordings()).doesNotContainAnyElementsOf(train.recordings());
    }

    private static Map<String, Long> bySupercategory(Annotations annotations, ToLongFunction<Category> count) {
        return annotations.categories().stream()
                .collect(Collectors.groupingBy(Category::supercategory, Collectors.summingLong(count)));
    }

    private Annotations generate(String name, String... options) throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                Path.of("scripts", "GenerateAnnotations.java").toString(),
                "--out",
                out.toString()));
        command.addAll(List.of(options));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return AnnotationReader.read(out);
    }
}
