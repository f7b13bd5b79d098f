package org.inatsounds.archive.gzip;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.inatsounds.archive.gzip.Packed.Kind;
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

/** Time to decode a megabyte, here and with the JDK. {@code scripts/bench_gzip.sh} runs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class GzipBenchmark {

    private static final int MEGABYTES = 24;

    @Param({"AUDIO", "TEXT"})
    public String kind = "";

    private final byte[] buffer = new byte[1 << 16];
    private byte[] packed = {};

    /** Compresses as gzip does when nothing is asked of it: level 6. */
    @Setup
    public void prepare() {
        packed = Packed.gzip(Kind.valueOf(kind).make(MEGABYTES * 1_000_000));
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public long own() throws IOException {
        return drain(new GzipDecoder(new ByteArrayInputStream(packed)));
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public long jdk() throws IOException {
        return drain(new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16));
    }

    private long drain(InputStream in) throws IOException {
        try (in) {
            long total = 0;
            int count;
            while ((count = in.read(buffer)) >= 0) {
                total += count;
            }
            return total;
        }
    }
}
