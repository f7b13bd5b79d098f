package org.inatsounds.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays in files, as NumPy writes and reads them. */
final class NpyTest {

    @TempDir
    private Path folder;

    /** The golden files were written by NumPy: what was read and is written again must be the same bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"inatsounds-2024", "inatsounds-2025-magnitude", "librosa"})
    void filesAreNumPysByteForByte(String setting) throws IOException {
        for (String name : Golden.names(setting)) {
            Path file = folder.resolve(name + ".npy");
            NpyArray array = Golden.expected(setting, name);

            NpyWriter.write(array, file);

            assertThat(file).hasSameBinaryContentAs(Golden.file(setting, name));
            assertThat(NpyWriter.size(array)).isEqualTo(Files.size(file));
        }
    }

    @Test
    void fortranOrderIsTurned() throws IOException {
        byte[] elements = {1, 2, 3, 4, 5, 6};
        NpyArray array = NpyReader.read(file("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }", elements));

        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(NpyArray.of(array).value(1)).isEqualTo(3);
        assertThat(values(array)).containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Test
    void everyLayoutIsWrittenInItsOrder() {
        byte[] block = new byte[2 * Spectrogram.BLOCK];
        System.arraycopy(new byte[] {1, 2, 3}, 0, block, 0, 3);
        System.arraycopy(new byte[] {4, 5, (byte) 200}, 0, block, Spectrogram.BLOCK, 3);

        assertThat(values(Layout.MEL_TIME, block)).containsExactly(1, 2, 3, 4, 5, 200);
        assertThat(values(Layout.MEL_TIME_HIGH_FIRST, block)).containsExactly(4, 5, 200, 1, 2, 3);
        assertThat(values(Layout.TIME_MEL, block)).containsExactly(1, 4, 2, 5, 3, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (x,), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999,), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1, 1, 1, 1, 1), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2000000, 2000000, 2000000, 2000000), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (8,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '|u1', 'shape': (2,), }",
                "",
            })
    void otherHeadersAreRefusedByName(String header) throws IOException {
        Path file = file(header, new byte[7]);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> NpyReader.read(file))
                .withMessageContaining("case.npy");
    }

    @Test
    void whatIsNoArrayIsRefusedByName() throws IOException {
        Path file = folder.resolve("case.npy");
        for (byte[] content : new byte[][] {{}, {1, 2, 3}, "RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII)}) {
            Files.write(file, content);
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> NpyReader.read(file))
                    .withMessageContaining("case.npy");
        }
    }

    @Test
    void missingPlacesAreToldApart() {
        Path missing = folder.resolve("none").resolve("a.npy");
        assertThatExceptionOfType(DataMismatchException.class).isThrownBy(() -> NpyReader.read(missing));
        NpyArray array = new NpyArray(ElementType.UINT8, new int[] {1}, new byte[1]);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> NpyWriter.write(array, missing));
    }

    @Test
    void parityCountsAndMeasures() {
        NpyArray one = new NpyArray(ElementType.UINT8, new int[] {4}, new byte[] {0, 10, (byte) 255, 7});
        NpyArray other = new NpyArray(ElementType.UINT8, new int[] {4}, new byte[] {0, 11, (byte) 250, 7});

        Parity parity = Parity.of(one, other).plus(Parity.of(one, one));

        assertThat(parity).isEqualTo(new Parity(8, 2, 5, 255));
        assertThat(parity.share()).isEqualTo(0.25);
        assertThat(Parity.NONE.share()).isZero();
    }

    @Test
    void parityRefusesOtherShapesAndTypes() {
        NpyArray one = new NpyArray(ElementType.UINT8, new int[] {4}, new byte[4]);
        NpyArray shape = new NpyArray(ElementType.UINT8, new int[] {2, 2}, new byte[4]);
        NpyArray type = new NpyArray(ElementType.FLOAT32, new int[] {4}, new byte[16]);
        assertThatExceptionOfType(DataMismatchException.class)
                .isThrownBy(() -> Parity.of(one, shape))
                .withMessageContaining("uint8 [4]")
                .withMessageContaining("uint8 [2, 2]");
        assertThatExceptionOfType(DataMismatchException.class).isThrownBy(() -> Parity.of(one, type));
    }

    private Path file(String dictionary, byte[] elements) throws IOException {
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(10 + text.length + elements.length)
                .put(NpyWriter.MAGIC)
                .put((byte) text.length)
                .put((byte) 0)
                .put(text)
                .put(elements);
        return Files.write(folder.resolve("case.npy"), content.array());
    }

    private static int[] values(Layout layout, byte[] block) {
        Blocks blocks = new Blocks(block.length, Memory.UNLIMITED);
        System.arraycopy(block, 0, blocks.next(), 0, block.length);
        return values(NpyArray.of(new Spectrogram(ElementType.UINT8, layout, 2, 3, blocks, null)));
    }

    private static int[] values(NpyArray array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) array.value(i);
        }
        return values;
    }
}
