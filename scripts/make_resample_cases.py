#!/usr/bin/env python3
"""Makes src/test/resources/audio/resample: samples, and what foreign programs make of them at another rate.

    python3 scripts/make_resample_cases.py

Needs NumPy, SciPy, sox and sndfile-resample (Debian: sox, samplerate-programs). The files were made with NumPy 2.4.6, SciPy
1.17.1, SoX 14.4.2 and libsamplerate 0.2.2.

noise.npy           16-bit integers, with both extremes and a step at either end
scipy-A-B.npy       noise.npy from A to B Hz by scipy.signal.resample_poly, given the filter of the Resampler's documentation:
                    every value is to be the same but for rounding
tones-A.npy         tones up to 0.85 of the lower Nyquist frequency, fading in and out, at A Hz
sox-A-B.npy         tones-A.npy by "rate -v" of SoX, and
libsamplerate-A-B.npy   by the best converter of libsamplerate: other filters, so values are close in what passes both
"""

import math
import pathlib
import subprocess
import tempfile
import warnings

import numpy as np
import scipy.io.wavfile
import scipy.signal

OUT = pathlib.Path(__file__).resolve().parent.parent / "src/test/resources/audio/resample"
HALF_WIDTH, CUT_OFF, BETA = 68, 65 / 68, 0.1102 * (94 - 8.7)
SAME_FILTER = [(44100, 22050), (48000, 22050), (96000, 22050), (16000, 22050), (11025, 22050), (22050, 16000)]
OTHER_FILTER = [(44100, 22050), (48000, 22050), (16000, 22050)]


def noise():
    x = np.random.default_rng(1).integers(-32768, 32768, 301).astype("<i2")
    x[0], x[1], x[-1] = 32767, -32768, 32767
    return x


def same_filter(x, rate, new_rate):
    divisor = math.gcd(rate, new_rate)
    up, down = new_rate // divisor, rate // divisor
    reach = HALF_WIDTH * max(up, down)
    taps = np.arange(-reach, reach + 1)
    h = np.sinc(CUT_OFF * taps / max(up, down)) * np.kaiser(2 * reach + 1, BETA)
    for phase in range(up):
        h[phase::up] /= h[phase::up].sum() * up  # resample_poly multiplies by up
    return scipy.signal.resample_poly(x.astype(float), up, down, window=h)


def tones(rate, new_rate):
    t = np.arange(rate // 20) / rate
    highest = 0.85 * min(rate, new_rate) / 2
    x = sum(np.sin(2 * np.pi * highest * part * t + 10 * part) for part in (0.03, 0.21, 0.5, 0.77, 1.0))
    fade = np.sin(np.pi * np.arange(len(t)) / len(t)) ** 2
    return (6000 / 32768 * x * fade).astype("<f4")


def by_program(x, rate, new_rate, *command):
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder) / "source.wav", pathlib.Path(folder) / "target.wav"
        scipy.io.wavfile.write(source, rate, x)
        command = [str({"SOURCE": source, "TARGET": target}.get(c, c)) for c in command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", scipy.io.wavfile.WavFileWarning)  # PEAK and LIST chunks
            got, y = scipy.io.wavfile.read(target)
        assert got == new_rate and y.dtype == np.float32, (got, y.dtype)
        return y.astype("<f4")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    x = noise()
    np.save(OUT / "noise.npy", x)
    for rate, new_rate in SAME_FILTER:
        np.save(OUT / f"scipy-{rate}-{new_rate}.npy", same_filter(x, rate, new_rate))
    for rate, new_rate in OTHER_FILTER:
        x = tones(rate, new_rate)
        np.save(OUT / f"tones-{rate}.npy", x)
        sox = ("sox", "-D", "SOURCE", "-e", "float", "-b", 32, "TARGET", "rate", "-v", new_rate)
        np.save(OUT / f"sox-{rate}-{new_rate}.npy", by_program(x, rate, new_rate, *sox))
        best = ("sndfile-resample", "-to", new_rate, "-c", 0, "SOURCE", "TARGET")
        np.save(OUT / f"libsamplerate-{rate}-{new_rate}.npy", by_program(x, rate, new_rate, *best))


main()
