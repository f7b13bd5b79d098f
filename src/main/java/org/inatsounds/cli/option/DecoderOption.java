package org.inatsounds.cli.option;

import org.inatsounds.audio.Decoder;
import picocli.CommandLine.Option;

/** What opens recordings: the same option for every command that reads them. */
public final class DecoderOption {

    @Option(
            names = "--decoder",
            paramLabel = "WHICH",
            defaultValue = "auto",
            description =
                    "auto: WAV files are read by this program, other formats (FLAC, MP3, OGG, M4A, AIFF and more) are"
                            + " decoded by ffmpeg, which must be installed. ffmpeg: all files. none: WAV files only. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Decoder decoder = Decoder.AUTO;

    public Decoder decoder() {
        return decoder;
    }
}
