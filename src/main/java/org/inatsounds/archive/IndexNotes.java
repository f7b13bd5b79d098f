package org.inatsounds.archive;

import org.inatsounds.archive.gzip.GzipCheckpoint;
import org.inatsounds.archive.gzip.GzipIndexWriter;
import org.inatsounds.archive.gzip.IndexedMember;

/**
 * Writes down where an archive can be entered and which files are in it, and extracts nothing.
 *
 * @param index takes the notes
 */
public record IndexNotes(GzipIndexWriter index) implements StreamUnpacker.Watcher {

    @Override
    public boolean wants(Member member) {
        return false;
    }

    @Override
    public void written(Member member) {
        throw new IllegalStateException("nothing is wanted");
    }

    @Override
    public void reached(GzipCheckpoint checkpoint) {
        index.add(checkpoint);
    }

    @Override
    public void passing(IndexedMember member) {
        index.add(member);
    }
}
