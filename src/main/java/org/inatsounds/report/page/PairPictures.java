package org.inatsounds.report.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.PredictedClasses;
import org.inatsounds.evaluation.predictions.GroundTruth;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.SpectrogramMaker;
import org.inatsounds.internal.FileNames;
import org.inatsounds.internal.Scratch;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.picture.ColourMap;
import org.inatsounds.spectrogram.picture.Picture;
import org.inatsounds.spectrogram.picture.PictureStyle;
import org.jspecify.annotations.Nullable;

/** Draws confused species side by side, from recordings that are on disk. */
public final class PairPictures {

    /** How much of a recording is drawn. */
    private static final double SECONDS = 8;

    private static final PictureStyle STYLE = new PictureStyle(ColourMap.MAGMA, false, 1, "");
    private static final Preset PRESET = Preset.INATSOUNDS_2025;

    private final Path data;
    private final Annotations annotations;
    private final PredictedClasses guesses;
    private final SpectrogramMaker maker;

    /**
     * Draws those of a folder.
     *
     * @param data the data folder
     */
    public PairPictures(Path data, Annotations annotations, PredictedClasses guesses) {
        this.data = data;
        this.annotations = annotations;
        this.guesses = guesses;
        Path temporary = Scratch.folder();
        this.maker = new SpectrogramMaker(PRESET, true, Memory.among(1, temporary));
    }

    /**
     * Draws the first pairs of which both species have a recording on disk.
     *
     * @param most how many at most
     */
    public List<PairPicture> draw(List<Confusion> pairs, int most) {
        List<PairPicture> drawn = new ArrayList<>();
        for (Confusion pair : pairs) {
            if (drawn.size() == most) {
                break;
            }
            PairPicture.Picture mistaken = first(recording -> isMistaken(recording, pair));
            PairPicture.Picture other = mistaken == null ? null : first(recording -> isOf(recording, pair.predicted()));
            if (mistaken != null && other != null) {
                drawn.add(new PairPicture(pair, mistaken, other));
            }
        }
        return drawn;
    }

    private boolean isMistaken(int recording, Confusion pair) {
        GroundTruth.Category predicted = guesses.predicted(recording);
        return isOf(recording, pair.truth())
                && predicted != null
                && predicted.id() == pair.predicted().id();
    }

    private boolean isOf(int recording, GroundTruth.Category category) {
        return guesses.counts(recording) && guesses.category(recording).id() == category.id();
    }

    /** The first one, in the order of the annotations, that is on disk and can be read. */
    private PairPicture.@Nullable Picture first(IntPredicate wanted) {
        List<Recording> recordings = annotations.recordings();
        return IntStream.range(0, recordings.size())
                .filter(wanted)
                .mapToObj(recordings::get)
                .map(this::picture)
                .filter(picture -> !picture.png().isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Empty for a file that is not on disk, or can't be read: another one will do. */
    private PairPicture.Picture picture(Recording recording) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        Path file = FileNames.find(data, recording.fileName());
        if (file == null || !Files.isRegularFile(file)) {
            return PairPicture.Picture.of(recording.fileName(), new byte[0]);
        }
        BatchSource source = BatchSource.toRead(recording, annotations, file);
        try (Spectrogram spectrogram = maker.make(source, SECONDS).content()) {
            Picture.writePng(spectrogram, PRESET, STYLE, png);
        } catch (BadInputException e) {
            png.reset();
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be written to", e);
        }
        return PairPicture.Picture.of(recording.fileName(), png.toByteArray());
    }
}
