package org.inatsounds.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/** Hands bytes on, and sums up those that were taken: what is written is not read again to know its checksum. */
final class SummedChannel implements WritableByteChannel {

    private final WritableByteChannel target;
    private final CRC32C sum = new CRC32C();

    /** @param target is closed with this one */
    SummedChannel(WritableByteChannel target) {
        this.target = target;
    }

    /** The CRC-32C of all bytes so far. */
    int sum() {
        return (int) sum.getValue();
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        ByteBuffer taken = from.duplicate();
        int count = target.write(from);
        sum.update(taken.limit(taken.position() + count));
        return count;
    }

    @Override
    public boolean isOpen() {
        return target.isOpen();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
