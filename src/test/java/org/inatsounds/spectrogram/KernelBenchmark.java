package org.inatsounds.spectrogram;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time a frame takes, from samples to the elements of the output. {@code scripts/bench_kernel.sh} runs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class KernelBenchmark {

    private static final int FRAMES = 4096;

    @Param({"inatsounds-2024", "inatsounds-2025", "librosa", "torchaudio"})
    public String preset = "";

    private SpectrogramBuilder builder = new SpectrogramBuilder(Preset.INATSOUNDS_2024);
    private float[] samples = {};

    /** Noise with as many frames as one call is said to have, give or take the two that padding adds. */
    @Setup
    public void prepare() {
        Preset numbers = Preset.named(preset).orElseThrow();
        builder = new SpectrogramBuilder(numbers);
        Framing framing = numbers.framing();
        samples = new float[framing.frameLength() + (FRAMES - 1) * framing.hop() - 2 * framing.padLength()];
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.rint(3000 * random.nextGaussian());
        }
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public Spectrogram frame() {
        builder.feed(samples, 0, samples.length);
        return builder.finish();
    }
}
