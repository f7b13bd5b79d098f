package org.inatsounds.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.inatsounds.BadInputException;
import org.inatsounds.CancelledException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A model that is ready to run. Several threads may use it at once, each with a {@link Scorer} of its own, or a {@link
 * CoordinateScorer}; it is closed when all of them are done.
 */
public final class Model implements AutoCloseable {

    /** Windows in a batch, of a graph that takes any number. More are hardly faster, and each takes memory in every layer. */
    private static final int WINDOWS = 4;

    private static final long MOST_BATCH_BYTES = 64L << 20;

    private final Path file;
    private final ModelDescription description;
    private final Bound bound;
    private final List<String> labels;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private Model(
            Path file,
            ModelDescription description,
            Bound bound,
            List<String> labels,
            OrtEnvironment environment,
            OrtSession session) {
        this.file = file;
        this.description = description;
        this.bound = bound;
        this.labels = labels;
        this.environment = environment;
        this.session = session;
    }

    /** Why no model can be run here, in words: ONNX Runtime is not there, or not for this system. Null if models can be run. */
    public static @Nullable String whyNone() {
        try {
            OnnxLibrary.environment();
            return null;
        } catch (UsageException | StorageException e) {
            return e.getMessage();
        }
    }

    /** Opens a model that uses all processors for each window. */
    public static Model open(Path file, ModelDescription description) {
        return open(file, description, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Opens a model.
     *
     * @param file in ONNX form; weights that it has in other files are beside it
     * @param threads that work on one batch, at least 1: all processors for one caller, 1 for as many callers as there are
     *     processors
     * @throws UsageException if there is no such file, or ONNX Runtime is not for this system
     * @throws BadInputException if it is no model, or not the one that is described, or its labels are missing or others
     * @throws DataMismatchException if its checksum is another one than the description's
     * @throws StorageException if it can't be read
     */
    public static Model open(Path file, ModelDescription description, int threads) {
        ModelFile.check(file);
        String expected = description.notes().sha256();
        String sum = expected.isEmpty() ? "" : Checksum.sha256(file);
        if (!sum.equals(expected)) {
            throw new DataMismatchException(file + ": expected a model with the SHA-256 " + expected + ", as "
                    + description.source() + " says, got " + sum
                    + ": another version of it, or a damaged file. Get that version, or a description of this one");
        }
        LabelSource source = description.labels();
        List<String> labels =
                source == null || !description.hasScores() ? List.of() : new LabelReader(source, file).read();
        OrtEnvironment environment = OnnxLibrary.environment();
        OrtSession session = session(file, environment, threads);
        try {
            Bound bound = new GraphCheck(file, description, OnnxGraph.read(file))
                    .check(session.getInputInfo(), session.getOutputInfo());
            Model model = new Model(file, description, bound, labels, environment, session);
            model.checkLabels();
            return model;
        } catch (OrtException | IOException e) {
            closed(session);
            throw new BadInputException(file + ": can't be looked into: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            closed(session);
            throw e;
        }
    }

    private static OrtSession session(Path file, OrtEnvironment environment, int threads) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // Threads that have nothing to do leave the processors to those that make features.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return NativeCalls.make(null, () -> environment.createSession(file.toString(), options));
        } catch (OrtException e) {
            throw ModelFile.notRunnable(file, e);
        }
    }

    private void checkLabels() {
        TensorSpec scores = bound.scores();
        if (scores == null || labels.isEmpty() || scores.shape().isEmpty()) {
            return;
        }
        int classes = scores.shape().get(1);
        if (classes != TensorSpec.ANY && classes != labels.size()) {
            throw wrongLabels(classes);
        }
    }

    private BadInputException wrongLabels(int classes) {
        int more = labels.size() - classes;
        return new BadInputException(
                file + ": expected a label for each of the " + classes + " scores, got " + labels.size()
                        + (more == 1
                                ? ", the first of which is \"" + labels.get(0)
                                        + "\": is that a heading? Then the description has to say \"heading\": true"
                                : ". Are they those of another version of the model?"));
    }

    /** What it was described as. */
    public ModelDescription description() {
        return description;
    }

    /** The names of its classes, in the order of its scores; empty if the description has none. */
    public List<String> labels() {
        return labels;
    }

    /** Whether it gives an embedding of each window: a description may leave that to the graph. */
    public boolean hasEmbedding() {
        return bound.embedding() != null;
    }

    /** The SHA-256 of its file. Reads it. */
    public String sha256() {
        return Checksum.sha256(file);
    }

    /**
     * Makes what scores recordings, for one thread.
     *
     * @throws IllegalStateException if it is fed with coordinates
     */
    public Scorer scorer() {
        if (description.input() instanceof ModelInput.OfSound sound) {
            return new Scorer(this, sound);
        }
        throw new IllegalStateException("a model that is fed with coordinates");
    }

    /**
     * Makes what scores places, for one thread.
     *
     * @throws IllegalStateException if it is fed with sound
     */
    public CoordinateScorer coordinateScorer() {
        if (description.input() instanceof ModelInput.Coordinates coordinates) {
            return new CoordinateScorer(this, coordinates);
        }
        throw new IllegalStateException("a model that is fed with sound");
    }

    /** A batch of what it is fed with. */
    Batch batch(boolean places) {
        TensorType type = bound.input().type();
        if (type == null) {
            throw new IllegalStateException("an input without a type");
        }
        long row = (long) bound.input().elements() * type.bytes();
        int fitting = (int) Math.max(1, Math.min(WINDOWS, MOST_BATCH_BYTES / row));
        int capacity = bound.batch() != TensorSpec.ANY ? bound.batch() : places ? 1 : fitting;
        if (capacity * row > Integer.MAX_VALUE) {
            throw new BadInputException(file + ": a batch of " + capacity + " windows of " + row
                    + " bytes is too large: expected 2 GB at most");
        }
        return new Batch(type, bound.input().elements(), capacity);
    }

    /**
     * Runs it. The batch is empty afterwards.
     *
     * @param name what it is run on, for messages
     * @throws BadInputException if it fails, or gives numbers that are none
     */
    Rows run(Batch batch, String name) {
        int rows = batch.rows();
        long[] shape =
                bound.input().shape().stream().mapToLong(Integer::longValue).toArray();
        shape[0] = bound.batch() == TensorSpec.ANY ? rows : bound.batch();
        Set<String> wanted = new TreeSet<>();
        for (TensorSpec each : outputs()) {
            wanted.add(String.valueOf(each.name()));
        }
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(environment, batch.content(bound.batch()), shape, type(bound.input()));
                RunOptions options = new RunOptions();
                OrtSession.Result result = NativeCalls.make(
                        options,
                        () -> session.run(Map.of(String.valueOf(bound.input().name()), tensor), wanted, options))) {
            Rows.Values scores = values(result, bound.scores(), rows, name);
            if (bound.scores() != null && !labels.isEmpty() && scores.length() != labels.size()) {
                throw wrongLabels(scores.length());
            }
            return new Rows(scores, values(result, bound.embedding(), rows, name));
        } catch (OrtException e) {
            throw new BadInputException(name + ": the model " + file + " fails: " + ModelFile.words(e), e);
        } finally {
            batch.clear();
        }
    }

