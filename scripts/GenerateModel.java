import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes a network of ResNet-50's shape (He et al., 2015, table 1) with random weights in ONNX form, for benchmarks: the windows of the preset
 * inatsounds-2024 in, 5,569 logits and an embedding of 2,048 numbers out. Scaling, resizing and the three equal channels are in the
 * graph, as docs/predict.md asks for; batch normalisation is part of the convolutions, as exporters leave it. About 143 MB.
 *
 * <pre>
 * java scripts/GenerateModel.java FILE.onnx
 * </pre>
 *
 * Beside it stand its description, FILE.json, and labels.txt.
 */
final class GenerateModel {

    private static final int CLASSES = 5_569;
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT64 = 7;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream(160 << 20);
    private final Random random = new Random(50);
    private int number;

    private GenerateModel() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1 || !args[0].endsWith(".onnx")) {
            System.err.println("usage: java GenerateModel.java FILE.onnx");
            System.exit(2);
        }
        Path file = Path.of(args[0]);
        Files.write(file, new GenerateModel().model());
        Files.writeString(Path.of(args[0].replaceFirst("onnx$", "json")), """
                {"input": {"kind": "mel-windows", "preset": "inatsounds-2024"},
                 "outputs": [{"name": "logits", "activation": "softmax"}, {"name": "embedding"}],
                 "labels": "labels.txt"}
                """);
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < CLASSES; i++) {
            labels.append(String.format(Locale.ROOT, "class %04d%n", i));
        }
        Files.writeString(file.resolveSibling("labels.txt"), labels);
    }

    private byte[] model() {
        value(11, "windows", UINT8, 128, 512);
        node("Cast", "windows", "cast", number("to", FLOAT));
        constant("levels", List.of(1), 255);
        constant("mean", List.of(1), 0.6569f);
        constant("deviation", List.of(1), 0.1786f);
        node("Div", "cast,levels", "scaled");
        node("Sub", "scaled,mean", "centred");
        node("Div", "centred,deviation", "normal");
        integers("channel", 1);
        node("Unsqueeze", "normal,channel", "picture");
        constant("scales", List.of(4), 1, 1, 224f / 128, 224f / 512);
        node("Resize", "picture,,scales", "resized", text("mode", "linear"));
        node("Concat", "resized,resized,resized", "pixels", number("axis", 1));
        String last = conv("pixels", 3, 64, 7, 2, true);
        node("MaxPool", last, "pooled", numbers("kernel_shape", 3, 3), numbers("strides", 2, 2), numbers("pads", 1, 1, 1, 1));
        last = "pooled";
        int in = 64;
        int[] blocks = {3, 4, 6, 3};
        for (int stage = 0; stage < blocks.length; stage++) {
            int width = 64 << stage;
            for (int block = 0; block < blocks[stage]; block++) {
                last = bottleneck(last, in, width, block == 0 && stage > 0 ? 2 : 1);
                in = 4 * width;
            }
        }
        node("GlobalAveragePool", last, "average");
        node("Flatten", "average", "embedding", number("axis", 1));
        weights("head", List.of(in, CLASSES), in);
        constant("bias", List.of(CLASSES), new float[CLASSES]);
        node("Gemm", "embedding,head,bias", "logits");
        value(12, "logits", FLOAT, CLASSES);
        value(12, "embedding", FLOAT, in);
        write(graph, 2, "resnet50".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream opset = new ByteArrayOutputStream();
        write(opset, 1, new byte[0]);
        write(opset, 2, 13);
        ByteArrayOutputStream model = new ByteArrayOutputStream(160 << 20);
        write(model, 1, 8);
        write(model, 8, opset.toByteArray());
        write(model, 7, graph.toByteArray());
        return model.toByteArray();
    }

    private String bottleneck(String from, int in, int width, int stride) {
        String inner = conv(from, in, width, 1, 1, true);
        inner = conv(inner, width, width, 3, stride, true);
        inner = conv(inner, width, 4 * width, 1, 1, false);
        String shortcut = in == 4 * width && stride == 1 ? from : conv(from, in, 4 * width, 1, stride, false);
        String sum = "n" + number++;
        node("Add", inner + "," + shortcut, sum);
        String out = "n" + number++;
        node("Relu", sum, out);
        return out;
    }

    private String conv(String from, int in, int out, int size, int stride, boolean relu) {
        String name = "n" + number++;
        weights(name + "w", List.of(out, in, size, size), in * size * size);
        constant(name + "b", List.of(out), new float[out]);
        int pad = size / 2;
        node(
                "Conv",
                from + "," + name + "w," + name + "b",
                name,
                numbers("kernel_shape", size, size),
                numbers("strides", stride, stride),
                numbers("pads", pad, pad, pad, pad));
        if (!relu) {
            return name;
        }
        String active = "n" + number++;
        node("Relu", name, active);
        return active;
    }

    /** Of such a spread that numbers neither grow nor vanish from layer to layer. */
    private void weights(String name, List<Integer> shape, int inputs) {
        float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
        double spread = Math.sqrt(1.0 / inputs);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (spread * (2 * random.nextDouble() - 1) * 1.7);
        }
        constant(name, shape, values);
    }

    private void constant(String name, List<Integer> shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        tensor(name, FLOAT, shape, raw.array());
    }

    private void integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        tensor(name, INT64, List.of(values.length), raw.array());
    }

    private void tensor(String name, int type, List<Integer> shape, byte[] raw) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream(raw.length + 256);
        shape.forEach(length -> write(tensor, 1, length));
        write(tensor, 2, type);
        write(tensor, 8, name.getBytes(StandardCharsets.UTF_8));
        write(tensor, 9, raw);
        write(graph, 5, tensor.toByteArray());
    }

    private void node(String operation, String inputs, String output, byte[]... attributes) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (String input : inputs.split(",", -1)) {
            write(node, 1, input.getBytes(StandardCharsets.UTF_8));
        }
        write(node, 2, output.getBytes(StandardCharsets.UTF_8));
        write(node, 4, operation.getBytes(StandardCharsets.UTF_8));
        for (byte[] attribute : attributes) {
            write(node, 5, attribute);
        }
        write(graph, 1, node.toByteArray());
    }

    private static byte[] number(String name, int value) {
        ByteArrayOutputStream attribute = named(name);
        write(attribute, 3, value);
        write(attribute, 20, 2);
        return attribute.toByteArray();
    }

    private static byte[] numbers(String name, int... values) {
        ByteArrayOutputStream attribute = named(name);
        for (int value : values) {
            write(attribute, 8, value);
        }
        write(attribute, 20, 7);
        return attribute.toByteArray();
    }

    private static byte[] text(String name, String value) {
        ByteArrayOutputStream attribute = named(name);
        write(attribute, 4, value.getBytes(StandardCharsets.UTF_8));
        write(attribute, 20, 3);
        return attribute.toByteArray();
    }

    private static ByteArrayOutputStream named(String name) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        write(attribute, 1, name.getBytes(StandardCharsets.UTF_8));
        return attribute;
    }

    private void value(int field, String name, int type, int... lengths) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        write(batch, 2, "batch".getBytes(StandardCharsets.UTF_8));
        write(shape, 1, batch.toByteArray());
        for (int length : lengths) {
            ByteArrayOutputStream dimension = new ByteArrayOutputStream();
            write(dimension, 1, length);
            write(shape, 1, dimension.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        write(tensor, 1, type);
        write(tensor, 2, shape.toByteArray());
        ByteArrayOutputStream kind = new ByteArrayOutputStream();
        write(kind, 1, tensor.toByteArray());
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        write(info, 1, name.getBytes(StandardCharsets.UTF_8));
        write(info, 2, kind.toByteArray());
        write(graph, field, info.toByteArray());
    }

    /** A field of a message of Protocol Buffers. */
    private static void write(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void write(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, (long) field << 3 | 2);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
