package org.inatsounds.spectrogram;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** An array that was read from a file, in C order. */
public final class NpyArray implements ArrayContent {

    private final ElementType type;
    private final int[] shape;
    private final byte[] elements;

    /**
     * Takes the elements as they are.
     *
     * @param elements in C order, little-endian
     */
    NpyArray(ElementType type, int[] shape, byte[] elements) {
        this.type = type;
        this.shape = shape.clone();
        this.elements = elements;
    }

    /** Holds any other array, for example a {@link Spectrogram}, in one piece. */
    static NpyArray of(ArrayContent content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeElements(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NpyArray(content.type(), content.shape(), out.toByteArray());
    }

    @Override
    public ElementType type() {
        return type;
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** The number of elements. */
    public int size() {
        return elements.length / type.bytes();
    }

    /** An element by its place in C order: a byte as 0 to 255, or a float. */
    public float value(int index) {
        ByteBuffer buffer = Spectrogram.wrap(elements);
        return type == ElementType.UINT8 ? elements[index] & 0xFF : buffer.getFloat(4 * index);
    }

    @Override
    public void writeElements(OutputStream out) throws IOException {
        out.write(elements);
    }
}
