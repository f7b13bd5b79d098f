package org.inatsounds.spectrogram;

/** Two frames at a time, with JTransforms: any size of transform, any hop. */
final class PairStft implements Stft {

    private final StftPair pair;
    private final int hop;
    private final double[] spectrumA;
    private final double[] spectrumB;

    PairStft(double[] window, int fftSize, int hop, int power) {
        this.hop = hop;
        pair = new StftPair(window, fftSize, power);
        spectrumA = new double[fftSize / 2 + 1];
        spectrumB = new double[fftSize / 2 + 1];
    }

    @Override
    public int batch() {
        return 2;
    }

    @Override
    public int overhang() {
        return 0;
    }

    @Override
    public void transform(double[] samples, int start, int frames, double[][] spectra) {
        pair.transform(samples, start, frames == 2 ? start + hop : start, spectrumA, spectrumB);
        for (int bin = 0; bin < spectrumA.length; bin++) {
            spectra[bin][0] = spectrumA[bin];
            spectra[bin][1] = spectrumB[bin];
        }
    }
}
