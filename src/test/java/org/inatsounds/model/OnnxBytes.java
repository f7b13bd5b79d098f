package org.inatsounds.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes small graphs as {@code onnx.proto} has them: enough for models that a test makes up. */
final class OnnxBytes {

    /** {@code TensorProto.DataType}. */
    static final int FLOAT = 1;

    static final int UINT8 = 2;
    static final int INT64 = 7;
    static final int FLOAT16 = 10;
    static final int DOUBLE = 11;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    /** An operation with its inputs and outputs, names joined by commas. */
    OnnxBytes node(String op, String inputs, String outputs, byte[]... attributes) {
        Message node = new Message();
        for (String input : inputs.split(",", -1)) {
            node.text(1, input);
        }
        for (String output : outputs.split(",", -1)) {
            node.text(2, output);
        }
        node.text(4, op);
        for (byte[] attribute : attributes) {
            node.bytes(5, attribute);
        }
        new Message(graph).bytes(1, node.toBytes());
        return this;
    }

    /** An attribute that is an integer. */
    static byte[] attribute(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2).toBytes();
    }

    /** An attribute that is a list of integers. */
    static byte[] attributes(String name, long... values) {
        Message attribute = new Message().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, 7).toBytes();
    }

    /** Numbers in another file. */
    OnnxBytes outside(String name, List<Integer> shape, String file) {
        Message tensor = new Message();
        shape.forEach(length -> tensor.number(1, length));
        Message location = new Message().text(1, "location").text(2, file);
        tensor.number(2, FLOAT).text(8, name).bytes(13, location.toBytes()).number(14, 1);
        new Message(graph).bytes(5, tensor.toBytes());
        return this;
    }

    OnnxBytes input(String name, int type, Object... shape) {
        new Message(graph).bytes(11, value(name, type, shape));
        return this;
    }

    OnnxBytes output(String name, int type, Object... shape) {
        new Message(graph).bytes(12, value(name, type, shape));
        return this;
    }

    OnnxBytes floats(String name, List<Integer> shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, FLOAT, shape, raw.array());
    }

    OnnxBytes integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, INT64, List.of(values.length), raw.array());
    }

    private OnnxBytes constant(String name, int type, List<Integer> shape, byte[] raw) {
        Message tensor = new Message();
        shape.forEach(length -> tensor.number(1, length));
        tensor.number(2, type).text(8, name).bytes(9, raw);
        new Message(graph).bytes(5, tensor.toBytes());
        return this;
    }

    private static byte[] value(String name, int type, Object... shape) {
        Message dims = new Message();
        for (Object length : shape) {
            Message dim = new Message();
            if (length instanceof Integer fixed) {
                dim.number(1, fixed);
            } else {
                dim.text(2, length.toString());
            }
            dims.bytes(1, dim.toBytes());
        }
        Message tensor = new Message().number(1, type).bytes(2, dims.toBytes());
        return new Message()
                .text(1, name)
                .bytes(2, new Message().bytes(1, tensor.toBytes()).toBytes())
                .toBytes();
    }

    byte[] toBytes() {
        byte[] named = new Message().text(2, "graph").toBytes();
        graph.writeBytes(named);
        return new Message()
                .number(1, 8)
                .bytes(8, new Message().text(1, "").number(2, 13).toBytes())
                .bytes(7, graph.toByteArray())
                .toBytes();
    }

    Path write(Path file) {
        try {
            return Files.write(file, toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message of Protocol Buffers. */
    private record Message(ByteArrayOutputStream out) {

        Message() {
            this(new ByteArrayOutputStream());
        }

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
