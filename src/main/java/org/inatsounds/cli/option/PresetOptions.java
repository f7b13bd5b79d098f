package org.inatsounds.cli.option;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inatsounds.features.PresetFacts;
import org.inatsounds.spectrogram.AxisOrder;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Loudness;
import org.inatsounds.spectrogram.MelBands;
import org.inatsounds.spectrogram.MelScale;
import org.inatsounds.spectrogram.Padding;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.WindowKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * Which spectrogram: a preset, and every number of it as an option. An option that is not given leaves the preset's number.
 * Options are named as librosa and torchaudio name the number, where they have it; other names that they had stay.
 */
public final class PresetOptions {

    /** For completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Preset.NAMED.stream().map(Preset::name).iterator();
        }
    }

    @Option(names = "--preset", paramLabel = "NAME", completionCandidates = Names.class)
    private @Nullable String preset;

    @Option(names = "--dtype", paramLabel = "TYPE")
    private @Nullable ElementType type;

    @Option(
            names = {"--sample-rate", "--sr"},
            paramLabel = "HZ")
    private @Nullable Integer sampleRate;

    @Option(names = "--sample-scale", paramLabel = "X")
    private @Nullable Double sampleScale;

    @Option(names = "--window", paramLabel = "KIND")
    private @Nullable WindowKind window;

    @Option(
            names = {"--win-length", "--window-length"},
            paramLabel = "N")
    private @Nullable Integer windowLength;

    @Option(
            names = {"--hop-length", "--hop"},
            paramLabel = "N")
    private @Nullable Integer hop;

    @Option(
            names = {"--n-fft", "--fft-size"},
            paramLabel = "N")
    private @Nullable Integer fftSize;

    @Option(
            names = {"--pad-mode", "--padding"},
            paramLabel = "KIND")
    private @Nullable Padding padding;

    @Option(names = "--power", paramLabel = "N")
    private @Nullable Integer power;

    @Option(names = "--by-window-sum", arity = "1", paramLabel = "true|false")
    private @Nullable Boolean byWindowSum;

    @Option(
            names = {"--n-mels", "--mels"},
            paramLabel = "N")
    private @Nullable Integer mels;

    @Option(
            names = {"--f-min", "--fmin", "--min-hz"},
            paramLabel = "HZ")
    private @Nullable Double minHertz;

    @Option(
            names = {"--f-max", "--fmax", "--max-hz"},
            paramLabel = "HZ")
    private @Nullable Double maxHertz;

    @Option(names = "--mel-scale", paramLabel = "NAME")
    private @Nullable MelScale melScale;

    @Option(names = "--mel-slopes", paramLabel = "UNIT")
    private MelBands.@Nullable Slopes slopes;

    @Option(names = "--mel-norm", paramLabel = "NAME")
    private MelBands.@Nullable Norm norm;

    @Option(names = "--with-constant", arity = "1", paramLabel = "true|false")
    private @Nullable Boolean withConstant;

    @Option(names = "--log", paramLabel = "NAME")
    private Loudness.@Nullable Log log;

    @Option(
            names = {"--amin", "--floor"},
            paramLabel = "X")
    private @Nullable Double floor;

    @Option(names = "--top-db", paramLabel = "DB", converter = Limit.class)
    private @Nullable Double topDb;

    @Option(names = "--min-db", paramLabel = "DB")
    private @Nullable Double minDb;

    @Option(names = "--max-db", paramLabel = "DB")
    private @Nullable Double maxDb;

    @Option(names = "--order", paramLabel = "ORDER")
    private @Nullable AxisOrder layout;

    /** A number, or {@code none}. */
    static final class Limit implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            try {
                return value.equalsIgnoreCase("none") ? Double.POSITIVE_INFINITY : Double.valueOf(value);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("expected a number of dB, or none, got '" + value + "'");
            }
        }
    }

    /** Whether a preset or any number was chosen. */
    public boolean chosen() {
        return preset != null || !preset().equals(Preset.INATSOUNDS_2024);
    }

    /**
     * The preset with the options' numbers.
     *
     * @throws UsageException if there is no such preset, or a number makes no sense
     */
    public Preset preset() {
        Map<String, String> numbers = new LinkedHashMap<>();
        given(numbers, "preset", preset);
        given(numbers, "dtype", type);
        given(numbers, "order", layout);
        given(numbers, "sample_rate", sampleRate);
        given(numbers, "sample_scale", sampleScale);
        given(numbers, "window", window);
        given(numbers, "window_length", windowLength);
        given(numbers, "hop", hop);
        given(numbers, "fft_size", fftSize);
        given(numbers, "padding", padding);
        given(numbers, "power", power);
        given(numbers, "by_window_sum", byWindowSum);
        given(numbers, "mels", mels);
        given(numbers, "min_hz", minHertz);
        given(numbers, "max_hz", maxHertz);
        given(numbers, "mel_scale", melScale);
        given(numbers, "mel_slopes", slopes);
        given(numbers, "mel_norm", norm);
        given(numbers, "with_constant", withConstant);
        given(numbers, "log", log);
        given(numbers, "floor", floor);
        given(numbers, "top_db", topDb);
        given(numbers, "min_db", minDb);
        given(numbers, "max_db", maxDb);
        return PresetFacts.preset(numbers);
    }

    private static void given(Map<String, String> numbers, String name, @Nullable Object value) {
        if (value != null) {
            numbers.put(name, value.toString());
        }
    }
}