    private List<TensorSpec> outputs() {
        List<TensorSpec> outputs = new ArrayList<>();
        if (bound.scores() != null) {
            outputs.add(bound.scores());
        }
        if (bound.embedding() != null) {
            outputs.add(bound.embedding());
        }
        return outputs;
    }

    private static OnnxJavaType type(TensorSpec spec) {
        TensorType type = spec.type() == null ? TensorType.FLOAT32 : spec.type();
        return switch (type) {
            case UINT8 -> OnnxJavaType.UINT8;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT64 -> OnnxJavaType.DOUBLE;
        };
    }

    private Rows.Values values(OrtSession.Result result, @Nullable TensorSpec output, int rows, String name) {
        if (output == null) {
            return Rows.Values.NONE;
        }
        OnnxValue value = result.get(String.valueOf(output.name())).orElseThrow();
        if (!(value instanceof OnnxTensor tensor)) {
            throw new IllegalStateException("an output that is no tensor");
        }
        long[] shape = tensor.getInfo().getShape();
        if (shape.length != 2 || shape[0] < rows || shape[1] > Integer.MAX_VALUE) {
            throw new BadInputException(file + ": output \"" + output.name() + "\": expected a row for each of the "
                    + rows + " that it was fed with, got the shape " + Arrays.toString(shape));
        }
        float[][] copy = new float[rows][(int) shape[1]];
        if (output.type() == TensorType.FLOAT64) {
            DoubleBuffer doubles = tensor.getDoubleBuffer();
            for (float[] row : copy) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = (float) doubles.get();
                }
            }
        } else {
            FloatBuffer floats = tensor.getFloatBuffer();
            for (float[] row : copy) {
                floats.get(row);
            }
        }
        checkNumbers(copy, output, name);
        return new Rows.Values(copy);
    }

    private void checkNumbers(float[][] rows, TensorSpec output, String name) {
        for (float[] row : rows) {
            for (float number : row) {
                if (Float.isNaN(number)) {
                    throw new BadInputException(
                            name + ": the model " + file + " gives NaN in \"" + output.name() + "\": expected numbers");
                }
            }
        }
    }

    @Override
    public void close() {
        closed(session);
    }

    private static void closed(OrtSession session) {
        try {
            NativeCalls.make(null, () -> {
                session.close();
                return true;
            });
        } catch (CancelledException ignored) {
            // The process ends, and the session with it.
        } catch (OrtException e) {
            throw new IllegalStateException("a session that can't be closed", e);
        }
    }
}
