package org.inatsounds.audio;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** All that a reader gives. */
record Decoded(
        WavFormat format,
        OptionalLong framesAtOpening,
        OptionalLong frames,
        Optional<WavReader.Truncation> truncation,
        List<Float> samples) {

    static Decoded file(Path file) {
        try (WavReader reader = WavReader.open(file)) {
            return read(reader, 4096);
        }
    }

    static Decoded stream(byte[] bytes) {
        return read(WavReader.open(new ByteArrayInputStream(bytes), "-"), 4096);
    }

    static Decoded general(byte[] bytes) {
        return read(WavReader.openGeneral(new ByteArrayInputStream(bytes), "-"), 4096);
    }

    /** Reads to the end, {@code step} frames at a time. */
    static Decoded read(WavReader reader, int step) {
        OptionalLong atOpening = reader.frames();
        float[] buffer = new float[step];
        List<Float> samples = new ArrayList<>();
        int count;
        do {
            count = reader.read(buffer, 0, step);
            for (int i = 0; i < count; i++) {
                samples.add(buffer[i]);
            }
        } while (count == step);
        if (reader.read(buffer, 0, step) != 0) {
            throw new AssertionError("samples after the end");
        }
        return new Decoded(reader.format(), atOpening, reader.frames(), reader.truncation(), samples);
    }
}
