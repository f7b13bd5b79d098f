package org.inatsounds.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a small graph in ONNX form: a message of Protocol Buffers as {@code onnx.proto} describes it
 * (github.com/onnx/onnx/blob/main/onnx/onnx.proto); the numbers of fields are those of that file.
 */
final class GraphBytes {

    /** {@code TensorProto.DataType}. */
    static final int FLOAT = 1;

    static final int UINT8 = 2;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    /** {@code AttributeProto.AttributeType}. */
    private static final int INT = 2;

    private static final int INTS = 7;

    private final Message graph = new Message();

    /** An operation; names of several inputs are joined by commas. */
    GraphBytes node(String operation, String inputs, String output, Message... attributes) {
        Message node = new Message();
        for (String input : inputs.split(",", -1)) {
            node.text(1, input);
        }
        node.text(2, output).text(4, operation);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
        return this;
    }

    static Message attribute(String name, int value) {
        return new Message().text(1, name).number(3, value).number(20, INT);
    }

    static Message attribute(String name, List<Integer> values) {
        Message attribute = new Message().text(1, name);
        values.forEach(value -> attribute.number(8, value));
        return attribute.number(20, INTS);
    }

    /** Numbers that don't change, in C order. */
    GraphBytes constant(String name, List<Integer> shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        Message tensor = new Message();
        shape.forEach(length -> tensor.number(1, length));
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /** An input: the batch, of any size, then these lengths. */
    GraphBytes input(String name, int type, Integer... lengths) {
        graph.message(11, value(name, type, lengths));
        return this;
    }

    /** An output, likewise. */
    GraphBytes output(String name, int type, Integer... lengths) {
        graph.message(12, value(name, type, lengths));
        return this;
    }

    private static Message value(String name, int type, Integer... lengths) {
        Message shape = new Message().message(1, new Message().text(2, "batch"));
        for (int length : lengths) {
            shape.message(1, new Message().number(1, length));
        }
        Message tensor = new Message().number(1, type).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** The file. */
    byte[] toBytes() {
        graph.text(2, "graph");
        return new Message()
                .number(1, IR_VERSION)
                .message(8, new Message().text(1, "").number(2, OPSET))
                .message(7, graph)
                .toBytes();
    }

    /** A message of Protocol Buffers. */
    static final class Message {

        private static final int LENGTH_DELIMITED = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | LENGTH_DELIMITED);
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

        private byte[] toBytes() {
            return out.toByteArray();
        }
    }
}
