package org.inatsounds.fetch.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.inatsounds.Progress;

/** Reports what is read. */
final class Counted extends FilterInputStream {

    private final Progress.Step step;

    Counted(InputStream in, Progress.Step step) {
        super(in);
        this.step = step;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        step.advance(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        step.advance(Math.max(count, 0));
        return count;
    }
}
