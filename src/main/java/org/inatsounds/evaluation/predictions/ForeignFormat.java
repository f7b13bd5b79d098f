package org.inatsounds.evaluation.predictions;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.inatsounds.BadInputException;

/** Files of other programs that are no text, known by how they begin: so that a refusal can say what it got. */
final class ForeignFormat {

    /** How many bytes of a file tell what it is. */
    static final int RECOGNISED_BY = 512;

    private static final String AS_TABLE =
            ": write it as CSV (pandas: frame.to_csv(file, index=False)), or as a matrix" + " with numpy.save";
    private static final String UNPACK =
            ": decompress it first, or send it decompressed to standard input (PREDICTIONS is then -)";

    /**
     * One kind.
     *
     * @param at where its mark stands
     * @param mark Latin-1, a letter a byte
     * @param name for people
     * @param advice what to do
     */
    private record Kind(int at, String mark, String name, String advice) {

        boolean is(byte[] start) {
            if (start.length < at + mark.length()) {
                return false;
            }
            for (int i = 0; i < mark.length(); i++) {
                if (start[at + i] != (byte) mark.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(0, "\u00FD7zXZ\0", "xz", UNPACK),
            new Kind(0, "(\u00B5/\u00FD", "Zstandard", UNPACK),
            new Kind(0, "\4\"M\u0018", "LZ4", UNPACK),
            new Kind(0, "LZIP\1", "lzip", UNPACK),
            new Kind(0, "\u001F\u009D", "compress (.Z)", UNPACK),
            new Kind(0, "\u001F\u008B", "gzip in a compressed file", UNPACK),
            new Kind(0, "BZh91AY&SY", "bzip2 in a compressed file", UNPACK),
            new Kind(0, "7z\u00BC\u00AF'\u001C", "a 7z archive", UNPACK),
            new Kind(0, "Rar!\u001A\7", "a RAR archive", UNPACK),
            new Kind(257, "ustar", "a tar archive", UNPACK),
            new Kind(0, "PAR1", "Parquet", AS_TABLE),
            new Kind(0, "PARE", "Parquet (encrypted)", AS_TABLE),
            new Kind(0, "\u0089HDF\r\n\u001A\n", "HDF5", AS_TABLE),
            new Kind(0, "ARROW1", "Arrow (Feather)", AS_TABLE),
            new Kind(0, "\u00FF\u00FF\u00FF\u00FF", "Arrow (a stream)", AS_TABLE),
            new Kind(0, "FEA1", "Feather", AS_TABLE),
            new Kind(0, "ORC", "ORC", AS_TABLE),
            new Kind(0, "Obj\1", "Avro", AS_TABLE),
            new Kind(0, "SQLite format 3\0", "SQLite", AS_TABLE),
            new Kind(0, "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", "Excel (.xls)", AS_TABLE),
            new Kind(0, "MATLAB 5.0 MAT-file", "MATLAB", AS_TABLE),
            new Kind(0, "CDF\1", "NetCDF", AS_TABLE),
            new Kind(0, "CDF\2", "NetCDF", AS_TABLE),
            new Kind(0, "RDX", "R data", AS_TABLE),
            new Kind(0, "\u0080\2", "pickle", AS_TABLE),
            new Kind(0, "\u0080\3", "pickle", AS_TABLE),
            new Kind(0, "\u0080\4", "pickle", AS_TABLE),
            new Kind(0, "\u0080\5", "pickle", AS_TABLE),
            new Kind(0, "RIFF", "RIFF (a WAV file?)", ""),
            new Kind(0, "%PDF-", "PDF", AS_TABLE));

    private ForeignFormat() {}

    /**
     * Refuses what is none of ours.
     *
     * @param start the first {@link #RECOGNISED_BY} bytes, or all there are
     * @throws BadInputException when it is a file of another program
     */
    static void refuse(byte[] start, String file) {
        for (Kind kind : KINDS) {
            if (kind.is(start) && isBinary(start, kind.mark)) {
                throw new BadInputException(file + ": expected a table or a .npy file, got " + kind.name + kind.advice);
            }
        }
    }

    /** Whether no text begins so: a table may well have a first column ORC. */
    private static boolean isBinary(byte[] start, String mark) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(mark)) {
            return true;
        }
        for (byte b : start) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n') {
                return true;
            }
        }
        return mark.startsWith("%PDF") || mark.startsWith("MATLAB");
    }
}
