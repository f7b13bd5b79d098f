"""Mel spectrograms as the preset inatsounds-2024 has them, with NumPy and SciPy: what `inatsounds spectrogram` is timed against.

    python3 scripts/peer_spectrogram.py RECORDINGS OUTPUT

One array a recording, one thread. The window, the transform and the mel sum are those that a SciPy user would write: all frames
of a recording at once, scipy.fft.rfft, a dense matrix product.
"""

import sys
import time
from pathlib import Path

import numpy as np
import scipy.fft
import scipy.io.wavfile
import scipy.signal

RATE, WINDOW, HOP, FFT, BANDS = 22_050, 512, 128, 1024, 128


def mel(hertz):
    return 1127 * np.log(1 + hertz / 700)


def filters():
    edges = np.linspace(0, mel(RATE / 2), BANDS + 2)
    bins = mel(np.arange(FFT // 2 + 1) * RATE / FFT)
    rising = (bins[:, None] - edges[None, :-2]) / np.diff(edges)[None, :-1]
    falling = (edges[None, 2:] - bins[:, None]) / np.diff(edges)[None, 1:]
    weights = np.maximum(0, np.minimum(rising, falling))
    weights[0] = 0
    return weights.astype(np.float32)


def main():
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    window = scipy.signal.get_window("hann", WINDOW).astype(np.float32)
    weights = filters()
    seconds = 0.0
    start = time.perf_counter()
    for file in sorted(source.glob("*.wav")):
        rate, samples = scipy.io.wavfile.read(file)
        assert rate == RATE, file
        seconds += len(samples) / RATE
        frames = np.lib.stride_tricks.sliding_window_view(samples.astype(np.float32), WINDOW)[::HOP]
        magnitude = np.abs(scipy.fft.rfft(frames * window, FFT)) * (2 / window.sum())
        decibels = 20 * np.log10(np.maximum(1e-10, magnitude.astype(np.float32) @ weights))
        pixels = (np.clip(decibels, -50, 50) + 50) / 100 * 255
        np.save(target / (file.stem + ".npy"), np.flipud(pixels.astype(np.uint8).T))
    elapsed = time.perf_counter() - start
    print(f"{seconds:.0f} s of audio in {elapsed:.2f} s: {seconds / elapsed:.0f} s/s")


main()
