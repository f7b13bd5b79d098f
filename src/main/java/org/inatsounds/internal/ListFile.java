package org.inatsounds.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;

/**
 * A small list that a person writes, or a program for one: a name a line, in UTF-8. Lines end with LF, CRLF or CR. Reading
 * ends soon on what is no such list: a device without end, an archive, a recording.
 */
public final class ListFile {

    /** The train split has 137,000 recordings. */
    private static final int MOST_LINES = 1_000_000;

    private static final int MOST_BYTES = 1 << 26;

    /** Four times the longest path that any system has would be more; no name is that long. */
    private static final int LONGEST_LINE = 1 << 13;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /**
     * A line with something on it.
     *
     * @param text without blanks around it, nor a byte order mark; otherwise as it is written
     * @param number of the line, from 1
     */
    public record Line(String text, int number) {

        /** The text for comparison: see {@link ListFile#plain}. */
        public String plain() {
            return ListFile.plain(text);
        }
    }

    private final String name;
    private final String expected;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<Line> lines = new ArrayList<>();
    private int number;
    private boolean afterReturn;

    private ListFile(String name, String expected, InputStream in) {
        this.name = name;
        this.expected = expected;
        this.in = in;
    }

    /**
     * Reads a list.
     *
     * @param file a file, or a pipe
     * @param expected the content of it, for messages: {@code species, one a line}
     * @return the lines that are not blank
     * @throws BadInputException if there is no such file, or it is no text in UTF-8, or too long for a list
     * @throws StorageException if it can't be read
     */
    public static List<Line> read(Path file, String expected) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": expected a file with " + expected + ", got a folder");
        }
        try (InputStream in = InputFile.open(file)) {
            return read(in, file.toString(), expected);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file; expected a file with " + expected, e);
        } catch (AccessDeniedException e) {
            throw new StorageException(file + ": can't be read: permission denied", e);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a list from a stream, which stays open.
     *
     * @param name for messages: a file, or {@code standard input}
     * @throws IOException as the stream does
     */
    public static List<Line> read(InputStream in, String name, String expected) throws IOException {
        return new ListFile(name, expected, new BufferedInputStream(in)).lines();
    }

    /**
     * A name as it is compared with another one: see {@link CanonicalName#of}.
     */
    public static String plain(String text) {
        return CanonicalName.of(text);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Byte order mark, zero width space and word joiner: what copying from a web page or a table brings along. */
    private static boolean isInvisible(char c) {
        return c == BYTE_ORDER_MARK || c == '\u200B' || c == '\u2060';
    }

    private List<Line> lines() throws IOException {
        long bytes = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (++bytes > MOST_BYTES) {
                throw refused("longer than " + (MOST_BYTES >> 20) + " MiB");
            }
            if (next == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = next == '\r';
            if (next == '\n' || next == '\r') {
                endLine();
            } else {
                add(next);
            }
        }
        if (line.size() > 0) {
            endLine();
        }
        return List.copyOf(lines);
    }

    private void add(int next) {
        if (next == 0) {
            throw refused("there is a zero byte in line " + (number + 1) + " (binary, or text in UTF-16)");
        }
        if (line.size() == LONGEST_LINE) {
            throw refused("line " + (number + 1) + " is longer than " + LONGEST_LINE + " bytes");
        }
        line.write(next);
    }

    private void endLine() {
        number++;
        if (number > MOST_LINES) {
            throw refused("more than " + MOST_LINES + " lines");
        }
        String text = stripped(decoded());
        line.reset();
        if (!text.isEmpty()) {
            lines.add(new Line(text, number));
        }
    }

    private String decoded() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInputException(
                    name + ":" + number + ": not text in UTF-8: expected " + expected + "; save it as UTF-8", e);
        }
    }

    /** A text without blanks around it, also such that do not break, nor invisible marks. */
    public static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (isBlank(text.charAt(from)) || isInvisible(text.charAt(from)))) {
            from++;
        }
        while (to > from && (isBlank(text.charAt(to - 1)) || isInvisible(text.charAt(to - 1)))) {
            to--;
        }
        return text.substring(from, to);
    }

    private BadInputException refused(String why) {
        return new BadInputException(name + ": " + why + ": expected " + expected);
    }
}
