#!/usr/bin/env python3
"""Makes src/test/resources/audio: tiny WAV files by foreign encoders, and what a foreign decoder reads from them.

    python3 scripts/make_wav_cases.py

Needs NumPy, SciPy, ffmpeg, sox and sndfile-convert. The files were made with NumPy 2.4.6, SciPy 1.17.1, ffmpeg 5.1.9,
SoX 14.4.2 and libsndfile 1.2.0. A second run changes a time or a serial number in four of them, and no sample.

The name of a file says its format, and at the end who wrote it. expected.tsv has one line a file: name, sample rate,
channels, encoding, bits, byte order, then the samples, averaged over channels, on the scale of 16-bit integers. They come
from ffmpeg's decoder as 64-bit floats, and of RIFX from SoX's (PCM) and SciPy's (floats). Files named unsupported-* have
no such line.
"""

import pathlib
import struct
import subprocess
import sys
import tempfile
import wave

import numpy as np
import scipy.io.wavfile

OUT = pathlib.Path(__file__).resolve().parent.parent / "src/test/resources/audio"
RATE = 22050
FRAMES = 37  # odd, so that 8-bit and 24-bit mono data need a pad byte


def signal(channels):
    """Sines that differ between channels, with both extremes, in [-1, 1), as multiples of 2^-31."""
    t = np.arange(FRAMES)
    columns = [0.7 * np.sin(2 * np.pi * (0.031 + 0.017 * c) * t + c) for c in range(channels)]
    x = np.round(np.stack(columns, axis=1) * 2.0**31)
    x[3, 0], x[4, 0], x[5, 0] = -(2.0**31), 2.0**31 - 1, 0
    return x / 2.0**31


def run(*command, data=None):
    return subprocess.run([str(c) for c in command], input=data, stdout=subprocess.PIPE, check=True).stdout


def raw(channels):
    return signal(channels).astype("<f8").tobytes()


def ffmpeg(name, channels, *options, pipe=False, rate=RATE):
    command = ["ffmpeg", "-v", "error", "-y", "-f", "f64le", "-ar", rate, "-ac", channels, "-i", "-", *options]
    if pipe:
        (OUT / name).write_bytes(run(*command, "-f", "wav", "-", data=raw(channels)))
    else:
        run(*command, "-f", "wav", OUT / name, data=raw(channels))


def sox(name, channels, *options, pipe=False):
    command = ["sox", "-V1", "-D", "-t", "f64", "-r", RATE, "-c", channels, "-", *options]
    if pipe:
        (OUT / name).write_bytes(run(*command, "-t", "wav", "-", data=raw(channels)))
    else:
        run(*command, OUT / name, data=raw(channels))


def sndfile(name, channels, extension, *options):
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder) / "source.wav", pathlib.Path(folder) / f"target.{extension}"
        scipy.io.wavfile.write(source, RATE, signal(channels))
        run("sndfile-convert", *options, source, target)
        (OUT / name).write_bytes(target.read_bytes())


def with_wave_module(name, channels, width):
    full = 2.0 ** (8 * width - 1)
    x = np.clip(np.round(signal(channels) * full), -full, full - 1).astype(np.int64).reshape(-1)
    data = b"".join(int(v + 128 if width == 1 else v).to_bytes(width, "little", signed=width > 1) for v in x)
    with wave.open(str(OUT / name), "wb") as w:
        w.setnchannels(channels)
        w.setsampwidth(width)
        w.setframerate(RATE)
        w.writeframes(data)


def with_scipy(name, channels, dtype):
    x = signal(channels)
    if dtype == "u1":
        x = np.clip(np.round(x * 128) + 128, 0, 255)
    elif dtype[0] == "i":
        full = 2.0 ** (8 * int(dtype[1]) - 1)
        x = np.clip(np.round(x * full), -full, full - 1)
    scipy.io.wavfile.write(OUT / name, RATE, x.astype("<" + dtype if dtype != "u1" else dtype))


