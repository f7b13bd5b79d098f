package org.inatsounds.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.Activation;
import org.jspecify.annotations.Nullable;

/** Holds the description of a model against its graph: names, types, shapes, and what the outputs have been through. */
final class GraphCheck {

    private static final String EXPORT =
            "Use an export whose graph holds scaling and resizing, and takes the windows unchanged (docs/predict.md has one for PyTorch)";

    private final Path file;
    private final ModelDescription description;
    private final OnnxGraph graph;

    GraphCheck(Path file, ModelDescription description, OnnxGraph graph) {
        this.file = file;
        this.description = description;
        this.graph = graph;
    }

    /**
     * Compares.
     *
     * @param inputs of the graph, by name
     * @param outputs likewise
     * @throws BadInputException if they don't agree
     */
    Bound check(Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
        TensorSpec input = input(inputs);
        ModelOutputs described = description.outputs();
        TensorSpec scores = described.scores() == null ? null : output("scores", described.scores(), outputs);
        TensorSpec embedding = embedding(described, outputs);
        if (scores != null) {
            checkActivation(scores);
            checkClasses(scores);
        }
        if (scores == null && embedding == null) {
            throw wrong("outputs", "\"embedding\"", TensorSpec.names(List.copyOf(outputs.keySet())));
        }
        int batch = input.shape().get(0);
        return new Bound(input.withShape(description.input().tensor().shape()), batch, scores, embedding);
    }

    private @Nullable TensorSpec embedding(ModelOutputs described, Map<String, NodeInfo> outputs) {
        TensorSpec wanted = described.embedding();
        if (wanted == null || (described.optional() && wanted.name() != null && !outputs.containsKey(wanted.name()))) {
            return null;
        }
        return output("embedding", wanted, outputs);
    }

    private TensorSpec input(Map<String, NodeInfo> inputs) {
        for (Map.Entry<String, NodeInfo> each : inputs.entrySet()) {
            refusePictures(spec(each.getKey(), each.getValue()));
        }
        if (inputs.size() != 1) {
            throw mismatch(
                    "the graph has " + inputs.size() + " inputs (" + TensorSpec.names(List.copyOf(inputs.keySet()))
                            + "); expected one. Make an export in which the others are constants");
        }
        TensorSpec wanted = description.input().tensor();
        TensorSpec got = named("input", wanted, inputs);
        checkType(
                "input",
                wanted,
                got,
                wanted.type() == null ? "a float type" : wanted.type().toString());
        List<Integer> shape = got.shape();
        if (!agrees(wanted.shape(), shape)) {
            throw wrong(
                    "the shape of input \"" + got.name() + "\"",
                    TensorSpec.text(wanted.shape()),
                    TensorSpec.text(shape));
        }
        return got;
    }

    /** Pictures of three channels, for networks that were trained on photographs. */
    private void refusePictures(TensorSpec input) {
        List<Integer> shape = input.shape();
        boolean channelsFirst = shape.size() == 4 && shape.get(1) == 3;
        boolean channelsLast = shape.size() == 4 && shape.get(3) == 3;
        if (channelsFirst || channelsLast) {
            throw mismatch("input \"" + input.name() + "\" takes prepared pictures, " + TensorSpec.text(shape)
                    + ", which are not supported: they would have to be scaled and resized exactly as in training. "
                    + EXPORT);
        }
    }

    private TensorSpec output(String role, TensorSpec wanted, Map<String, NodeInfo> outputs) {
        TensorSpec got = named(role, wanted, outputs);
        checkType(role, wanted, got, "a float type");
        boolean ranks = got.shape().size() == 2 || got.shape().isEmpty();
        if (!ranks) {
            throw wrong(
                    "the shape of output \"" + got.name() + "\" (" + role + ")",
                    "[batch, length], one row per window",
                    TensorSpec.text(got.shape()));
        }
        if (!wanted.shape().isEmpty() && !got.shape().isEmpty() && !agrees(wanted.shape(), got.shape())) {
            throw wrong(
                    "the shape of output \"" + got.name() + "\" (" + role + ")",
                    TensorSpec.text(wanted.shape()),
                    TensorSpec.text(got.shape()));
        }
        return got;
    }

