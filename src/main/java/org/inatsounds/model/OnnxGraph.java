package org.inatsounds.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations of a model's file, as far as they tell what its outputs have been through. ONNX is a Protocol Buffers message
 * ({@code onnx.proto}: {@code ModelProto.graph} is field 7; of {@code GraphProto}, {@code node} is 1; of {@code NodeProto}, {@code
 * input} is 1, {@code output} 2, {@code op_type} 4). Weights are skipped.
 */
final class OnnxGraph {

    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_OP = 4;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private static final int LONGEST_NODE = 1 << 24;
    private static final int LONGEST_WALK = 100;

    /** Operations that only change form or type. */
    private static final Set<String> PASSING = Set.of(
            "Identity",
            "Cast",
            "Reshape",
            "Squeeze",
            "Unsqueeze",
            "Flatten",
            "Transpose",
            "QuantizeLinear",
            "DequantizeLinear");

    /** Which operation gives a value, and of what. */
    private record Node(String op, List<String> inputs) {}

    private final Map<String, Node> nodes = new HashMap<>();

    private OnnxGraph() {}

    /**
     * Reads a file. What is no such message is found to be empty: that it is no model is found out, and said, by who runs it.
     *
     * @throws IOException if it can't be read
     */
    static OnnxGraph read(Path file) throws IOException {
        OnnxGraph graph = new OnnxGraph();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            Cursor cursor = new Cursor(in, Files.size(file));
            while (cursor.next()) {
                if (cursor.field == MODEL_GRAPH && cursor.wire == BYTES) {
                    graph.readGraph(cursor.message());
                } else {
                    cursor.skip();
                }
            }
        } catch (EOFException | IllegalArgumentException e) {
            return new OnnxGraph();
        }
        return graph;
    }

    private void readGraph(Cursor cursor) throws IOException {
        while (cursor.next()) {
            if (cursor.field == GRAPH_NODE && cursor.wire == BYTES && cursor.length <= LONGEST_NODE) {
                readNode(cursor.message());
            } else {
                cursor.skip();
            }
        }
    }

    private void readNode(Cursor cursor) throws IOException {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String op = "";
        while (cursor.next()) {
            if (cursor.wire == BYTES && cursor.field == NODE_INPUT) {
                inputs.add(cursor.text());
            } else if (cursor.wire == BYTES && cursor.field == NODE_OUTPUT) {
                outputs.add(cursor.text());
            } else if (cursor.wire == BYTES && cursor.field == NODE_OP) {
                op = cursor.text();
            } else {
                cursor.skip();
            }
        }
        for (String output : outputs) {
            nodes.put(output, new Node(op, inputs));
        }
    }

    /** The operation that the numbers of an output come from, such as {@code Sigmoid} or {@code Gemm}; empty if it is not known. */
    String lastOperation(String output) {
        Node node = nodes.get(output);
        for (int i = 0; i < LONGEST_WALK && node != null; i++) {
            if (!PASSING.contains(node.op) || node.inputs.isEmpty()) {
                return node.op;
            }
            node = nodes.get(node.inputs.get(0));
        }
        return "";
    }

    /** Goes over the fields of a message, which is a part of a stream. */
    private static final class Cursor {

        private final DataInputStream in;
        private final long[] position;
        private final long end;
        private int field;
        private int wire;
        private long length;

        Cursor(InputStream in, long size) {
            this(new DataInputStream(in), new long[1], size);
        }

        private Cursor(DataInputStream in, long[] position, long end) {
            this.in = in;
            this.position = position;
            this.end = end;
        }

        /** Goes to the next field; its value is to be read, or skipped. */
        boolean next() throws IOException {
            if (position[0] >= end) {
                return false;
            }
            long key = varint();
            field = (int) (key >>> 3);
            wire = (int) (key & 7);
            length = switch (wire) {
                case VARINT -> 0;
                case FIXED64 -> Long.BYTES;
                case FIXED32 -> Integer.BYTES;
                case BYTES -> varint();
                default -> throw new IllegalArgumentException("not a message");
            };
            if (field == 0 || length < 0 || length > end - position[0]) {
                throw new IllegalArgumentException("not a message");
            }
            return true;
        }

        void skip() throws IOException {
            if (wire == VARINT) {
                varint();
                return;
            }
            in.skipNBytes(length);
            position[0] += length;
        }

        Cursor message() {
            return new Cursor(in, position, position[0] + length);
        }

        String text() throws IOException {
            if (length > LONGEST_NODE) {
                throw new IllegalArgumentException("not a name");
            }
            byte[] bytes = in.readNBytes((int) length);
            position[0] += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private long varint() throws IOException {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                int next = in.readUnsignedByte();
                position[0]++;
                value |= (long) (next & 0x7F) << shift;
                if (next < 0x80) {
                    return value;
                }
            }
            throw new IllegalArgumentException("not a number");
        }
    }
}