def supported():
    # As the dataset's recordings were made: a LIST chunk stands before the samples.
    ffmpeg("pcm16-mono-ffmpeg.wav", 1, "-c:a", "pcm_s16le")
    ffmpeg("pcm8-mono-odd-ffmpeg.wav", 1, "-c:a", "pcm_u8")
    ffmpeg("pcm24-mono-odd-ffmpeg.wav", 1, "-c:a", "pcm_s24le")
    ffmpeg("pcm32-stereo-ffmpeg.wav", 2, "-c:a", "pcm_s32le")
    ffmpeg("pcm16-six-channels-ffmpeg.wav", 6, "-c:a", "pcm_s16le")
    ffmpeg("pcm24-three-channels-ffmpeg.wav", 3, "-c:a", "pcm_s24le")
    ffmpeg("float32-mono-ffmpeg.wav", 1, "-c:a", "pcm_f32le")
    ffmpeg("float64-stereo-ffmpeg.wav", 2, "-c:a", "pcm_f64le")
    ffmpeg("alaw-mono-odd-ffmpeg.wav", 1, "-c:a", "pcm_alaw")
    ffmpeg("mulaw-stereo-ffmpeg.wav", 2, "-c:a", "pcm_mulaw")
    ffmpeg("pcm16-mono-48000hz-ffmpeg.wav", 1, "-c:a", "pcm_s16le", rate=48000)
    ffmpeg("pcm16-mono-list-odd-ffmpeg.wav", 1, "-c:a", "pcm_s16le", "-metadata", "title=odd", "-metadata", "artist=four")
    ffmpeg("pcm16-mono-peak-ffmpeg.wav", 1, "-c:a", "pcm_s16le", "-write_peak", "on", "-peak_block_size", 8)
    ffmpeg("pcm16-mono-rf64-ffmpeg.wav", 1, "-c:a", "pcm_s16le", "-rf64", "always")
    ffmpeg("float32-stereo-rf64-ffmpeg.wav", 2, "-c:a", "pcm_f32le", "-rf64", "always")
    ffmpeg("pcm16-mono-piped-ffmpeg.wav", 1, "-c:a", "pcm_s16le", pipe=True)
    ffmpeg("pcm24-stereo-piped-ffmpeg.wav", 2, "-c:a", "pcm_s24le", pipe=True)

    sox("pcm16-mono-sox.wav", 1, "-b", 16, "-e", "signed-integer")
    sox("pcm24-stereo-extensible-sox.wav", 2, "-b", 24, "-e", "signed-integer")
    sox("pcm32-mono-extensible-sox.wav", 1, "-b", 32, "-e", "signed-integer")
    sox("float32-stereo-sox.wav", 2, "-b", 32, "-e", "floating-point")
    sox("alaw-stereo-sox.wav", 2, "-e", "a-law")
    sox("mulaw-mono-odd-sox.wav", 1, "-e", "mu-law")
    sox("pcm16-mono-rifx-sox.wav", 1, "-b", 16, "-e", "signed-integer", "-B")
    sox("pcm24-stereo-rifx-sox.wav", 2, "-b", 24, "-e", "signed-integer", "-B")
    sox("float32-mono-rifx-sox.wav", 1, "-b", 32, "-e", "floating-point", "-B")
    sox("pcm16-mono-piped-sox.wav", 1, "-b", 16, "-e", "signed-integer", pipe=True)
    sox("pcm24-mono-piped-sox.wav", 1, "-b", 24, "-e", "signed-integer", pipe=True)

    sndfile("pcm16-mono-rf64-sndfile.wav", 1, "rf64", "-pcm16")
    sndfile("float64-stereo-rf64-sndfile.wav", 2, "rf64", "-float64")
    sndfile("pcm8-mono-odd-sndfile.wav", 1, "wav", "-pcmu8")
    sndfile("float64-mono-rifx-sndfile.wav", 1, "wav", "-float64", "-endian=big")
    sndfile("pcm32-stereo-rifx-sndfile.wav", 2, "wav", "-pcm32", "-endian=big")
    sndfile("alaw-stereo-extensible-sndfile.wav", 2, "wavex", "-alaw")
    sndfile("mulaw-mono-odd-sndfile.wav", 1, "wav", "-ulaw")

    with_wave_module("pcm8-stereo-python.wav", 2, 1)
    with_wave_module("pcm16-mono-python.wav", 1, 2)
    with_wave_module("pcm24-stereo-python.wav", 2, 3)
    with_wave_module("pcm32-mono-python.wav", 1, 4)

    with_scipy("pcm8-mono-odd-scipy.wav", 1, "u1")
    with_scipy("pcm16-stereo-scipy.wav", 2, "i2")
    with_scipy("pcm32-stereo-scipy.wav", 2, "i4")
    with_scipy("float32-stereo-scipy.wav", 2, "f4")
    with_scipy("float64-mono-scipy.wav", 1, "f8")


