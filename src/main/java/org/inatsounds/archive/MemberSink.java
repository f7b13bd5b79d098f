package org.inatsounds.archive;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** Takes the files of an archive one after the other, without their being written to a disk. */
@FunctionalInterface
public interface MemberSink {

    /**
     * Begins to take a file. All calls, also those of the channel, come from the thread that unpacks.
     *
     * @return takes its bytes, and is closed after the last of them; with fewer bytes than the member has, the archive ended in it
     * @throws IOException if it can't be taken
     */
    WritableByteChannel open(Member member) throws IOException;
}
