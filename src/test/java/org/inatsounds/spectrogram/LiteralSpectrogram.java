package org.inatsounds.spectrogram;

import java.util.Arrays;
import org.inatsounds.spectrogram.MelBands.Norm;
import org.inatsounds.spectrogram.MelBands.Slopes;

/**
 * The slow, literal twin: the whole padded recording, the transform as a sum, every band's weight at every bin, the
 * logarithm as written. Values are {@code [frame][band]}, the lowest band first.
 */
final class LiteralSpectrogram {

    private LiteralSpectrogram() {}

    static double[][] mel(Preset preset, double[] recording) {
        Framing framing = preset.framing();
        double[] samples = padded(framing, recording);
        int length = framing.padding() == Padding.NONE ? framing.windowLength() : framing.fftSize();
        int frames = samples.length < length ? 1 : (samples.length - length) / framing.hop() + 1;
        double[][] weights = weights(preset);
        double[][] mel = new double[frames][preset.mel().count()];
        for (int frame = 0; frame < frames; frame++) {
            double[] part = Arrays.copyOf(
                    Arrays.copyOfRange(samples, frame * framing.hop(), frame * framing.hop() + length),
                    framing.fftSize());
            double[] spectrum = spectrum(preset, part);
            for (int band = 0; band < weights.length; band++) {
                for (int bin = 0; bin < spectrum.length; bin++) {
                    mel[frame][band] += weights[band][bin] * spectrum[bin];
                }
            }
        }
        return mel;
    }

    /** numpy.pad: zeros, or the mirror image, as often as it takes. */
    private static double[] padded(Framing framing, double[] recording) {
        if (framing.padding() == Padding.NONE) {
            return recording;
        }
        int pad = framing.fftSize() / 2;
        double[] padded = new double[recording.length + 2 * pad];
        for (int i = 0; i < padded.length && recording.length > 0; i++) {
            int at = i - pad;
            if (framing.padding() == Padding.REFLECT) {
                while (at < 0 || at >= recording.length) {
                    at = recording.length == 1 ? 0 : at < 0 ? -at : 2 * (recording.length - 1) - at;
                }
            }
            padded[i] = at >= 0 && at < recording.length ? recording[at] : 0;
        }
        return padded;
    }

    private static double[] spectrum(Preset preset, double[] part) {
        int size = part.length;
        int length = preset.framing().windowLength();
        double[] window = preset.framing().window().weights(length);
        double sum = Arrays.stream(window).sum();
        int before = preset.framing().padding() == Padding.NONE ? 0 : (size - length) / 2;
        double[] spectrum = new double[size / 2 + 1];
        for (int k = 0; k < spectrum.length; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < length; n++) {
                double value = part[before + n] * preset.sampleScale() * window[n];
                double angle = 2 * Math.PI * ((long) k * (before + n) % size) / size;
                re += value * Math.cos(angle);
                im -= value * Math.sin(angle);
            }
            double magnitude = Math.hypot(re, im) * (preset.byWindowSum() ? 2 / sum : 1);
            spectrum[k] = preset.power() == 1 ? magnitude : magnitude * magnitude;
        }
        return spectrum;
    }

    private static double[][] weights(Preset preset) {
        MelBands mel = preset.mel();
        int bins = preset.framing().fftSize() / 2 + 1;
        double low = mel.scale().mel(mel.minHertz());
        double high = mel.scale().mel(mel.maxHertz());
        double[][] weights = new double[mel.count()][bins];
        for (int band = 0; band < mel.count(); band++) {
            double[] edge = new double[3];
            double[] hertz = new double[3];
            for (int i = 0; i < 3; i++) {
                edge[i] = low + (high - low) * (band + i) / (mel.count() + 1);
                hertz[i] = mel.scale().hertz(edge[i]);
            }
            double[] corner = mel.slopes() == Slopes.MEL ? edge : hertz;
            for (int bin = mel.withConstant() ? 0 : 1; bin < bins; bin++) {
                double f = (double) bin * preset.sampleRate() / preset.framing().fftSize();
                double at = mel.slopes() == Slopes.MEL ? mel.scale().mel(f) : f;
                double rising = (at - corner[0]) / (corner[1] - corner[0]);
                double falling = (corner[2] - at) / (corner[2] - corner[1]);
                double height = mel.norm() == Norm.NONE ? 1 : 2 / (hertz[2] - hertz[0]);
                weights[band][bin] = height * Math.max(0, Math.min(rising, falling));
            }
        }
        return weights;
    }
}
