package org.inatsounds.subset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.inatsounds.Progress;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.internal.WholeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubsetFilesTest {

    private static final String ANNOTATIONS = """
            {"audio": [{"id": 1, "duration": 1.5, "file_name": "val/a/1.wav", "license": 1}],
             "categories": [{"id": 1, "name": "A a", "audio_dir_name": "a", "supercategory": "Aves"}],
             "annotations": [{"id": 1, "audio_id": 1, "category_id": 1}],
             "licenses": [{"id": 1, "name": "CC0", "url": ""}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void aThreadThatIsInterruptedBringsNoFurtherRecording() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("val/a"));
        Files.writeString(data.resolve("val/a/1.wav"), "sound");
        Annotations annotations = AnnotationReader.read(Files.writeString(data.resolve("val.json"), ANNOTATIONS));
        Selection selection = new Selection("val", annotations, annotations.recordings());
        SubsetPlan plan = new SubsetPlan(List.of(new SubsetPlan.Part("val", selection, Map.of(1, "val/a/1.wav"))));
        Path output = folder.resolve("subset");
        SubsetFiles files = new SubsetFiles(data, output, SubsetLink.COPY, new WholeFiles());
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> files.bring(plan, Progress.NONE));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(output).doesNotExist();
        assertThat(files.bring(plan, Progress.NONE)).isEqualTo(1);
        assertThat(output.resolve("val/a/1.wav")).hasContent("sound");
    }
}
