package org.inatsounds.cli.option;

import org.inatsounds.audio.Decoder;
import picocli.CommandLine.Option;

/** What opens recordings: the same option for every command that reads them. */
public final class DecoderOption {

    @Option(names = "--decoder", paramLabel = "WHICH", defaultValue = "auto")
    private Decoder decoder = Decoder.AUTO;

    public Decoder decoder() {
        return decoder;
    }
}
