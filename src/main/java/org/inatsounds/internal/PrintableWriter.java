package org.inatsounds.internal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * What a terminal shows: control characters in names, which CSV and JSON lines keep in a file or a pipe, are made visible.
 * Nothing of it is for a program to read.
 */
public final class PrintableWriter extends FilterWriter {

    public PrintableWriter(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        out.write(Text.printable(String.valueOf((char) c)));
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        out.write(Text.printable(new String(text, offset, length)));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        out.write(Text.printable(text.substring(offset, offset + length)));
    }
}
