package org.inatsounds.cli.command;

import java.nio.file.Path;
import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.DataOption;
import org.inatsounds.cli.option.DecoderOption;
import org.inatsounds.cli.option.Needed;
import org.inatsounds.cli.option.PictureOptions;
import org.inatsounds.cli.option.PresetOptions;
import org.inatsounds.cli.option.ResultFile;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.cli.terminal.Session;
import org.inatsounds.features.BatchSource;
import org.inatsounds.features.Made;
import org.inatsounds.features.RecordingFinder;
import org.inatsounds.features.SpectrogramMaker;
import org.inatsounds.internal.Scratch;
import org.inatsounds.report.RecordingCard;
import org.inatsounds.spectrogram.Memory;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.Spectrogram;
import org.inatsounds.spectrogram.picture.ColourDepth;
import org.inatsounds.spectrogram.picture.Picture;
import org.inatsounds.spectrogram.picture.TerminalPicture;
import org.inatsounds.spectrogram.picture.TerminalStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inatsounds show}. */
@Command(name = "show")
final class ShowCommand extends SessionCommand {

    private static final int LINES_BESIDE = 3;

    @Parameters(paramLabel = "RECORDING", descriptionKey = "RECORDING")
    private String recording;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    private @Nullable Path output;

    @Option(names = "--width", paramLabel = "N")
    private @Nullable Integer width;

    @Option(names = "--height", paramLabel = "N")
    private @Nullable Integer height;

    @Mixin
    private final PresetOptions numbers = new PresetOptions();

    @Mixin
    private final PictureOptions picture = new PictureOptions();

    @Mixin
    private final DecoderOption decoder = new DecoderOption();

    @Mixin
    private final DataOption data;

    ShowCommand(Session session) {
        super(session);
        this.data = new DataOption(session.environment());
    }

    @Override
    public Integer call() {
        Needed.require(spec, output != null, "-o", List.of("--axes", "--scale"));
        Needed.refuseBeside(spec, output != null, "-o", List.of("--width", "--height"));
        Preset preset = numbers.preset();
        // Wrong numbers are to be said before the work begins.
        TerminalStyle style = output == null ? style() : null;
        picture.style();
        BatchSource source = new RecordingFinder(data.folder()).find(recording).with(decoder.decoder());
        check(source);
        Path file = output;
        SpectrogramMaker maker = new SpectrogramMaker(preset, true, Memory.among(1, Scratch.folder()));
        Made<Spectrogram> made = maker.make(source);
        made.heard().remarks().forEach(remark -> session.console().warn(source.name() + ": " + remark));
        try (Spectrogram spectrogram = made.content()) {
            ResultFile.print(
                    session.console(),
                    out -> RecordingCard.write(source, made.heard().seconds(), out));
            if (style != null) {
                ResultFile.print(session.console(), out -> TerminalPicture.draw(spectrogram, preset, style, out));
            } else if (file != null) {
                session.write(file, out -> Picture.writePng(spectrogram, preset, picture.style(source.title()), out));
            }
        }
        return ExitCode.OK;
    }

    private void check(BatchSource source) {
        if (output != null && output.toString().equals("-")) {
            throw new UsageException("--output: expected a file, got -: standard output is used for the metadata");
        }
        ResultFile.check("--output", output);
        ResultFile.requireOther("--output", output, source.file());
        ResultFile.requireOther("--output", output, data.annotations());
    }

    private TerminalStyle style() {
        Console console = session.console();
        return new TerminalStyle(
                picture.colours(),
                depth(),
                console.drawsUnicode(),
                size("--width", width, console.columns(), TerminalStyle.MIN_COLUMNS),
                size("--height", height, console.rows() - LINES_BESIDE, TerminalStyle.MIN_ROWS));
    }

    private static int size(String option, @Nullable Integer wanted, int here, int least) {
        if (wanted != null && (wanted < least || wanted > 10_000)) {
            throw new UsageException(option + ": expected " + least + " to 10,000, got " + wanted);
        }
        return wanted != null ? wanted : Math.max(least, here);
    }

    /** What terminals say of themselves: COLORTERM where they show all colours. */
    private ColourDepth depth() {
        if (!session.console().resultsInColour()) {
            return ColourDepth.NONE;
        }
        String colours = session.environment().get("COLORTERM");
        boolean all = colours != null && (colours.contains("truecolor") || colours.contains("24bit"));
        return all || session.environment().has("WT_SESSION") ? ColourDepth.TRUECOLOR : ColourDepth.COLOURS_256;
    }
}
