package org.inatsounds.evaluation.predictions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.inatsounds.BadInputException;
import org.inatsounds.Progress;
import org.inatsounds.npy.NpyHeader;

/**
 * Brings a matrix whose columns stand one behind the other (Fortran order) into C order, in a temporary file: rows would else be
 * read from as many places as there are columns. As many rows as fit into some megabytes are turned at once.
 */
final class RowMajor {

    private static final int AT_ONCE = 1 << 25;

    private RowMajor() {}

    /**
     * A {@code .npy} in C order: this one, where it is so.
     *
     * @throws BadInputException when it is no matrix of numbers, or the file has not as many bytes as its header says
     */
    static Content of(Content content, String file, Reading.Watch watch) throws IOException {
        NpyHeader npy = MatrixHeader.header(content, file);
        if (!npy.fortran()) {
            return content;
        }
        MatrixHeader header = MatrixHeader.checked(npy, content.size(), file);
        long rowBytes = header.columns() * header.itemBytes();
        if (rowBytes > AT_ONCE) {
            throw new BadInputException(
                    file + ": expected a matrix [recordings, columns] with some thousands of columns, got"
                            + " the shape " + npy.shapeText());
        }
        FileChannel channel = Spool.temporary(file);
        try (Progress.Step step = watch.progress().start(file, content.size(), Progress.Unit.BYTES)) {
            byte[] start = npy.bytesInCOrder();
            Spool.write(channel, ByteBuffer.wrap(start), file);
            if (rowBytes > 0) {
                turn(content, header, channel, file, step);
            }
            long size = start.length + header.rows() * rowBytes;
            watch.notice()
                    .accept(file + ": Fortran order, into a temporary file of " + Spool.megabytes(size)
                            + " in C order");
            return new Content.OfFile(channel, size);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void turn(Content content, MatrixHeader header, FileChannel to, String file, Progress.Step step)
            throws IOException {
        int item = header.itemBytes();
        int columns = (int) header.columns();
        int atOnce = (int) Math.min(header.rows(), Math.max(1, AT_ONCE / ((long) columns * item)));
        byte[] column = new byte[atOnce * item];
        byte[] rows = new byte[atOnce * columns * item];
        for (long first = 0; first < header.rows(); first += atOnce) {
            int count = (int) Math.min(atOnce, header.rows() - first);
            for (int c = 0; c < columns; c++) {
                content.read(
                        header.dataStart() + (c * header.rows() + first) * item,
                        ByteBuffer.wrap(column, 0, count * item));
                scatter(column, count, item, rows, c * item, columns * item);
            }
            Spool.write(to, ByteBuffer.wrap(rows, 0, count * columns * item), file);
            step.advance((long) count * columns * item);
        }
    }

    private static void scatter(byte[] column, int count, int item, byte[] rows, int at, int rowBytes) {
        for (int r = 0; r < count; r++) {
            for (int b = 0; b < item; b++) {
                rows[at + r * rowBytes + b] = column[r * item + b];
            }
        }
    }
}
