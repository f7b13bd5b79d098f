package org.inatsounds.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.demo.DemoRelease;
import org.inatsounds.demo.LoopbackServer;
import org.inatsounds.demo.NearestCentroid;
import org.inatsounds.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code inatsounds demo}. */
@Command(name = "demo")
public final class DemoCommand extends SessionCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "inatsounds-demo")
    private Path output = Path.of("inatsounds-demo");

    private final Commands commands;

    /** Runs a command within this one. */
    @FunctionalInterface
    public interface Commands {
        /** Returns its exit code. */
        int run(Session session, String... args);
    }

    DemoCommand(Session session, Commands commands) {
        super(session);
        this.commands = commands;
    }

    /** A command did not do its work, and has said why. */
    private static final class StepFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int code;

        StepFailedException(int code) {
            this.code = code;
        }
    }

    @Override
    public Integer call() {
        requireEmpty();
        try {
            show();
            return ExitCode.OK;
        } catch (StepFailedException e) {
            return e.code;
        }
    }

    private void show() {
        DemoRelease release = DemoRelease.writeTo(output.resolve("release"));
        Path catalogue = release.catalogue();
        Path data = output.resolve("data");
        Path features = output.resolve("features");
        Path predictions = output.resolve("predictions.csv");
        Path report = output.resolve("report.html");
        try (LoopbackServer server = LoopbackServer.serve(release.folder())) {
            say("A miniature release of 20 made-up species is served at " + server.url() + ".");
            say(
                    "Everything below is what you would type for the real one, which needs no --catalog and no --endpoint-url.");
            run("fetch", "--recordings", "--data", data, "--catalog", catalogue, "--endpoint-url", server.url());
            run("verify", "--data", data, "--catalog", catalogue);
            run("stats", "--data", data, "--split", "test", "--format", "csv");
            run("spectrogram", "train", "test", "-o", features, "--data", data);
        }
        predict(data, features, predictions);
        run("eval", predictions, "--data", data);
        run("report", predictions, "--data", data, "-o", report);
        say("");
        say("Open " + report + " in a browser. Then download the real annotations, 22 MB: inatsounds fetch");
    }

    /** By a model, where models can be run; otherwise this program does what the model would. */
    private void predict(Path data, Path features, Path predictions) {
        say("");
        say("A very simple classifier: how near is the mean spectrum of a recording to that of each species?");
        NearestCentroid classifier = NearestCentroid.learned(data, features);
        String why = Model.whyNone();
        if (why == null) {
            Path model = output.resolve("model.onnx");
            classifier.writeModel(model);
            say("It was trained on train and written as a model in ONNX format, " + model
                    + ", with a description beside it.");
            run("predict", model, "test", "-o", predictions, "--data", data);
        } else {
            say("Models can't be run here: " + why);
            say("So `predict` is left out, and the classifier writes " + predictions
                    + " itself: one row per recording, one column per species.");
            classifier.write(data, features, predictions);
        }
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

    /** Shows a command, and runs it. */
    private void run(Object... words) {
        String[] args = Stream.of(words).map(Object::toString).toArray(String[]::new);
        say("");
        say("$ inatsounds " + String.join(" ", args));
        // No variable of the user's is to change what is shown.
        Environment environment = name -> name.startsWith("INATSOUNDS_") || name.startsWith("AWS_")
                ? null
                : session.environment().get(name);
        int code = commands.run(new Session(environment, session.console(), session.in()), args);
        if (code != ExitCode.OK) {
            throw new StepFailedException(code);
        }
    }

    private void say(String line) {
        ResultFile.print(session.console(), out -> {
            out.write(line + "\n");
            out.flush();
        });
    }
}
