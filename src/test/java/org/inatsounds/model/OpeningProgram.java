package org.inatsounds.model;

import java.nio.file.Path;
import org.inatsounds.StorageException;
import org.inatsounds.audio.WavReader;

/** Opens a model and runs it, again and again, on two threads, until it is stopped. */
final class OpeningProgram {

    private OpeningProgram() {}

    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        ModelDescription description = ModelDescription.find(file, null);
        once(file, description);
        System.out.println("opening");
        for (int i = 0; i < 2; i++) {
            new Thread(() -> {
                        try {
                            while (true) {
                                once(file, description);
                            }
                        } catch (StorageException e) {
                            // It is being stopped.
                        }
                    })
                    .start();
        }
    }

    private static void once(Path file, ModelDescription description) {
        try (Model model = Model.open(file, description, 2);
                WavReader reader = WavReader.open(Path.of("src/test/resources/spectrogram/wav/birdsong.wav"))) {
            model.scorer().score(reader, "birdsong", window -> {});
        }
    }
}
