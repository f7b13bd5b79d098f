package org.inatsounds.features;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.StorageException;
import org.inatsounds.internal.WholeFiles;
import org.inatsounds.spectrogram.Spectrogram;

/** A file for each recording, in a folder. */
final class ArrayOutput implements FolderOutput<Spectrogram> {

    private final WholeFiles files;
    private final Path folder;
    private final OutputKind kind;
    private final Freshness freshness;
    private final boolean force;
    private final Form form;
    private final StoreCheck store;

    /** How a spectrogram becomes a file. */
    @FunctionalInterface
    interface Form {
        void write(BatchSource source, Spectrogram spectrogram, OutputStream out) throws IOException;
    }

    /**
     * Prepares nothing yet.
     *
     * @param force whether what is there is made again
     */
    ArrayOutput(WholeFiles files, Path folder, OutputKind kind, Freshness freshness, boolean force, Form form) {
        this.files = files;
        this.folder = folder;
        this.kind = kind;
        this.freshness = freshness;
        this.force = force;
        this.form = form;
        this.store = new StoreCheck(files, folder);
    }

    private FeatureFile file(BatchSource source) {
        return new FeatureFile(source, source.key(), folder, source.key() + kind.ending());
    }

    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        return force ? sources : missing(sources, freshness.check(files(sources)));
    }

    @Override
    public List<BatchSource> unfinished(List<BatchSource> sources) {
        return missing(sources, freshness.glance(files(sources)));
    }

    private List<FeatureFile> files(List<BatchSource> sources) {
        return sources.stream().map(this::file).toList();
    }

    private static List<BatchSource> missing(List<BatchSource> sources, boolean[] fresh) {
        List<BatchSource> missing = new ArrayList<>();
        for (int i = 0; i < fresh.length; i++) {
            if (!fresh[i]) {
                missing.add(sources.get(i));
            }
        }
        return missing;
    }

    @Override
    public void take(int index, BatchSource source, Made<Spectrogram> made) {
        FeatureFile file = file(source);
        Path target = file.file();
        try (Spectrogram spectrogram = made.content()) {
            FeatureEntry entry = freshness.made(file, made);
            freshness.log().remove(List.of(file.key()));
            WrittenFile.Sum written = new WrittenFile.Sum();
            files.write(target, out -> form.write(source, spectrogram, written.through(out)));
            freshness.log().add(entry.in(file.output(), written.in(target)));
        } catch (StorageException e) {
            throw store.judged(e);
        } catch (IOException e) {
            throw StorageException.cantWrite(target, e);
        }
    }

    @Override
    public void finish() {
        // Every file is whole already.
    }
}
