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
        close &= CheckTolerance.holds(one, type);
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
        return new ParityRow(
                preset,
                recordings,
                parity.compared(),
                parity.different(),
                parity.share(),
                parity.largest(),
                List.copyOf(problems),
                close && CheckTolerance.holdsForAll(parity, type) && problems.isEmpty() && recordings > 0);
    }
}
