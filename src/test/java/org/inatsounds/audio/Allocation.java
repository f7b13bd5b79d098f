package org.inatsounds.audio;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what the calling thread allocates. */
final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Bytes allocated by this thread so far. */
    static long now() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
