package org.inatsounds.archive;

/** Is told of each file that was written whole. */
@FunctionalInterface
public interface Written {

    /**
     * A file was written.
     *
     * @param crc32c the CRC-32C (Castagnoli) of its bytes
     */
    void written(Member member, int crc32c);
}
