package org.inatsounds.spectrogram;

import java.util.List;
import java.util.Optional;
import org.inatsounds.spectrogram.Loudness.Log;
import org.inatsounds.spectrogram.MelBands.Norm;
import org.inatsounds.spectrogram.MelBands.Slopes;

/**
 * Every number of a spectrogram. Each {@code with} method gives a copy with other numbers.
 *
 * @param name what it is called
 * @param sampleRate samples a second
 * @param sampleScale what a sample in 16-bit units is multiplied by
 * @param framing how the recording is cut into frames
 * @param power 1 for magnitudes, 2 for power
 * @param byWindowSum whether magnitudes are multiplied by 2 / Σwindow, so that a full sine has its amplitude
 * @param mel the bands
 * @param loudness how a band's value becomes an output value
 * @param type what the output's elements are
 * @param layout the order of the output's elements
 */
public record Preset(
        String name,
        int sampleRate,
        double sampleScale,
        Framing framing,
        int power,
        boolean byWindowSum,
        MelBands mel,
        Loudness loudness,
        ElementType type,
        AxisOrder layout) {

    /** What {@link #TORCHAUDIO_1024_256} was called before. */
    public static final String FORMER_NAME = "torchaudio";

    private static final int RATE = 22_050;
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;
    private static final Framing AUTHORS_FRAMING = new Framing(512, 128, 1024, WindowKind.HANN, Padding.NONE);
    private static final MelBands AUTHORS_BANDS =
            new MelBands(128, 0, RATE / 2.0, MelScale.HTK_NATURAL, Slopes.MEL, Norm.NONE, false);

    /** What the released iNatSounds classifiers are trained on: bytes for -50 to 50 dB of raw 16-bit values. */
    public static final Preset INATSOUNDS_2024 = new Preset(
            "inatsounds-2024",
            RATE,
            1,
            AUTHORS_FRAMING,
            1,
            true,
            AUTHORS_BANDS,
            new Loudness(Log.AMPLITUDE, 1e-10, UNLIMITED, -50, 50),
            ElementType.UINT8,
            AxisOrder.MEL_TIME_HIGH_FIRST);

    /** What the later geolocation benchmark uses: bytes for -100 to 0 dB of samples divided by 32,767. */
    public static final Preset INATSOUNDS_2025 = new Preset(
            "inatsounds-2025",
            RATE,
            1 / 32_767.0,
            AUTHORS_FRAMING,
            1,
            true,
            AUTHORS_BANDS,
            new Loudness(Log.AMPLITUDE, 1e-10, UNLIMITED, -100, 0),
            ElementType.UINT8,
            AxisOrder.MEL_TIME_HIGH_FIRST);

    /** librosa's {@code power_to_db(melspectrogram(y))} with its defaults at 22,050 Hz. */
    public static final Preset LIBROSA = new Preset(
            "librosa",
            RATE,
            1 / 32_768.0,
            new Framing(2048, 512, 2048, WindowKind.HANN, Padding.ZERO),
            2,
            false,
            new MelBands(128, 0, RATE / 2.0, MelScale.SLANEY, Slopes.HERTZ, Norm.SLANEY, true),
            new Loudness(Log.POWER, 1e-10, 80, -UNLIMITED, UNLIMITED),
            ElementType.FLOAT32,
            AxisOrder.MEL_TIME);

    /** torchaudio's {@code MelSpectrogram(sample_rate=22050, n_fft=1024, hop_length=256, n_mels=128)}; not its defaults. */
    public static final Preset TORCHAUDIO_1024_256 = new Preset(
            "torchaudio-1024-256",
            RATE,
            1 / 32_768.0,
            new Framing(1024, 256, 1024, WindowKind.HANN, Padding.REFLECT),
            2,
            false,
            new MelBands(128, 0, RATE / 2.0, MelScale.HTK, Slopes.HERTZ, Norm.NONE, true),
            Loudness.LINEAR,
            ElementType.FLOAT32,
            AxisOrder.MEL_TIME);

    /** The four named presets, the default first. */
    public static final List<Preset> NAMED = List.of(INATSOUNDS_2024, INATSOUNDS_2025, LIBROSA, TORCHAUDIO_1024_256);

    /** @throws org.inatsounds.UsageException if a number makes no sense */
    public Preset {
        PresetNumbers.inRange("sample rate", sampleRate, 1, 1_000_000);
        PresetNumbers.inRange("power", power, 1, 2);
        PresetNumbers.check(
                Math.abs(sampleScale) > 0 && Math.abs(sampleScale) < UNLIMITED,
                "The scale of the samples must be a number other than 0, but is " + sampleScale + ".");
        PresetNumbers.check(
                mel.maxHertz() <= sampleRate / 2.0,
                "The mel bands must end at half the sample rate (" + sampleRate / 2.0 + " Hz) or below, but end at "
                        + mel.maxHertz() + " Hz.");
        PresetNumbers.check(
                type != ElementType.UINT8 || loudness.isBounded(),
                "uint8 output needs a logarithm and a range in dB; give both, or ask for float32.");
    }

    /** The preset of that name, if there is one. The names that presets had before are known, too. */
    public static Optional<Preset> named(String name) {
        String current = name.equals(FORMER_NAME) ? TORCHAUDIO_1024_256.name : name;
        return NAMED.stream().filter(preset -> preset.name.equals(current)).findFirst();
    }

    public Preset withSampleRate(int other) {
        return new Preset(name, other, sampleScale, framing, power, byWindowSum, mel, loudness, type, layout);
    }

    public Preset withSampleScale(double other) {
        return new Preset(name, sampleRate, other, framing, power, byWindowSum, mel, loudness, type, layout);
    }

    public Preset withFraming(Framing other) {
        return new Preset(name, sampleRate, sampleScale, other, power, byWindowSum, mel, loudness, type, layout);
    }

    public Preset withPower(int other) {
        return new Preset(name, sampleRate, sampleScale, framing, other, byWindowSum, mel, loudness, type, layout);
    }

    public Preset withByWindowSum(boolean other) {
        return new Preset(name, sampleRate, sampleScale, framing, power, other, mel, loudness, type, layout);
    }

    public Preset withMel(MelBands other) {
        return new Preset(name, sampleRate, sampleScale, framing, power, byWindowSum, other, loudness, type, layout);
    }

    /** With other values and another type: the two depend on each other, for bytes need a range. */
    public Preset withOutput(Loudness otherLoudness, ElementType otherType) {
        return new Preset(
                name, sampleRate, sampleScale, framing, power, byWindowSum, mel, otherLoudness, otherType, layout);
    }

    public Preset withLayout(AxisOrder other) {
        return new Preset(name, sampleRate, sampleScale, framing, power, byWindowSum, mel, loudness, type, other);
    }

    /** The mel values themselves, before any logarithm: float32 {@code [time, mel]}, the lowest frequency first. */
    public Preset asMagnitude() {
        return withOutput(Loudness.LINEAR, ElementType.FLOAT32).withLayout(AxisOrder.TIME_MEL);
    }

    /** What every sample of a frame is multiplied by: the window's weights with both scales in them. */
    double[] frameWeights() {
        double[] weights = framing.weights();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double scale = sampleScale * (byWindowSum ? 2 / sum : 1);
        for (int n = 0; n < weights.length; n++) {
            weights[n] *= scale;
        }
        return weights;
    }
}
