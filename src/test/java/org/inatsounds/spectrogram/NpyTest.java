package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.npy.NpyArray;
import org.inatsounds.npy.NpyType;
import org.inatsounds.testing.NpyBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spectrograms beside arrays in files. */
final class NpyTest {

    @TempDir
    private Path folder;

    @Test
    void everyLayoutIsWrittenInItsOrder() {
        byte[] block = new byte[2 * Spectrogram.BLOCK];
        System.arraycopy(new byte[] {1, 2, 3}, 0, block, 0, 3);
        System.arraycopy(new byte[] {4, 5, (byte) 200}, 0, block, Spectrogram.BLOCK, 3);

        assertThat(values(AxisOrder.MEL_TIME, block)).containsExactly(1, 2, 3, 4, 5, 200);
        assertThat(values(AxisOrder.MEL_TIME_HIGH_FIRST, block)).containsExactly(4, 5, 200, 1, 2, 3);
        assertThat(values(AxisOrder.TIME_MEL, block)).containsExactly(1, 4, 2, 5, 3, 200);
    }

    @Test
    void missingPlacesAreToldApart() {
        Path missing = folder.resolve("none").resolve("a.npy");
        Spectrogram array = spectrogram(AxisOrder.MEL_TIME, new byte[2 * Spectrogram.BLOCK]);
        assertThatExceptionOfType(DataMismatchException.class).isThrownBy(() -> Parity.of(missing, array));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> array.writeNpy(missing));
    }

    /** The same array as a float64 in Fortran order, as a big-endian integer and so on: old features have all of these. */
    @ParameterizedTest
    @CsvSource({"|u1", "|i1", "<i2", ">i2", "<u4", ">i8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"})
    void comparesWithArraysOfAnyTypeAndOrder(String type) throws IOException {
        byte[] block = new byte[2 * Spectrogram.BLOCK];
        System.arraycopy(new byte[] {1, 2, 3}, 0, block, 0, 3);
        System.arraycopy(new byte[] {4, 5, 100}, 0, block, Spectrogram.BLOCK, 3);
        Spectrogram ours = spectrogram(AxisOrder.MEL_TIME, block);
        double[] same = {1, 2, 3, 4, 5, 100};
        double[] turned = {1, 4, 2, 5, 3, 100};
        double[] other = {1, 2, 3, 4, 9, 100};
        for (int version = 1; version <= 3; version++) {
            assertThat(compared(version, NpyBytes.header(type, false, "2, 3"), NpyBytes.elements(type, same), ours))
                    .isEqualTo(new Parity(6, 0, 0, 100));
            assertThat(compared(version, NpyBytes.header(type, true, "2, 3"), NpyBytes.elements(type, turned), ours))
                    .isEqualTo(new Parity(6, 0, 0, 100));
            assertThat(compared(version, NpyBytes.header(type, false, "2, 3"), NpyBytes.elements(type, other), ours))
                    .isEqualTo(new Parity(6, 1, 4, 100));
        }
    }

    private Parity compared(int version, String header, byte[] elements, Spectrogram ours) throws IOException {
        return Parity.of(Files.write(folder.resolve("a.npy"), NpyBytes.of(version, header, elements)), ours);
    }

    @Test
    void parityCountsAndMeasures() {
        byte[] block = new byte[2 * Spectrogram.BLOCK];
        System.arraycopy(new byte[] {0, 11, (byte) 250}, 0, block, 0, 3);
        Spectrogram ours = spectrogram(AxisOrder.MEL_TIME, block);
        NpyArray one = NpyArray.of(NpyType.UINT8, new int[] {2, 3}, new byte[] {0, 10, (byte) 255, 0, 0, 0});

        Parity parity = Parity.of(one, ours).plus(Parity.of(Golden.array(ours), ours));

        assertThat(parity).isEqualTo(new Parity(12, 2, 5, 255));
        assertThat(parity.share()).isEqualTo(2.0 / 12);
        assertThat(Parity.NONE.share()).isZero();
    }

    @Test
    void parityRefusesOtherShapes() throws IOException {
        Path file =
                Files.write(folder.resolve("a.npy"), NpyBytes.of(1, NpyBytes.header("|u1", false, "6,"), new byte[6]));
        Spectrogram ours = spectrogram(AxisOrder.MEL_TIME, new byte[2 * Spectrogram.BLOCK]);
        assertThatExceptionOfType(DataMismatchException.class)
                .isThrownBy(() -> Parity.of(file, ours))
                .withMessageContaining("uint8 [6]")
                .withMessageContaining("uint8 [2, 3]");
    }

    private static Spectrogram spectrogram(AxisOrder layout, byte[] block) {
        Blocks blocks = new Blocks(block.length, Memory.UNLIMITED);
        System.arraycopy(block, 0, blocks.next(), 0, block.length);
        return new Spectrogram(ElementType.UINT8, layout, 2, 3, blocks, null);
    }

    private static int[] values(AxisOrder layout, byte[] block) {
        NpyArray array = Golden.array(spectrogram(layout, block));
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) array.value(i);
        }
        return values;
    }
}
