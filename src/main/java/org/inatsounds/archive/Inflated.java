package org.inatsounds.archive;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Where the inflated bytes of an archive come from: in order, one buffer after the other. */
@FunctionalInterface
interface Inflated {

    /**
     * The buffer being read: the same one until it is used up, then the next.
     *
     * @return a buffer with at least one byte left, or null at the end
     * @throws ArchiveFault if the bytes that would follow are damaged
     */
    @Nullable
    ByteBuffer buffer() throws ArchiveFault;
}
