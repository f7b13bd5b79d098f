package org.inatsounds.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.demo.DemoRelease;
import org.inatsounds.demo.LoopbackServer;
import org.inatsounds.demo.NearestCentroid;
import org.inatsounds.features.BatchSource;
import org.inatsounds.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code inatsounds demo}. */
@Command(
        name = "demo",
        header = {
            "Examples:",
            "  inatsounds demo                     into the new folder inatsounds-demo",
            "  inatsounds demo -o /tmp/try",
            ""
        },
        description = {
            "Show all steps on made-up species, offline.",
            "",
            "Writes a release, serves it from this machine as S3 serves the real one, and runs the commands that a user would"
                    + " type: fetch, verify, stats, spectrogram, predict, eval, report. Each is shown before it runs. Takes"
                    + " some seconds and 50 MB; the folder can be deleted afterwards."
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "inatsounds-demo",
            description = "The folder to write; it must not exist, or must be empty. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("inatsounds-demo");

    private final Session session;
    private final Commands commands;

    /** Runs a command within this one. */
    @FunctionalInterface
    public interface Commands {
        /** Returns its exit code. */
        int run(Session session, String... args);
    }

    public DemoCommand(Session session, Commands commands) {
        this.session = session;
        this.commands = commands;
    }

    @Override
    public Integer call() {
        requireEmpty();
        DemoRelease release = DemoRelease.writeTo(output.resolve("release"));
        Path data = output.resolve("data");
        Path features = output.resolve("features");
        Path predictions = output.resolve("predictions.csv");
        try (LoopbackServer server = LoopbackServer.serve(release.folder())) {
            say("A miniature release of 20 made-up species is served at " + server.url() + ".");
            say(
                    "Everything below is what you would type for the real one, which needs no --catalog and no --endpoint-url.");
            int code = runAll(List.of(
                    List.of(
                            "fetch",
                            "--recordings",
                            "--data",
                            data,
                            "--catalog",
                            release.catalogue(),
                            "--endpoint-url",
                            server.url()),
                    List.of("verify", "--data", data, "--catalog", release.catalogue()),
                    List.of("stats", "--data", data, "--split", "test", "--format", "csv"),
                    List.of("spectrogram", "train", "test", "-o", features, "--data", data)));
            if (code != ExitCode.OK) {
                return code;
            }
        }
        int code = predict(data, features, predictions);
        if (code != ExitCode.OK) {
            return code;
        }
        Path report = output.resolve("report.html");
        code = runAll(List.of(
                List.of("eval", predictions, "--data", data),
                List.of("report", predictions, "--data", data, "-o", report)));
        if (code == ExitCode.OK) {
            say("");
            say("Open " + report + " in a browser. Then download the real annotations, 22 MB: inatsounds fetch");
        }
        return code;
    }

    /** By a model, where models can be run; otherwise this program does what the model would. */
    private int predict(Path data, Path features, Path predictions) {
        say("");
        say("A very simple classifier: how near is the mean spectrum of a recording to that of each species?");
        NearestCentroid classifier = learned(data, features);
        String why = Model.whyNone();
        if (why == null) {
            Path model = output.resolve("model.onnx");
            classifier.writeModel(model);
            say("It was trained on train and written as a model in ONNX format, " + model
                    + ", with a description beside it.");
            return run(List.of("predict", model, "test", "-o", predictions, "--data", data));
        }
        say("Models can't be run here: " + why);
        say("So `predict` is left out, and the classifier writes " + predictions
                + " itself: one row per recording, one column per species.");
        classifier.write(arrays(data, features), predictions);
        return ExitCode.OK;
    }

    private void requireEmpty() {
        try {
            if (!Files.exists(output)) {
                return;
            }
            if (!Files.isDirectory(output)) {
                throw new UsageException("--output: expected a folder, got the file " + output);
            }
            try (Stream<Path> files = Files.list(output)) {
                if (files.findAny().isPresent()) {
                    throw new UsageException("--output: expected an empty folder, got " + output
                            + "; delete it, or choose another with -o");
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't read the folder " + output + ": " + e.getMessage(), e);
        }
    }

    /** Runs one command after the other, up to the first that fails: its exit code. */
    private int runAll(List<List<Object>> commands) {
        for (List<Object> words : commands) {
            int code = run(words);
            if (code != ExitCode.OK) {
                return code;
            }
        }
        return ExitCode.OK;
    }

    /** Shows a command, and runs it. */
    private int run(List<Object> words) {
        List<String> args = new ArrayList<>();
        for (Object word : words) {
            args.add(word.toString());
        }
        say("");
        say("$ inatsounds " + String.join(" ", args));
        // No variable of the user's is to change what is shown.
        Environment environment = name -> name.startsWith("INATSOUNDS_") || name.startsWith("AWS_")
                ? null
                : session.environment().get(name);
        return commands.run(
                new Session(environment, session.console(), session.in()), args.toArray(String[]::new));
    }

    private void say(String line) {
        ResultFile.print(session.console(), out -> {
            out.write(line + "\n");
            out.flush();
        });
    }

    private static NearestCentroid learned(Path data, Path features) {
        NearestCentroid classifier = new NearestCentroid();
        Annotations train = AnnotationReader.read(data.resolve(Split.TRAIN + ".json"));
        for (Recording recording : train.recordings()) {
            classifier.learn(train.categoryOf(recording).id(), array(features, recording));
        }
        return classifier;
    }

    /** Of test, by the file name of the recording. */
    private static Map<String, Path> arrays(Path data, Path features) {
        Map<String, Path> arrays = new LinkedHashMap<>();
        for (Recording recording :
                AnnotationReader.read(data.resolve(Split.TEST + ".json")).recordings()) {
            arrays.put(recording.fileName(), array(features, recording));
        }
        return arrays;
    }

    private static Path array(Path features, Recording recording) {
        return features.resolve(BatchSource.withoutEnding(recording.fileName()) + ".npy");
    }
}
