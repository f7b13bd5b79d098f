package org.inatsounds.features;

import java.util.List;

/** An output into a folder that may hold some of it already. */
interface FolderOutput<T> extends BatchOutput<T> {

    /** As {@link #pending}, but only for being told: nothing is written, taken away or said. */
    List<BatchSource> unfinished(List<BatchSource> sources);
}
