package org.inatsounds.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Hands files to a {@link MemberSink}. */
record PassingMembers(MemberSink sink) implements MemberTarget {

    @Override
    public int write(List<String> path, Member member, StagingFolder.Body body) throws ArchiveFault {
        try (SummedChannel out = new SummedChannel(sink.open(member))) {
            body.copyTo(out);
            return out.sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
