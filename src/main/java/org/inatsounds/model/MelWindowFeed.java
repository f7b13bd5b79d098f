package org.inatsounds.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.inatsounds.model.ModelInput.MelWindows;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Windows;

/** Puts windows of a spectrogram into a batch, as its model wants them. One thread at a time. */
final class MelWindowFeed {

    private final MelWindows input;
    private final int bands;
    private final Window window;

    MelWindowFeed(MelWindows input) {
        this.input = input;
        bands = input.preset().mel().count();
        int bytes = input.preset().type() == ElementType.UINT8 ? 1 : Float.BYTES;
        window = new Window(Math.multiplyExact(bands * input.frames(), bytes));
    }

    /** Adds a window to a batch. */
    void add(Windows windows, int index, Batch batch) {
        window.size = 0;
        try {
            windows.writeWindow(index, window);
        } catch (IOException e) {
            throw new IllegalStateException("memory can't be written", e);
        }
        batch.begin();
        boolean bytes = input.tensor().type() == TensorType.UINT8;
        if (bytes && !input.timeFirst()) {
            batch.put(window.bytes, 0, window.size);
            return;
        }
        int elements = bands * input.frames();
        for (int i = 0; i < elements; i++) {
            int at = input.timeFirst() ? i % bands * input.frames() + i / bands : i;
            if (bytes) {
                batch.put(window.bytes[at]);
            } else {
                batch.put(input.pixels().of(value(at)));
            }
        }
    }

    private double value(int at) {
        return input.preset().type() == ElementType.UINT8 ? window.bytes[at] & 0xFF : window.floats.getFloat(4 * at);
    }

    /** Takes the bytes of one window. */
    private static final class Window extends OutputStream {

        private final byte[] bytes;
        private final ByteBuffer floats;
        private int size;

        Window(int length) {
            bytes = new byte[length];
            floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void write(int b) {
            bytes[size++] = (byte) b;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            System.arraycopy(from, offset, bytes, size, length);
            size += length;
        }
    }
}
