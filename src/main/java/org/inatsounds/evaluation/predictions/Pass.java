package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.Workers;

/** One reading of a prediction file by several threads. Each takes the next piece as soon as it is done with its last. */
public final class Pass {

    /** What is done with a piece. Each thread has its own reader; what {@code work} writes to is its maker's concern. */
    public interface Work {
        void piece(PieceReader reader, int piece) throws IOException, MalformedException;
    }

    private Pass() {}

    /**
     * Reads every piece once.
     *
     * @param works one for each thread
     * @param read told of the bytes of each piece, by any of the threads
     */
    public static void run(Predictions source, List<? extends Work> works, LongConsumer read)
            throws IOException, MalformedException {
        run(source, source.columns(), works, read);
    }

    /** The same with other columns. */
    static void run(Predictions source, ClassColumns columns, List<? extends Work> works, LongConsumer read)
            throws IOException, MalformedException {
        Cancellation.check(Predictions.WHAT);
        // Not interrupted at the end: that would close the file under the others, and it is still to be read.
        try (Workers workers = new Workers("evaluation", works.size())) {
            workers.<Exception>each(source.pieces(), thread -> {
                PieceReader reader = source.reader(columns);
                Work work = works.get(thread);
                return piece -> {
                    work.piece(reader, piece);
                    read.accept(source.bytes(piece));
                };
            });
        } catch (IOException | MalformedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a reader of predictions failed", e);
        }
    }
}
