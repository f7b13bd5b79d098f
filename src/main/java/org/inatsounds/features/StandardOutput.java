package org.inatsounds.features;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.inatsounds.StorageException;
import org.inatsounds.spectrogram.Spectrogram;

/** The one spectrogram of a batch of one, on a stream, such as standard output. */
final class StandardOutput implements BatchOutput<Spectrogram> {

    private final OutputStream out;
    private final ArrayOutput.Form form;

    StandardOutput(OutputStream out, ArrayOutput.Form form) {
        this.out = out;
        this.form = form;
    }

    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        return sources;
    }

    @Override
    public void take(int index, BatchSource source, Made<Spectrogram> made) {
        try (Spectrogram spectrogram = made.content()) {
            form.write(source, spectrogram, out);
        } catch (IOException e) {
            throw new StorageException("can't write to standard output: " + e.getMessage(), e);
        }
    }

    @Override
    public void finish() {
        // Whose stream it is, flushes it.
    }
}
