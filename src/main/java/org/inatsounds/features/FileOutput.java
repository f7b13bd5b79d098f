package org.inatsounds.features;

import java.nio.file.Path;
import java.util.List;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.spectrogram.Spectrogram;

/** The one spectrogram of a batch of one, in a file of its own. How it was made is written nowhere: it is always made anew. */
final class FileOutput implements BatchOutput<Spectrogram> {

    private final WholeFiles files;
    private final Path file;
    private final ArrayOutput.Form form;

    FileOutput(WholeFiles files, Path file, ArrayOutput.Form form) {
        this.files = files;
        this.file = file;
        this.form = form;
    }

    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        return sources;
    }

    @Override
    public void take(int index, BatchSource source, Made<Spectrogram> made) {
        try (Spectrogram spectrogram = made.content()) {
            files.writeNamed(file, out -> form.write(source, spectrogram, out));
        }
    }

    @Override
    public void finish() {
        // The file is whole already.
    }
}
