package org.inatsounds.fetch.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bytes of requests go. Thread-safe. */
interface Target {

    /** Takes bytes of the object, from a position on. They count only once {@link #finished} says so. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Everything in {@code [start, end)} was written. */
    void finished(long start, long end) throws IOException;

    /** What to report when it could not take bytes. */
    RuntimeException failed(IOException e);
}