def unsupported():
    ffmpeg("unsupported-adpcm-ms-ffmpeg.wav", 1, "-c:a", "adpcm_ms")
    ffmpeg("unsupported-adpcm-ima-ffmpeg.wav", 1, "-c:a", "adpcm_ima_wav")
    ffmpeg("unsupported-mp3-ffmpeg.wav", 1, "-c:a", "libmp3lame", "-b:a", "8k")
    sox("unsupported-gsm-sox.wav", 1, "-e", "gsm-full-rate", "-r", 8000)
    with_scipy("unsupported-pcm64-scipy.wav", 1, "i8")
    for kind in ["flac", "ogg", "aiff", "au", "w64"]:
        run("sox", "-V1", "-D", "-t", "f64", "-r", RATE, "-c", 1, "-", "-t", kind, OUT / f"unsupported-{kind}.wav", data=raw(1))
    command = ["ffmpeg", "-v", "error", "-f", "f64le", "-ar", RATE, "-ac", 1, "-i", "-", "-b:a", "8k"]
    for kind, tags in [("mp3", 0), ("mp3-id3", 3)]:
        data = run(*command, "-id3v2_version", tags, "-write_xing", 0, "-f", "mp3", "-", data=raw(1))
        (OUT / f"unsupported-{kind}.wav").write_bytes(data)


def decoded(path, channels):
    """The mean of the channels, on the scale of 16-bit integers. RIFX by others: ffmpeg reads only some of it."""
    if path.name.startswith("pcm") and "-rifx-" in path.name:
        x = np.frombuffer(run("sox", path, "-t", "f64", "-"), "<f8")
    elif "-rifx-" in path.name:
        x = scipy.io.wavfile.read(path)[1]
    else:
        x = np.frombuffer(run("ffmpeg", "-v", "fatal", "-i", path, "-f", "f64le", "-c:a", "pcm_f64le", "-"), "<f8")
    x = x.reshape(-1, channels).astype("f8")
    if len(x) != FRAMES:
        sys.exit(f"{path}: expected {FRAMES} frames, got {len(x)}")
    return [sum(frame) / channels for frame in (x * 32768).tolist()]


def described(path):
    """Sample rate, channels, encoding, bits, byte order: what the name says, held against the bytes."""
    data = path.read_bytes()
    order = ">" if data[:4] == b"RIFX" else "<"
    at = data.index(b"fmt ") + 8
    tag, channels, rate, _, _, bits = struct.unpack_from(order + "HHIIHH", data, at)
    if tag == 0xFFFE:
        tag = struct.unpack_from(order + "H", data, at + 24)[0]
    encoding = {1: "PCM", 3: "FLOAT", 6: "A_LAW", 7: "MU_LAW"}[tag]
    stem = encoding.lower().replace("_", "").replace("float", f"float{bits}").replace("pcm", f"pcm{bits}")
    if not path.name.startswith(stem + "-"):
        sys.exit(f"{path}: is {stem}")
    return rate, channels, encoding, bits, "LITTLE_ENDIAN" if order == "<" else "BIG_ENDIAN"


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.wav"):
        old.unlink()
    supported()
    lines = []
    for path in sorted(OUT.glob("*.wav")):
        fields = described(path)
        lines.append("\t".join([path.name, *map(str, fields), *map(repr, decoded(path, fields[1]))]))
    (OUT / "expected.tsv").write_text("\n".join(lines) + "\n")
    unsupported()


if __name__ == "__main__":
    main()
