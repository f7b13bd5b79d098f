"""Writes the cases that the resampler is held against: made by SciPy's resample_poly, with a filter of its own that is twice as long.

    python3 scripts/make_resample_cases.py src/test/resources/audio/resample

A case is <from>-<to>.in.f32 and <from>-<to>.out.f32, little-endian floats: a sum of tones below 0.85 of the lower Nyquist
frequency that fades in and out. Needs NumPy and SciPy.
"""

import sys
from math import gcd
from pathlib import Path

import numpy as np
import scipy.signal

out = Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
for source, target in [(44_100, 22_050), (48_000, 22_050), (16_000, 22_050), (22_050, 44_100), (8_000, 22_050), (96_000, 22_050)]:
    common = gcd(source, target)
    up, down = target // common, source // common
    n = int(0.08 * source)
    t = np.arange(n) / source
    lower = min(source, target) / 2
    signal = sum(np.sin(2 * np.pi * share * lower * t + 7 * share) for share in (0.03, 0.21, 0.5, 0.77, 0.84))
    signal = (3000 * signal * np.sin(np.pi * np.arange(n) / n) ** 2).astype(np.float32)
    half = 128 * max(up, down)
    taps = scipy.signal.firwin(2 * half + 1, 0.955 / max(up, down), window=("kaiser", 12.0))
    result = scipy.signal.resample_poly(signal.astype(np.float64), up, down, window=taps)
    signal.astype("<f4").tofile(out / f"{source}-{target}.in.f32")
    result.astype("<f4").tofile(out / f"{source}-{target}.out.f32")
