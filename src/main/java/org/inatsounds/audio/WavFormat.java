package org.inatsounds.audio;

import java.nio.ByteOrder;
import java.util.Locale;

/**
 * How the samples of a WAV file are stored.
 *
 * @param sampleRate frames per second, at least 1
 * @param channels samples per frame, at least 1
 * @param encoding of a sample
 * @param bits of a sample, as the header states them: 1 to 32 for PCM, 32 or 64 for floats, 8 for A-law and µ-law
 * @param order of the bytes of a sample: little-endian but for RIFX
 */
public record WavFormat(int sampleRate, int channels, Encoding encoding, int bits, ByteOrder order) {

    /** What the bits of a sample mean. */
    public enum Encoding {
        /** Integers: unsigned up to 8 bits, two's complement above. */
        PCM,
        /** IEEE 754, full scale ±1. */
        FLOAT,
        /** ITU-T G.711, Table 1. */
        A_LAW,
        /** ITU-T G.711, Table 2. */
        MU_LAW
    }

    /** For people, for example {@code 22,050 Hz, 16-bit PCM, mono}. */
    public String description() {
        String stored = switch (encoding) {
            case PCM -> bits + "-bit PCM";
            case FLOAT -> bits + "-bit float";
            case A_LAW -> "A-law";
            case MU_LAW -> "µ-law";
        };
        String mixed = channels == 1 ? "mono" : channels + " channels";
        return String.format(Locale.ROOT, "%,d Hz, %s, %s", sampleRate, stored, mixed);
    }

    /** Bytes of a sample. MPI, "Data Packing for PCM WAVE Files": the smallest number that holds its bits. */
    public int sampleBytes() {
        return (bits + 7) / 8;
    }

    /** Bytes of a frame: one sample of each channel. */
    public int frameBytes() {
        return channels * sampleBytes();
    }
}
