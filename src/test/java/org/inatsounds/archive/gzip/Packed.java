package org.inatsounds.archive.gzip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Content of several kinds, and gzip members made of it with the JDK's compressor. */
final class Packed {

    /** Flags of a header: RFC 1952, section 2.3.1. */
    static final int FHCRC = 2;

    static final int FEXTRA = 4;
    static final int FNAME = 8;
    static final int FCOMMENT = 16;

    /** Kinds of content: each makes another part of the decoder work. */
    enum Kind {
        /** 16-bit samples of noise: mostly literals. */
        AUDIO {
            @Override
            byte[] make(int length, Random random) {
                ByteBuffer bytes = ByteBuffer.allocate(length + 2).order(ByteOrder.LITTLE_ENDIAN);
                double sample = 0;
                for (int i = 0; i < length; i += 2) {
                    double loudness = 300 + 2500 * Math.pow(Math.sin(i / 3e6), 8);
                    sample = 0.6 * sample + loudness * random.nextGaussian();
                    bytes.putShort(i, (short) sample);
                }
                return Arrays.copyOf(bytes.array(), length);
            }
        },
        /** Words: literals and matches. */
        TEXT {
            @Override
            byte[] make(int length, Random random) {
                String[] words = new String[2000];
                Arrays.setAll(
                        words,
                        i -> random.ints(2 + random.nextInt(9), 'a', 'z' + 1)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString());
                StringBuilder text = new StringBuilder(length + 16);
                while (text.length() < length) {
                    text.append(words[(int) Math.min(1999, Math.abs(random.nextGaussian() * 500))])
                            .append(random.nextInt(12) == 0 ? ",\n" : " ");
                }
                return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), length);
            }
        },
        /** Runs of one byte, and of patterns of up to 20: matches that overlap themselves. */
        RUNS {
            @Override
            byte[] make(int length, Random random) {
                byte[] bytes = new byte[length];
                for (int i = 0; i < length; ) {
                    int period = 1 + random.nextInt(20);
                    int end = Math.min(length, i + 1 + random.nextInt(600));
                    for (int start = i; i < end; i++) {
                        bytes[i] = i - start < period ? (byte) random.nextInt() : bytes[i - period];
                    }
                }
                return bytes;
            }
        },
        /** Nothing to compress: stored blocks. */
        RANDOM {
            @Override
            byte[] make(int length, Random random) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                return bytes;
            }
        },
        /** Some bytes are a thousand times as frequent as others: long codes. */
        SKEWED {
            @Override
            byte[] make(int length, Random random) {
                byte[] bytes = new byte[length];
                for (int i = 0; i < length; i++) {
                    bytes[i] = (byte) (1 / (random.nextDouble() + 1e-9));
                }
                return bytes;
            }
        },
        /** Zeros. */
        SILENCE {
            @Override
            byte[] make(int length, Random random) {
                return new byte[length];
            }
        };

        abstract byte[] make(int length, Random random);

        byte[] make(int length) {
            return make(length, new Random(length));
        }
    }

    private Packed() {}

    /** A member without optional fields. */
    static byte[] gzip(byte[] content, int level, int strategy) {
        return member(0, deflate(content, level, strategy), content);
    }

    static byte[] gzip(byte[] content) {
        return gzip(content, 6, Deflater.DEFAULT_STRATEGY);
    }

    /** Compressed data with nothing around. */
    static byte[] deflate(byte[] content, int level, int strategy) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        try (DeflaterOutputStream packer = new DeflaterOutputStream(out, deflater)) {
            packer.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** A member of compressed data: header with all fields that {@code flags} ask for, data, trailer. */
    static byte[] member(int flags, byte[] deflated, byte[] content) {
        byte[] header = concat(
                new byte[] {0x1F, (byte) 0x8B, 8, (byte) flags, 1, 2, 3, 4, 0, 3},
                (flags & FEXTRA) != 0 ? concat(new byte[] {44, 1}, new byte[300]) : new byte[0],
                (flags & FNAME) != 0 ? "val.tar\0".getBytes(StandardCharsets.US_ASCII) : new byte[0],
                (flags & FCOMMENT) != 0 ? "a comment\0".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] check = (flags & FHCRC) != 0 ? little((int) crc.getValue(), 2) : new byte[0];
        crc.reset();
        crc.update(content);
        return concat(header, check, deflated, little((int) crc.getValue(), 4), little(content.length, 4));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] little(int value, int bytes) {
        byte[] all = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
        return Arrays.copyOf(all, bytes);
    }
}
