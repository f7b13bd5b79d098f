package org.inatsounds.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.inatsounds.UsageException;
import org.inatsounds.internal.Suggestions;
import org.inatsounds.spectrogram.AxisOrder;
import org.inatsounds.spectrogram.ElementType;
import org.inatsounds.spectrogram.Framing;
import org.inatsounds.spectrogram.Loudness;
import org.inatsounds.spectrogram.MelBands;
import org.inatsounds.spectrogram.MelScale;
import org.inatsounds.spectrogram.Padding;
import org.inatsounds.spectrogram.Preset;
import org.inatsounds.spectrogram.WindowKind;
import org.jspecify.annotations.Nullable;

/**
 * Every number of a preset under the name of its option: what {@code spectrogram.json}, and every other place, records; and
 * the way back, from such names and values to a preset.
 *
 * <pre>{@code
 * Preset wide = PresetFacts.preset(Map.of("preset", "inatsounds-2024", "hop", "256", "mels", "64"));
 * }</pre>
 */
public final class PresetFacts {

    private static final String NO_LIMIT = "none";

    private PresetFacts() {}

    /** Every number of a preset, by its name. */
    public static Map<String, Object> of(Preset preset) {
        Framing framing = preset.framing();
        MelBands mel = preset.mel();
        Loudness loudness = preset.loudness();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("preset", preset.name());
        facts.put("dtype", preset.type().toString());
        facts.put("order", preset.layout().toString());
        facts.put("sample_rate", preset.sampleRate());
        facts.put("sample_scale", preset.sampleScale());
        facts.put("window", framing.window().toString());
        facts.put("window_length", framing.windowLength());
        facts.put("hop", framing.hop());
        facts.put("fft_size", framing.fftSize());
        facts.put("padding", framing.padding().toString());
        facts.put("power", preset.power());
        facts.put("by_window_sum", preset.byWindowSum());
        facts.put("mels", mel.count());
        facts.put("min_hz", mel.minHertz());
        facts.put("max_hz", mel.maxHertz());
        facts.put("mel_scale", mel.scale().toString());
        facts.put("mel_slopes", mel.slopes().toString());
        facts.put("mel_norm", mel.norm().toString());
        facts.put("with_constant", mel.withConstant());
        facts.put("log", loudness.log().toString());
        if (loudness.log() != Loudness.Log.NONE) {
            facts.put("floor", loudness.floor());
            facts.put("top_db", limit(loudness.topDb()));
            facts.put("min_db", limit(loudness.minDb()));
            facts.put("max_db", limit(loudness.maxDb()));
        }
        return facts;
    }

    /** What has no limit has no number in JSON either. */
    private static Object limit(double decibels) {
        return Double.isInfinite(decibels) ? NO_LIMIT : decibels;
    }

    /**
     * The preset that has these numbers; what is not named is the named preset's.
     *
     * @param facts by the names that {@link #of} has, for example {@code hop}; {@code preset} is the default one where it is
     *     missing
     * @throws UsageException if there is no such name, or a value makes no sense; it names the setting
     */
    public static Preset preset(Map<String, String> facts) {
        Map<String, String> left = new LinkedHashMap<>(facts);
        Preset p = named(left.remove("preset"));
        Framing f = p.framing();
        MelBands m = p.mel();
        Loudness l = p.loudness();
        Preset read = new Preset(
                p.name(),
                value(left, "sample_rate", p.sampleRate(), Integer::valueOf),
                value(left, "sample_scale", p.sampleScale(), Double::valueOf),
                new Framing(
                        value(left, "window_length", f.windowLength(), Integer::valueOf),
                        value(left, "hop", f.hop(), Integer::valueOf),
                        value(left, "fft_size", f.fftSize(), Integer::valueOf),
                        choice(left, "window", f.window(), List.of(WindowKind.values())),
                        value(left, "padding", f.padding(), Padding::parse)),
                value(left, "power", p.power(), Integer::valueOf),
                choice(left, "by_window_sum", p.byWindowSum(), List.of(true, false)),
                new MelBands(
                        value(left, "mels", m.count(), Integer::valueOf),
                        value(left, "min_hz", m.minHertz(), Double::valueOf),
                        value(left, "max_hz", m.maxHertz(), Double::valueOf),
                        choice(left, "mel_scale", m.scale(), List.of(MelScale.values())),
                        choice(left, "mel_slopes", m.slopes(), List.of(MelBands.Slopes.values())),
                        choice(left, "mel_norm", m.norm(), List.of(MelBands.Norm.values())),
                        choice(left, "with_constant", m.withConstant(), List.of(true, false))),
                new Loudness(
                        choice(left, "log", l.log(), List.of(Loudness.Log.values())),
                        value(left, "floor", l.floor(), Double::valueOf),
                        value(left, "top_db", l.topDb(), text -> limit(text, Double.POSITIVE_INFINITY)),
                        value(left, "min_db", l.minDb(), text -> limit(text, Double.NEGATIVE_INFINITY)),
                        value(left, "max_db", l.maxDb(), text -> limit(text, Double.POSITIVE_INFINITY))),
                choice(left, "dtype", p.type(), List.of(ElementType.values())),
                choice(left, "order", p.layout(), List.of(AxisOrder.values())));
        for (String unknown : left.keySet()) {
            List<String> names = List.copyOf(of(Preset.INATSOUNDS_2024).keySet());
            throw new UsageException(
                    unknown, "no number of a spectrogram has this name" + Suggestions.question(unknown, names));
        }
        return read;
    }

    private static Preset named(@Nullable String name) {
        if (name == null) {
            return Preset.INATSOUNDS_2024;
        }
        List<String> names = Preset.NAMED.stream().map(Preset::name).toList();
        return Preset.named(name)
                .orElseThrow(() -> new UsageException(
                        "preset",
                        "expected one of " + String.join(", ", names) + ", got '" + name + "'"
                                + Suggestions.question(name, names)));
    }

    private static <T> T value(Map<String, String> facts, String name, T otherwise, Function<String, T> reader) {
        String text = facts.remove(name);
        try {
            return text == null ? otherwise : reader.apply(text);
        } catch (NumberFormatException e) {
            String kind = otherwise instanceof Integer ? "an integer" : "a number";
            throw new UsageException(name, "expected " + kind + ", got " + text, e);
        } catch (UsageException e) {
            throw new UsageException(name, e.getMessage() + ", got " + text, e);
        }
    }

    private static double limit(String text, double none) {
        return text.equals(NO_LIMIT) ? none : Double.parseDouble(text);
    }

    private static <T> T choice(Map<String, String> facts, String name, T otherwise, List<T> choices) {
        String text = facts.remove(name);
        if (text == null) {
            return otherwise;
        }
        return choices.stream()
                .filter(choice -> choice.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        name,
                        "expected one of "
                                + choices.stream().map(Object::toString).collect(Collectors.joining(", "))
                                + ", got " + text));
    }
}
