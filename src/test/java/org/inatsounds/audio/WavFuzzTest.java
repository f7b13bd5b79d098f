package org.inatsounds.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.inatsounds.BadInputException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Headers with random damage: no failure but {@link BadInputException}, no hang, no large allocation. The seeds are fixed;
 * a file that breaks a rule is printed and belongs into the resources as {@code found-*.wav}.
 */
final class WavFuzzTest {

    private static final int CASES = 2_000;

    /** The reader's buffer, its block of samples, tables, messages; nothing that a header asks for. */
    private static final long MOST_ALLOCATED = 300_000;

    private static final long[] ODD_NUMBERS = {
        0,
        1,
        2,
        3,
        7,
        8,
        0xFF,
        0x7FFF,
        0x8000,
        0xFFFE,
        0xFFFF,
        0x7FFF_F000L,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFFEL,
        0xFFFF_FFFFL
    };

    private static final String[] IDS = {
        "RIFF", "RIFX", "RF64", "BW64", "WAVE", "fmt ", "data", "ds64", "LIST", "\0\0\0\0"
    };

    @Test
    void damagedHeadersOfStreamsAreReadOrRefused() {
        List<byte[]> seeds = seeds();
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            int read = 0;
            for (int i = 0; i < CASES; i++) {
                Random random = new Random(i);
                byte[] wav = damage(seeds.get(random.nextInt(seeds.size())), random);
                read += survives("stream " + i, wav, () -> WavReader.open(new ByteArrayInputStream(wav), "-"));
            }
            // Neither all nor none: the damage is worth something.
            assertThat(read).isBetween(CASES / 10, CASES * 9 / 10);
        });
    }

    @Test
    void damagedHeadersOfFilesAreReadOrRefused(@TempDir Path folder) {
        List<byte[]> seeds = seeds();
        Path file = folder.resolve("fuzz.wav");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = CASES; i < CASES + CASES / 8; i++) {
                Random random = new Random(i);
                byte[] wav = damage(seeds.get(random.nextInt(seeds.size())), random);
                Files.write(file, wav);
                survives("file " + i, wav, () -> WavReader.open(file));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seedFiles")
    void filesAsTheyAreAreReadOrRefused(Path file) {
        byte[] wav = WavCases.bytes(file);
        survives(file.toString(), wav, () -> WavReader.open(new ByteArrayInputStream(wav), "-"));
        survives(file.toString(), wav, () -> WavReader.open(file));
    }

    private static List<Path> seedFiles() {
        List<Path> files = new ArrayList<>(WavCases.unsupported());
        files.addAll(WavCases.found());
        WavCases.supported().forEach(wav -> files.add(wav.file()));
        return files;
    }

    private static List<byte[]> seeds() {
        return seedFiles().stream().map(WavCases::bytes).toList();
    }

    /** Returns 1 if samples came out, 0 if it was refused. */
    private static int survives(String name, byte[] wav, Supplier<WavReader> open) {
        float[] samples = new float[256];
        long before = Allocation.now();
        int outcome;
        long frames = 0;
        try (WavReader reader = open.get()) {
            int got;
            do {
                got = reader.read(samples, 0, samples.length);
                frames += got;
            } while (got > 0);
            outcome = frames == reader.frames().orElse(-1) ? 1 : -1;
            reader.truncation().ifPresent(t -> assertThat(t.gotFrames()).isLessThan(t.expectedFrames()));
        } catch (BadInputException e) {
            outcome = 0;
        } catch (RuntimeException | Error e) {
            return fail(name + ": " + HexFormat.of().formatHex(wav), e);
        }
        long allocated = Allocation.now() - before;
        if (allocated > MOST_ALLOCATED || outcome < 0 || frames > wav.length) {
            fail(String.format(
                    Locale.ROOT,
                    "%s: %,d bytes allocated, %,d frames: %s",
                    name,
                    allocated,
                    frames,
                    HexFormat.of().formatHex(wav)));
        }
        return outcome;
    }

    private static byte[] damage(byte[] seed, Random random) {
        byte[] wav = seed.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            // Mostly within the header.
            int at = random.nextInt(random.nextInt(5) == 0 ? wav.length : Math.min(wav.length, 110));
            wav = damage(wav, at, random);
        }
        return wav;
    }

    private static byte[] damage(byte[] wav, int at, Random random) {
        ByteBuffer view = ByteBuffer.wrap(wav);
        view.order(random.nextInt(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int even = at & ~1;
        long odd = ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
        switch (random.nextInt(8)) {
            case 0 -> wav[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> wav[at] = (byte) random.nextInt();
            case 2 -> view.putShort(Math.min(even, wav.length - 2), (short) odd);
            case 3 -> view.putInt(Math.min(even, wav.length - 4), (int) odd);
            case 4 -> view.putInt(Math.min(even, wav.length - 4), random.nextInt(2 * wav.length));
            case 5 -> {
                byte[] id = IDS[random.nextInt(IDS.length)].getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(id, 0, wav, Math.min(even, wav.length - 4), 4);
            }
            case 6 -> {
                return wav.length < 24 ? wav : Arrays.copyOf(wav, Math.max(20, at));
            }
            default -> {
                return moved(wav, at, random.nextInt(24));
            }
        }
        return wav;
    }

    /** With some bytes repeated. */
    private static byte[] moved(byte[] wav, int at, int count) {
        byte[] longer = Arrays.copyOf(wav, wav.length + count);
        System.arraycopy(
                wav,
                at,
                longer,
                Math.min(wav.length, at + count),
                Math.min(wav.length - at, longer.length - at - count));
        return longer;
    }
}
