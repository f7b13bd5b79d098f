package org.inatsounds.features;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.inatsounds.archive.TarWriter;
import org.inatsounds.spectrogram.ArrayContent;
import org.jspecify.annotations.Nullable;

/**
 * Writes the members of one recording into a shard, as the {@code webdataset} library expects them together: {@code <key>.npy}, {@code
 * <key>.cls} with the category id where it is known, and {@code <key>.json}.
 */
public final class ShardMembers {

    private final TarWriter tar;
    private long written;

    /** Of a shard that was begun. */
    public ShardMembers(TarWriter tar) {
        this.tar = tar;
    }

    /**
     * What a recording is called in a shard, where everything up to the first dot of the last part of a name is the key.
     *
     * @param key of the recording: its name without the ending
     */
    public static String key(String key) {
        int last = key.lastIndexOf('/') + 1;
        return key.substring(0, last) + key.substring(last).replace('.', '_');
    }

    /** How many bytes of data were written, headers left out. */
    public long written() {
        return written;
    }

    /**
     * Writes the members of a recording.
     *
     * @param category its id; null where it is not known
     * @param json what else is known of it
     * @throws IOException as the stream of the shard does
     */
    public void add(String key, ArrayContent array, @Nullable String category, String json) throws IOException {
        long size = array.npySize();
        tar.add(key + ".npy", size, array::writeNpy);
        written += size;
        if (category != null) {
            add(key + ".cls", category);
        }
        add(key + ".json", json);
    }

    private void add(String member, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tar.add(member, bytes.length, out -> out.write(bytes));
        written += bytes.length;
    }
}
