package org.inatsounds.archive;

import java.time.Instant;
import java.util.List;

/** Where the files of an archive go while it is unpacked. */
interface MemberTarget {

    /**
     * Takes one file.
     *
     * @param path the parts of its name, as they were admitted
     * @return the CRC-32C of its bytes
     */
    int write(List<String> path, Member member, StagingFolder.Body body) throws ArchiveFault;

    /** A folder goes by. */
    default void noteTime(List<String> folder, Instant modified) {}

    /** Every file was taken. */
    default void finish() {}
}
