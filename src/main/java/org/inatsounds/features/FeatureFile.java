package org.inatsounds.features;

import java.nio.file.Path;

/**
 * Where the features of a recording are, or will be.
 *
 * @param source the recording
 * @param key under which it is recorded in the folder
 * @param folder the features folder
 * @param output the file below the folder, parts joined by {@code /}; of a shard, the shard
 */
record FeatureFile(BatchSource source, String key, Path folder, String output) {

    Path file() {
        return folder.resolve(output);
    }
}
