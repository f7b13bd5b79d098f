package org.inatsounds.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.InatsoundsException;
import org.inatsounds.spectrogram.ArrayContent;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Parity;
import org.inatsounds.spectrogram.Spectrogram;

/** Writes nothing: compares each spectrogram with the array of the same name in a folder. */
final class CheckOutput implements BatchOutput<Spectrogram> {

    /** Of bytes: the largest difference, and the share of pixels that may have it. Rounding at a byte's edge gives this much. */
    private static final double LARGEST_PIXEL_DIFFERENCE = 1;

    private static final double LARGEST_SHARE = 0.0005;

    /** Of floats: the largest difference, relative to the largest value of the recording. */
    private static final double LARGEST_RELATIVE_DIFFERENCE = 1e-4;

    private final Path expected;
    private final Function<Spectrogram, ArrayContent> array;

    private final List<RecordingProblem> problems = new ArrayList<>();
    private Parity parity = Parity.NONE;
    private long recordings;
    private boolean close = true;

    CheckOutput(Path expected, Function<Spectrogram, ArrayContent> array) {
        this.expected = expected;
        this.array = array;
    }

    @Override
    public List<BatchSource> pending(List<BatchSource> sources) {
        return sources;
    }

    @Override
    public void take(int index, BatchSource source, Made<Spectrogram> made) {
        try (Spectrogram spectrogram = made.content()) {
            count(Parity.of(expected.resolve(source.key() + ".npy"), array.apply(spectrogram)), spectrogram.type());
        } catch (DataMismatchException | BadInputException e) {
            notComparable(source, e);
        }
    }

    private synchronized void count(Parity one, ElementType type) {
        recordings++;
        parity = parity.plus(one);
        double limit = type == ElementType.UINT8 ? LARGEST_PIXEL_DIFFERENCE : LARGEST_RELATIVE_DIFFERENCE * one.peak();
        // Written so that what is not a number is not close.
        close &= one.largest() <= limit;
    }

    private synchronized void notComparable(BatchSource source, InatsoundsException reason) {
        problems.add(new RecordingProblem(source.name(), String.valueOf(reason.getMessage())));
    }

    @Override
    public void finish() {
        // There is nothing to write.
    }

    /** What was found. */
    synchronized ParityRow row(String preset, ElementType type) {
        boolean few = type != ElementType.UINT8 || parity.share() <= LARGEST_SHARE;
        return new ParityRow(
                preset,
                recordings,
                parity.compared(),
                parity.different(),
                parity.share(),
                parity.largest(),
                List.copyOf(problems),
                close && few && problems.isEmpty() && recordings > 0);
    }
}
