package org.inatsounds.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.apache.hadoop.fs.FSDataInputStream;
import org.inatsounds.BadInputException;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.archive.MemberReader;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.fetch.http.RemoteArchive;
import org.jspecify.annotations.Nullable;

/** Reads the recordings of a part, one after the other. For one thread. */
final class PartReader implements AutoCloseable {

    private final RecordingPart part;
    private final HadoopFiles files;
    private final Iterator<WantedRecording> recordings;
    private @Nullable InputStream file;
    private @Nullable RemoteArchive remote;
    private @Nullable MemberReader members;

    PartReader(RecordingPart part, HadoopFiles files) {
        this.part = part;
        this.files = files;
        this.recordings = part.recordings().iterator();
    }

    boolean hasNext() {
        return recordings.hasNext();
    }

    WantedRecording next() {
        return recordings.next();
    }

    /**
     * Opens a recording: the last one that {@link #next} gave.
     *
     * @throws BadInputException if it is not there, or its file can't be read
     * @throws IOException if an archive can't be had
     */
    OpenedRecording open(WantedRecording recording) throws IOException {
        if (part.end() == RecordingPart.NOT_THERE) {
            throw new BadInputException("expected in " + part.uri() + ", but it is not there");
        }
        String position = part.position();
        if (position == null) {
            return new OpenedRecording(recording.path(), openFile());
        }
        MemberReader reader = members;
        if (reader == null) {
            reader = begin(ArchivePosition.parse(position));
            members = reader;
        }
        return new OpenedRecording(
                recording.path(),
                reader.open(new IndexedMember(recording.path(), recording.offset(), recording.size())));
    }

    /** Whatever keeps one of many files from being read is that file's fault. */
    private InputStream openFile() {
        try {
            InputStream opened = files.open(part.uri());
            file = opened;
            return opened;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException("can't be opened: " + e.getMessage(), e);
        }
    }

    private MemberReader begin(ArchivePosition from) throws IOException {
        try {
            return MemberReader.of(from.gzip(), packed(from.gzip().compressedOffset()));
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private InputStream packed(long from) throws IOException {
        if (HttpArchives.isHttp(part.uri())) {
            RemoteArchive archive = HttpArchives.open(HttpArchives.uri(part.uri()));
            remote = archive;
            return archive.openPart(from, part.end());
        }
        FSDataInputStream opened = files.open(part.uri());
        file = opened;
        opened.seek(from);
        return opened;
    }

    /**
     * Throws if it was no fault of a recording that it could not be read: the network, or who holds the archive. Then the task is to be
     * tried again.
     *
     * @throws IOException if the file system failed
     */
    void throwFailure() throws IOException {
        IOException failure = members == null ? null : members.failure();
        if (failure != null) {
            throw explained(failure);
        }
    }

    /** What is to be thrown: where the archive is on a server, this throws it itself. */
    private IOException explained(IOException e) {
        if (remote != null) {
            throw remote.explained(e);
        }
        return e;
    }

    @Override
    public void close() {
        try {
            if (members != null) {
                members.close();
            }
            if (file != null) {
                file.close();
            }
        } catch (IOException ignored) {
            // What was read is read.
        }
    }
}
