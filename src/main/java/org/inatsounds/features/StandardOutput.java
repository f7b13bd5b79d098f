package org.inatsounds.features;

import org.inatsounds.StorageException;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.spectrogram.Spectrogram;


import java.io.IOException;
import java.util.List;

/** The one spectrogram of a batch of one, on standard output. */
public final class StandardOutput implements BatchOutput {

    private final Console console;
    private final ArrayOutput.Form form;

    public StandardOutput(Console console, ArrayOutput.Form form) {
        this.console = console;
        this.form = form;
    }

    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        return sources;
    }

    @Override
    public void take(int index, BatchSource source, SpectrogramMaker.Made made) {
        try (Spectrogram spectrogram = made.spectrogram()) {
            form.write(source, spectrogram, console.bytes());
        } catch (IOException e) {
            throw new StorageException("can't write to standard output: " + e.getMessage(), e);
        }
    }

    @Override
    public void finish() {
        // The console is flushed when the command ends.
    }
}