    private TensorSpec named(String what, TensorSpec wanted, Map<String, NodeInfo> all) {
        String name = wanted.name();
        String names = TensorSpec.names(List.copyOf(all.keySet()));
        if (name == null) {
            if (all.size() != 1) {
                throw mismatch(what + ": the graph has " + all.size() + " (" + names
                        + "), and the description does not say which: expected a \"name\"");
            }
            name = all.keySet().iterator().next();
        }
        NodeInfo info = all.get(name);
        if (info == null) {
            throw wrong("the name of the " + what, "\"" + name + "\"", names);
        }
        return spec(name, info);
    }

    private void checkType(String what, TensorSpec wanted, TensorSpec got, String expected) {
        TensorType type = got.type();
        if (type == null || (wanted.type() == null ? !type.isFloat() : type != wanted.type())) {
            throw wrong(
                    "the type of " + what + " \"" + got.name() + "\"",
                    wanted.type() == null ? expected : wanted.type().toString(),
                    type == null ? "one that is not supported" : type.toString());
        }
    }

    /** Whether a graph's shape allows the wanted one. The batch may be anything. */
    private static boolean agrees(List<Integer> wanted, List<Integer> got) {
        if (wanted.size() != got.size()) {
            return false;
        }
        for (int i = 1; i < got.size(); i++) {
            int one = wanted.get(i);
            int other = got.get(i);
            if (one != TensorSpec.ANY && other != TensorSpec.ANY && one != other) {
                return false;
            }
        }
        return true;
    }

    private void checkClasses(TensorSpec scores) {
        int classes = description.notes().classes();
        int got = scores.shape().isEmpty() ? TensorSpec.ANY : scores.shape().get(1);
        if (classes > 0 && got != TensorSpec.ANY && classes != got) {
            throw wrong("the number of classes", Integer.toString(classes), Integer.toString(got) + " scores");
        }
    }

    /** A sigmoid of what has been through one gives numbers that look right. */
    private void checkActivation(TensorSpec scores) {
        String last = graph.lastOperation(String.valueOf(scores.name()));
        Activation inside = switch (last) {
            case "Sigmoid", "HardSigmoid" -> Activation.SIGMOID;
            case "Softmax" -> Activation.SOFTMAX;
            default -> Activation.NONE;
        };
        Activation left = description.activation();
        if (inside != Activation.NONE && left != Activation.NONE) {
            throw mismatch("output \"" + scores.name() + "\" has been through a " + last
                    + " already, and the description asks for " + left + ": expected \"activation\": \"none\"");
        }
        Activation stated = description.outputs().stated();
        boolean plain = List.of("Gemm", "MatMul", "Add", "Conv", "FusedMatMul").contains(last);
        if (stated != null && stated != Activation.NONE && inside == Activation.NONE && plain) {
            throw mismatch(
                    "the manifest says that output \"" + scores.name() + "\" has been through a " + stated
                            + ", but its last operation is " + last
                            + ": expected a description of this model that names the function that is still needed (docs/predict.md)");
        }
    }

    private TensorSpec spec(String name, NodeInfo info) {
        if (!(info.getInfo() instanceof TensorInfo tensor)) {
            return new TensorSpec(name, null, List.of());
        }
        List<Integer> shape = new ArrayList<>();
        for (long length : tensor.getShape()) {
            shape.add(length < 0 ? TensorSpec.ANY : (int) Math.min(length, Integer.MAX_VALUE));
        }
        return new TensorSpec(name, type(tensor.type), shape);
    }

    private static @Nullable TensorType type(OnnxJavaType type) {
        return switch (type) {
            case UINT8 -> TensorType.UINT8;
            case FLOAT16 -> TensorType.FLOAT16;
            case FLOAT -> TensorType.FLOAT32;
            case DOUBLE -> TensorType.FLOAT64;
            default -> null;
        };
    }

    private BadInputException wrong(String what, String expected, String got) {
        return mismatch(what + ": expected " + expected + " as " + description.source() + " says, got " + got
                + " in the graph. Is it the description of another model?");
    }

    private BadInputException mismatch(String problem) {
        return new BadInputException(file + ": " + problem);
    }
}
