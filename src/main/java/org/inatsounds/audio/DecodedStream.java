package org.inatsounds.audio;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;

/**
 * A recording as ffmpeg decodes it: a WAV file of floats that comes through a pipe. At its end stands what ffmpeg has to say; a
 * recording that it gave up on is malformed. Closing it ends ffmpeg.
 */
final class DecodedStream extends FilterInputStream {

    /** What a header of floats is at most, and a few samples. */
    private static final int HEADER = 256;

    private static final int MOST_WORDS = 2000;
    private static final int MOST_LINES = 2;
    private static final long PATIENCE_SECONDS = 10;

    /** Formats of sound. Not among them: lists of other files, which would be read in a recording's place. */
    private static final String FORMATS =
            "aac,aiff,amr,ape,asf,au,caf,flac,matroska,mov,mp3,mp4,m4a,ogg,w64,wav,webm,wv";

    private final Path file;
    private final Process process;
    private final Words words;
    private long bytes;
    private boolean atEnd;

    private DecodedStream(Path file, Process process) {
        super(process.getInputStream());
        this.file = file;
        this.process = process;
        this.words = new Words(process.getErrorStream());
    }

    /**
     * Starts ffmpeg and reads the header of what it writes.
     *
     * @param program ffmpeg's name or path
     */
    static WavReader open(Path file, String program) {
        if (!Files.isReadable(file)) {
            throw new StorageException(file + ": can't be read: permission denied");
        }
        DecodedStream stream = new DecodedStream(file, start(file, program));
        try {
            return WavReader.open(stream, file.toString(), stream::remark);
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private static Process start(Path file, String program) {
        // The first sound in the file, at its own rate, with all of its channels. With "file:" no name is an option or
        // an address.
        List<String> command = List.of(
                program,
                "-nostdin",
                "-hide_banner",
                "-v",
                "error",
                "-protocol_whitelist",
                "file,pipe",
                "-format_whitelist",
                FORMATS,
                "-i",
                "file:" + file.toAbsolutePath(),
                "-map",
                "0:a:0",
                "-map_metadata",
                "-1",
                "-fflags",
                "+bitexact",
                "-c:a",
                "pcm_f32le",
                "-f",
                "wav",
                "pipe:1");
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new BadInputException(
                    file + ": not a WAV file, and ffmpeg, which decodes other formats, can't be started"
                            + " (" + program
                            + "). Install ffmpeg (Debian, Ubuntu: apt install ffmpeg; macOS: brew install"
                            + " ffmpeg; Windows: winget install ffmpeg) so that it is on PATH, or convert the file to WAV",
                    e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count >= 0) {
            bytes += count;
        } else if (!atEnd) {
            atEnd = true;
            ended();
        }
        return count;
    }

    /** Tells a recording that is over from one that ffmpeg can't read. */
    private void ended() {
        int code = exitCode();
        String said = words.text();
        if (code != 0 || (bytes <= HEADER && !said.isEmpty())) {
            throw new BadInputException(
                    file + ": ffmpeg can't decode it: " + (said.isEmpty() ? "it ended with " + code : said));
        }
    }

    private int exitCode() {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new BadInputException(file + ": ffmpeg has written all, but does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ffmpeg ends", e);
        }
    }

    /** What ffmpeg complained about in a recording that it decoded all the same. Known at the end. */
    private Optional<String> remark() {
        String said = atEnd ? words.text() : "";
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of("a part of it may be missing; message of ffmpeg: " + said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            super.close();
        } catch (IOException ignored) {
            // It is a pipe that nobody needs any more.
        }
    }

    /** Takes what ffmpeg complains about, so that it never waits for somebody to listen, and keeps the beginning. */
    private static final class Words {

        private final InputStream in;
        private final StringBuilder said = new StringBuilder();
        private final Thread reader = new Thread(this::read, "ffmpeg's words");

        Words(InputStream in) {
            this.in = in;
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            byte[] buffer = new byte[1 << 10];
            try (in) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    synchronized (said) {
                        if (said.length() < MOST_WORDS) {
                            said.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                        }
                    }
                }
            } catch (IOException ignored) {
                // The process was ended.
            }
        }

        /** The first lines, as one; the process has ended. */
        String text() {
            try {
                reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (said) {
                return said.toString()
                        .lines()
                        .map(line ->
                                line.replaceAll("^\\[[^\\]]*\\] |\\p{Cc}+", "").strip())
                        .filter(line -> !line.isEmpty())
                        .limit(MOST_LINES)
                        .collect(Collectors.joining("; "));
            }
        }
    }
}
