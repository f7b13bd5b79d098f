package org.inatsounds.cli;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A terminal that understands what the simplest one does: characters, carriage return, new line, and wrapping. */
public final class Screen {

    private final int columns;
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int column;

    public Screen(int columns) {
        this.columns = columns;
    }

    /** A stream into this screen. Each write shows at once. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                new String(bytes, offset, length, StandardCharsets.UTF_8)
                        .codePoints()
                        .forEach(Screen.this::put);
            }
        };
    }

    private void put(int c) {
        if (c == '\r') {
            column = 0;
        } else if (c == '\n') {
            newLine();
        } else {
            if (column == columns) {
                newLine();
            }
            StringBuilder line = lines.get(lines.size() - 1);
            while (line.length() <= column) {
                line.append(' ');
            }
            line.setCharAt(column, (char) c);
            column++;
        }
    }

    private void newLine() {
        lines.add(new StringBuilder());
        column = 0;
    }

    /** What is to be seen, without blanks at the ends of lines and without empty lines at the end. */
    public List<String> lines() {
        List<String> seen = new ArrayList<>(
                lines.stream().map(line -> line.toString().stripTrailing()).toList());
        while (!seen.isEmpty() && seen.get(seen.size() - 1).isEmpty()) {
            seen.remove(seen.size() - 1);
        }
        return seen;
    }
}
