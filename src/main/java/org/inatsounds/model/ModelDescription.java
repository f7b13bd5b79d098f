package org.inatsounds.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.internal.JsonTree;
import org.inatsounds.internal.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * What a model does not say of itself: what it is fed with, what its outputs are, and the names of its classes. Read from JSON; see
 * {@code docs/predict.md} for the fields.
 */
public final class ModelDescription {

    private final String name;
    private final String source;
    private final ModelInput input;
    private final ModelOutputs outputs;
    private final @Nullable LabelSource labels;
    private final Notes notes;
    private final Map<String, Object> changes;

    /**
     * What else is known.
     *
     * @param classes how many there are; 0 if that is not said
     * @param sha256 of the model's file, in small hexadecimal digits; empty if that is not said
     * @param licence of the model; empty if that is not said
     * @param warning that a user has to see; empty for none
     */
    record Notes(int classes, String sha256, String licence, String warning) {}

    ModelDescription(
            String name,
            String source,
            ModelInput input,
            ModelOutputs outputs,
            @Nullable LabelSource labels,
            Notes notes) {
        this(name, source, input, outputs, labels, notes, Map.of());
    }

    private ModelDescription(
            String name,
            String source,
            ModelInput input,
            ModelOutputs outputs,
            @Nullable LabelSource labels,
            Notes notes,
            Map<String, Object> changes) {
        this.name = name;
        this.source = source;
        this.input = input;
        this.outputs = outputs;
        this.labels = labels;
        this.notes = notes;
        this.changes = changes;
    }

    /**
     * Finds the description of a model.
     *
     * @param model its file; of {@code dir/m.onnx}, {@code dir/m.json}, {@code m.onnx.json} and {@code MODEL.json} are looked at
     * @param given the name of a known model, or a file with a description or a manifest of several; null to look beside the model
     * @throws UsageException if there is none, or no known model of this name
     * @throws BadInputException if it is malformed, or a manifest without this model
     * @throws StorageException if it can't be read
     */
    public static ModelDescription find(Path model, @Nullable String given) {
        if (given == null) {
            List<Path> places = places(model);
            for (Path place : places) {
                if (Files.isRegularFile(place)) {
                    return read(place, model);
                }
            }
            throw new UsageException(model + ": expected a description of the model beside it ("
                    + places.stream().map(p -> String.valueOf(p.getFileName())).collect(Collectors.joining(", "))
                    + "), found none: write one (docs/predict.md), or name a file or a known model: "
                    + String.join(", ", KnownModels.names()));
        }
        JsonTree known = KnownModels.get(given);
        if (known != null) {
            return new DescriptionReader("the description of " + given, model, null).read(known);
        }
        Path file = Path.of(given);
        if (!Files.exists(file)) {
            List<String> near = Suggestions.nearest(given, KnownModels.names());
            throw new UsageException("description of a model: expected a file, or one of "
                    + String.join(", ", KnownModels.names()) + "; got " + given
                    + (near.isEmpty() ? "" : ": did you mean " + near.get(0) + "?"));
        }
        return read(file, model);
    }

    private static List<Path> places(Path model) {
        String file = String.valueOf(model.getFileName());
        int dot = file.lastIndexOf('.');
        List<Path> places = new ArrayList<>();
        places.add(model.resolveSibling((dot > 0 ? file.substring(0, dot) : file) + ".json"));
        places.add(model.resolveSibling(file + ".json"));
        places.add(model.resolveSibling("MODEL.json"));
        return places;
    }

    private static ModelDescription read(Path file, Path model) {
        return new DescriptionReader(
                        file.toString(), model, file.toAbsolutePath().getParent())
                .read(JsonTree.read(file));
    }

    /** The names of models whose descriptions are built in. */
    public static List<String> known() {
        return KnownModels.names();
    }

    /** The same with labels, a name a line, in another file. */
    public ModelDescription withLabels(Path file) {
        return new ModelDescription(name, source, input, outputs, LabelSource.of(file), notes, changes);
    }

    /**
     * The same with other windows than are described. Null leaves what is described.
     *
     * @param hopSeconds from the beginning of one window to that of the next; of mel windows, rounded to frames
     * @param last what becomes of a last window that is not full
     * @throws UsageException if the model has no such windows
     */
    public ModelDescription withWindows(@Nullable Double hopSeconds, @Nullable LastWindow last) {
        Map<String, Object> made = new TreeMap<>(changes);
        if (hopSeconds != null) {
            made.put("hop_seconds", hopSeconds);
        }
        if (last != null) {
            made.put("last", last.toString());
        }
        return new ModelDescription(
                name,
                source,
                OtherWindows.of(input, hopSeconds, last == null ? null : last == LastWindow.PAD),
                outputs,
                labels,
                notes,
                made);
    }

    /** What was asked for in place of what is described, by the names of the fields. */
    Map<String, Object> changes() {
        return changes;
    }

    /** The same without labels: for who knows already which score is whose, and has the model without them. */
    public ModelDescription withoutLabels() {
        return new ModelDescription(name, source, input, outputs, null, notes);
    }

    /** What the model is called. */
    public String name() {
        return name;
    }

    /** Where the description is from, for messages: a file, or which built-in one. */
    public String source() {
        return source;
    }

    /** What is left to be done to its scores. */
    public Activation activation() {
        return outputs.activation();
    }

    /** Whether it is fed with coordinates, not with sound. */
    public boolean isPrior() {
        return input instanceof ModelInput.Coordinates;
    }

    /** Whether it gives scores of classes. */
    public boolean hasScores() {
        return outputs.scores() != null;
    }

    /** Whether it gives an embedding of each window. */
    public boolean hasEmbedding() {
        return outputs.embedding() != null;
    }

    /** What a user has to know before the scores are believed; empty for nothing. */
    public String warning() {
        return notes.warning();
    }

    /** The licence of the model; empty if that is not said. */
    public String licence() {
        return notes.licence();
    }

    /** The preset of its mel windows; empty for samples or coordinates. */
    public String preset() {
        return input instanceof ModelInput.MelWindows mel ? mel.preset().name() : "";
    }

    ModelInput input() {
        return input;
    }

    ModelOutputs outputs() {
        return outputs;
    }

    @Nullable
    LabelSource labels() {
        return labels;
    }

    Notes notes() {
        return notes;
    }
}
