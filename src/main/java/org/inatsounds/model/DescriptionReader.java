package org.inatsounds.model;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.evaluation.predictions.Activation;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.InputFile;
import org.inatsounds.internal.JsonTree;
import org.inatsounds.model.ModelDescription.Notes;
import org.jspecify.annotations.Nullable;

/**
 * Reads the description of a model. The fields are those of manifests that are published beside models (those of
 * {@code github.com/tphakala/birda}, {@code manifests/*.models.json}): {@code input} with {@code sample_rate}, {@code window_seconds},
 * {@code samples}, {@code shape}, {@code dtype}; {@code outputs} with {@code name}, {@code shape}, {@code activation}; {@code classes},
 * {@code labels}, {@code sha256}; and a few more. Fields that are not known are not looked at: these manifests have many.
 */
final class DescriptionReader {

    private static final int MOST = 1 << 28;

    private final String source;
    private final Path model;
    private final @Nullable Path folder;
    private boolean manifest;

    /**
     * Prepares it.
     *
     * @param source for messages
     * @param model the file that the description is to be of
     * @param folder where the description is, and files that it names; null for one that is built in
     */
    DescriptionReader(String source, Path model, @Nullable Path folder) {
        this.source = source;
        this.model = model;
        this.folder = folder;
    }

    ModelDescription read(JsonTree json) {
        JsonTree entry = json;
        if (json.field("models") != null) {
            manifest = true;
            entry = new ManifestEntries(json.required("models").elements(), source, model).own();
        }
        ModelInput input = new InputReader(entry.required("input")).read();
        ModelOutputs outputs = outputs(entry);
        return new ModelDescription(name(entry), source, input, outputs, labels(entry.field("labels")), notes(entry));
    }

    private String name(JsonTree entry) {
        for (String field : new String[] {"name", "path", "family"}) {
            JsonTree value = entry.field(field);
            if (value != null) {
                return value.text();
            }
        }
        return String.valueOf(model.getFileName());
    }

    private Notes notes(JsonTree entry) {
        JsonTree classes = entry.field("classes");
        JsonTree sha256 = entry.field("sha256");
        String sum = sha256 == null ? "" : sha256.text().toLowerCase(Locale.ROOT);
        if (sha256 != null && !sum.matches("[0-9a-f]{64}")) {
            throw sha256.wrong("64 hexadecimal digits");
        }
        JsonTree license = entry.field("license");
        return new Notes(
                classes == null ? 0 : classes.integer(1, MOST),
                sum,
                license == null ? text(entry, "licence") : license.text(),
                text(entry, "warning"));
    }

    private static String text(JsonTree entry, String field) {
        JsonTree value = entry.field(field);
        return value == null ? "" : value.text();
    }

    private ModelOutputs outputs(JsonTree entry) {
        List<JsonTree> all = entry.required("outputs").elements();
        JsonTree scores = null;
        JsonTree embedding = null;
        for (JsonTree each : all) {
            String role = role(each, all.size());
            if (role.equals("scores")) {
                scores = only(scores, each, role);
            } else if (role.equals("embedding")) {
                embedding = only(embedding, each, role);
            }
        }
        if (scores == null && embedding == null) {
            throw entry.required("outputs")
                    .bad("expected one of them to have \"role\": \"scores\" or \"embedding\", got none");
        }
        JsonTree optional = embedding == null ? null : embedding.field("optional");
        JsonTree activation = scores == null ? null : scores.field("activation");
        Activation said = activation == null ? null : activation(activation);
        if (scores != null && said == null && !manifest) {
            throw scores.bad("\"activation\" is missing: which function is still needed for these numbers?"
                    + " sigmoid or softmax for logits, none for probabilities");
        }
        return new ModelOutputs(
                scores == null ? null : InputReader.tensor(scores),
                embedding == null ? null : InputReader.tensor(embedding),
                optional != null && optional.truth(),
                manifest || said == null ? Activation.NONE : said,
                manifest ? said : null);
    }

    private static String role(JsonTree output, int count) {
        JsonTree role = output.field("role");
        if (role != null) {
            String text = role.text();
            if (!List.of("scores", "embedding", "ignored").contains(text)) {
                throw role.wrong("scores, embedding or ignored");
            }
            return text;
        }
        if (output.field("activation") != null || count == 1) {
            return "scores";
        }
        JsonTree name = output.field("name");
        return name != null && List.of("embedding", "embeddings").contains(name.text()) ? "embedding" : "ignored";
    }

    private static JsonTree only(@Nullable JsonTree before, JsonTree output, String role) {
        if (before != null) {
            throw output.bad("expected one output with the role " + role + ", got a second one: give the others"
                    + " \"role\": \"ignored\"");
        }
        return output;
    }

    private static Activation activation(JsonTree value) {
        String text = value.text();
        return Stream.of(Activation.values())
                .filter(each -> each.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> value.wrong(
                        Stream.of(Activation.values()).map(Activation::toString).collect(Collectors.joining(", "))));
    }

    private @Nullable LabelSource labels(@Nullable JsonTree labels) {
        if (labels == null) {
            return null;
        }
        if (labels.isText()) {
            return new LabelSource(List.of(), file(labels), false, null, false);
        }
        if (labels.isArray()) {
            List<String> names = new ArrayList<>();
            for (JsonTree each : labels.elements()) {
                names.add(each.isText() ? each.text() : Integer.toString(each.integer(0, MOST)));
            }
            return new LabelSource(names, null, false, null, false);
        }
        JsonTree file = labels.field("file");
        JsonTree form = labels.field("form");
        boolean csv = form != null && form.text().equals("csv");
        if (form != null && !csv && !form.text().equals("lines")) {
            throw form.wrong("lines or csv");
        }
        JsonTree heading = labels.field("heading");
        JsonTree column = labels.field("column");
        if (column != null && !csv) {
            throw column.bad("expected \"form\": \"csv\" beside it: a list with a name a line has no columns");
        }
        return new LabelSource(
                List.of(),
                file == null ? null : file(file),
                csv,
                column == null ? null : column.text(),
                column != null || (heading != null && heading.truth()));
    }

    /** Beside the description, as it says; or, with the last part of its name, beside the model: manifests name whole paths. */
    private Path file(JsonTree value) {
        try {
            Path named = Path.of(value.text());
            Path there = folder == null ? model.resolveSibling(named) : folder.resolve(named);
            Path last = named.getFileName();
            Path beside = last == null ? there : model.resolveSibling(last);
            return InputFile.found(!Files.exists(there) && Files.exists(beside) ? beside : there);
        } catch (InvalidPathException e) {
            throw value.wrong("the name of a file");
        }
    }

    /** The entries of a manifest. */
    private record ManifestEntries(List<JsonTree> entries, String source, Path model) {

        /** The one that is of this model's file: by checksum, else by name. */
        JsonTree own() {
            String name = String.valueOf(model.getFileName());
            List<JsonTree> named = entries.stream()
                    .filter(entry -> last(text(entry, "path")).equals(name))
                    .collect(Collectors.toList());
            if (named.size() == 1) {
                return named.get(0);
            }
            ModelFile.check(model);
            String sha256 = Checksum.sha256(model);
            return entries.stream()
                    .filter(entry -> text(entry, "sha256").equalsIgnoreCase(sha256))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException(source + ": a manifest of " + entries.size()
                            + " models, of which none is " + name + ", by name or by SHA-256 (" + sha256
                            + "). Is it the manifest of another model?"));
        }

        private static String last(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
