package org.inatsounds.features;

import java.util.LinkedHashMap;
import java.util.Map;
import org.inatsounds.spectrogram.Framing;
import org.inatsounds.spectrogram.Loudness;
import org.inatsounds.spectrogram.MelBands;
import org.inatsounds.spectrogram.Preset;

/** Every number of a preset under the name of its option: what {@code spectrogram.json}, and every other place, records. */
public final class PresetFacts {

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
        return Double.isInfinite(decibels) ? "none" : decibels;
    }
}
