package org.inatsounds.archive;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an extended header says about the member that follows it (POSIX.1-2001, pax interchange format).
 *
 * @param path its name, if not the one in its own header
 * @param size its size in bytes, or -1 if its own header has it
 * @param modified its time, if not the one in its own header
 * @param sparse whether it is stored with holes left out
 */
record PaxHeader(@Nullable String path, long size, @Nullable Instant modified, boolean sparse) {

    static final PaxHeader NONE = new PaxHeader(null, -1, null, false);

    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TIME = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{0,30})?");

    /**
     * Reads records of the form {@code "<length> <keyword>=<value>\n"}, where the length counts the whole record.
     *
     * @param before what holds unless a record says otherwise
     */
    static PaxHeader parse(byte[] data, PaxHeader before) throws ArchiveFault {
        PaxHeader header = before;
        int at = 0;
        while (at < data.length) {
            int space = at;
            int length = 0;
            while (space < data.length && data[space] >= '0' && data[space] <= '9' && length <= data.length) {
                length = 10 * length + data[space++] - '0';
            }
            int end = at + length;
            if (length > data.length - at || space + 1 >= end || data[space] != ' ' || data[end - 1] != '\n') {
                throw ArchiveFault.damaged("its extended header is malformed");
            }
            String[] record = new String(data, space + 1, end - space - 2, StandardCharsets.UTF_8).split("=", 2);
            if (record.length != 2) {
                throw ArchiveFault.damaged("its extended header has a record without '='");
            }
            header = header.with(record[0], record[1]);
            at = end;
        }
        return header;
    }

    private PaxHeader with(String keyword, String value) throws ArchiveFault {
        // An empty value takes back what a global header said.
        return switch (keyword) {
            case "path" -> new PaxHeader(value.isEmpty() ? null : value, size, modified, sparse);
            case "size" -> new PaxHeader(path, value.isEmpty() ? -1 : size(value), modified, sparse);
            case "mtime" -> new PaxHeader(path, size, value.isEmpty() ? null : time(value), sparse);
            case "SCHILY.realsize" -> new PaxHeader(path, size, modified, true);
            default -> keyword.startsWith("GNU.sparse.") ? new PaxHeader(path, size, modified, true) : this;
        };
    }

    private static long size(String value) throws ArchiveFault {
        if (!SIZE.matcher(value).matches()) {
            throw ArchiveFault.damaged("its extended header gives no usable size");
        }
        return Long.parseLong(value);
    }

    private static Instant time(String value) throws ArchiveFault {
        if (!TIME.matcher(value).matches()) {
            throw ArchiveFault.damaged("its extended header gives no usable time");
        }
        BigDecimal nanos = new BigDecimal(value).movePointRight(9).setScale(0, RoundingMode.FLOOR);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
