package org.inatsounds.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.testing.NpyBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays in files, as NumPy writes and reads them. */
final class NpyArrayTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "spectrogram", "expected");

    @TempDir
    Path folder;

    /** The golden files were written by NumPy: what was read and is written again must be the same bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"inatsounds-2024/noise.npy", "inatsounds-2025-magnitude/noise.npy", "librosa/noise.npy"})
    void filesAreNumPysByteForByte(String name) throws IOException {
        byte[] file = Files.readAllBytes(GOLDEN.resolve(name));
        NpyArray array = NpyArray.read(GOLDEN.resolve(name));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        NpyArray.write(array.type(), array.shape(), elements -> write(array, elements), out);

        assertThat(out.toByteArray()).isEqualTo(file);
        assertThat(NpyArray.size(array.type(), array.shape())).isEqualTo(file.length);
        assertThat(NpyArray.shapeOf(GOLDEN.resolve(name)))
                .containsExactly(IntStream.of(array.shape()).asLongStream().toArray());
    }

    private static void write(NpyArray array, OutputStream out) throws IOException {
        String type = array.type() == NpyType.UINT8 ? "|u1" : "<f4";
        out.write(NpyBytes.elements(
                type, IntStream.range(0, array.size()).mapToDouble(array::value).toArray()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|b1", "|i1", "|u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8",
                "<f2", ">f2", "<f4", ">f4", "<f8", ">f8", ">u1", "=f4", "=i8"
            })
    void everyTypeIsReadInBothOrdersAndAllVersions(String type) throws IOException {
        double[] numbers = {0, 1, 1, 0, 1, 0};
        double[] turned = {0, 0, 1, 1, 1, 0};
        for (int version = 1; version <= 3; version++) {
            assertThat(values(version, NpyBytes.header(type, false, "2, 3"), NpyBytes.elements(type, numbers)))
                    .containsExactly(numbers);
            assertThat(values(version, NpyBytes.header(type, true, "2, 3"), NpyBytes.elements(type, turned)))
                    .containsExactly(numbers);
        }
    }

    private double[] values(int version, String header, byte[] elements) throws IOException {
        NpyArray array = NpyArray.read(file(version, header, elements));
        return IntStream.range(0, array.size()).mapToDouble(array::value).toArray();
    }

    private Path file(int version, String header, byte[] elements) throws IOException {
        return Files.write(folder.resolve("case.npy"), NpyBytes.of(version, header, elements));
    }

    @ParameterizedTest
    @CsvSource({
        "|i1, ff, -1",
        "|u1, ff, 255",
        "<i2, 0080, -32768",
        "<u2, 0080, 32768",
        ">u4, ffffffff, 4294967295",
        "<i8, ffffffffffffffff, -1",
        "<u8, 0000000000000080, 0x1p63",
        "<u8, ffffffffffffffff, 0x1p64",
        "|b1, 02, 1"
    })
    void signsCount(String type, String bytes, double value) throws IOException {
        byte[] elements = HexFormat.of().parseHex(bytes);
        assertThat(values(1, NpyBytes.header(type, false, "1,"), elements)).containsExactly(value);
    }

    @Test
    void arraysOfAnyDimensionsAreTurned() throws IOException {
        // numpy.arange(24).reshape(2, 3, 4) in Fortran order.
        double[] stored = IntStream.range(0, 24)
                .mapToDouble(i -> i % 2 * 12 + i / 2 % 3 * 4 + i / 6)
                .toArray();
        assertThat(values(1, NpyBytes.header("<f8", true, "2, 3, 4"), NpyBytes.elements("<f8", stored)))
                .containsExactly(DoubleStream.iterate(0, i -> i + 1).limit(24).toArray());
        assertThat(values(1, NpyBytes.header("<i2", true, ""), NpyBytes.elements("<i2", 7)))
                .containsExactly(7);
        assertThat(values(1, NpyBytes.header("<i2", true, "0, 99999"), new byte[0]))
                .isEmpty();
    }

    /** As other writers have it: double quotes, no spaces, Python 2's long numbers, another order of the keys. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"descr\":\"<i2\",\"fortran_order\":False,\"shape\":(2,)}",
                "{'shape': (2L,), 'fortran_order': False, 'descr': '<i2'}\n",
                "  { 'fortran_order' : False , 'shape' : ( 2 , ) , 'descr' : '<i2' , }   ",
            })
    void headersOfOtherWritersAreRead(String header) throws IOException {
        assertThat(values(1, header, NpyBytes.elements("<i2", 3, 4))).containsExactly(3, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '|S7', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<f16', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': [('a', '|u1')], 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (x,), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (-1,), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999,), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (9999999999999999999999,), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (2000000, 2000000, 2000000, 2000000), }",
                "{'descr': '|u1', 'fortran_order': False, 'shape': (8,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '|u1', 'fortran_order': Maybe, 'shape': (2,), }",
                "{'descr': '|u1', 'shape': (2,), }",
                "{'descr': '|u1",
                "{'descr'",
                "{",
                "",
            })
    void otherHeadersAreRefusedByName(String header) throws IOException {
        Path file = file(1, header, new byte[7]);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> NpyArray.read(file))
                .withMessageContaining("case.npy");
    }

    @Test
    void aHeaderThatKeepsAReaderBusyDoesNot() throws IOException {
        for (String part : new String[] {"(", "'", "{", "[", "'descr': ", "((((", " "}) {
            Path file = file(2, "{'shape': " + part.repeat(9_000 / part.length()), new byte[7]);
            assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> NpyArray.read(file));
        }
    }

    @Test
    void whatIsNoArrayIsRefusedByName() throws IOException {
        Path file = folder.resolve("case.npy");
        for (byte[] content : new byte[][] {{}, {1, 2, 3}, "RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII)}) {
            Files.write(file, content);
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> NpyArray.read(file))
                    .withMessageContaining("case.npy");
        }
        assertThatExceptionOfType(DataMismatchException.class)
                .isThrownBy(() -> NpyArray.read(folder.resolve("none.npy")));
    }

    /** Against a table of well-known values: IEEE 754-2019, table 3.5, and the neighbours of one. */
    @ParameterizedTest
    @CsvSource({
        "0x0000, 0.0",
        "0x8000, -0.0",
        "0x3C00, 1.0",
        "0xC000, -2.0",
        "0x7BFF, 65504.0",
        "0x0400, 0x1p-14",
        "0x03FF, 0x1.FF8p-15",
        "0x0001, 0x1p-24",
        "0x8001, -0x1p-24",
        "0x3555, 0x1.554p-2",
        "0x7C00, Infinity",
        "0xFC00, -Infinity",
        "0x7E00, NaN",
        "0xFC01, NaN"
    })
    void readsHalves(String bits, double value) {
        ByteBuffer number = ByteBuffer.allocate(Short.BYTES)
                .putShort(0, Integer.decode(bits).shortValue());
        assertThat(NpyValues.of(number, NpyType.FLOAT16, 1).at(0)).isEqualTo(Double.valueOf(value));
    }
}
