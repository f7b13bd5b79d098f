package org.inatsounds.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.MiniatureSpecies;
import org.jspecify.annotations.Nullable;

/** A model with random weights for {@code predict}: mel windows to 24 logits. */
final class SmallModel {

    private static final int OUTPUTS = 24;

    private SmallModel() {}

    /**
     * Writes it, with its description and labels beside.
     *
     * @param release whose species are its first labels; null for none
     * @return the file
     */
    static Path writeTo(Path file, @Nullable MiniatureRelease release) {
        try {
            Files.copy(
                    LauncherProcess.project().resolve("src/test/resources/model/mel.onnx"),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(file.resolveSibling("MODEL.json"), """
                    {"input": {"kind": "mel-windows", "preset": "inatsounds-2024"},
                     "outputs": [{"name": "logits", "activation": "softmax"}, {"name": "embedding"}],
                     "labels": "labels.txt"}
                    """);
            List<MiniatureSpecies> species = release == null ? List.of() : release.species();
            Files.write(
                    file.resolveSibling("labels.txt"),
                    IntStream.range(0, OUTPUTS)
                            .mapToObj(i -> i < species.size()
                                    ? String.valueOf(species.get(i).id())
                                    : "Other " + (char) ('a' + i))
                            .toList());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
