package org.inatsounds.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.StorageException;
import org.inatsounds.internal.InputFile;

/**
 * Reads the annotations of one split, {@code DATA/train.json} and the like, in either spelling.
 *
 * <p>The arrays and their fields may come in any order; what is not known is ignored. {@code audio} is needed, and in each
 * recording {@code id} and {@code file_name}, in each category {@code id} and {@code name}, in each annotation all three
 * ids, in each licence its {@code id}. Everything else may be absent or null.
 */
public final class AnnotationReader {

    private static final int BUFFER_BYTES = 1 << 16;

    static final JsonFactory JSON = JsonFactory.builder()
            // Python writes the bare token NaN for a number that is not known.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // There are four numbers in a recording: for all of train 130 MB at the peak, and without it 195 MB.
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Whoever opens a stream closes it.
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private AnnotationReader() {}

    /**
     * Reads one file.
     *
     * @param file an annotation file as unpacked from the release; a pipe is read by {@link AnnotationFile}
     * @throws BadInputException when the file is not JSON, or a value is missing or not what it should be, naming file,
     *     line, column (in bytes) and element; also when an id occurs twice or refers to nothing, a recording has two
     *     species, or only some of the recordings have one, naming file, element and id
     * @throws DataMismatchException when there is no such file
     * @throws StorageException when the file can't be read
     */
    public static Annotations read(Path file) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": is a folder; expected an annotation file such as test.json");
        }
        try (InputStream in = Files.newInputStream(InputFile.found(file))) {
            return read(file, in);
        } catch (NoSuchFileException e) {
            throw new DataMismatchException(file + ": no such file; `inatsounds fetch` downloads the annotations", e);
        } catch (AccessDeniedException e) {
            throw new StorageException(file + ": can't be read: permission denied", e);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    /** The same of a stream, which stays open. */
    static Annotations read(Path file, InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream, BUFFER_BYTES);
        refuseGzip(file, in);
        try (JsonParser parser = JSON.createParser(in)) {
            JsonCursor json = new JsonCursor(file, parser);
            try {
                return new Linker(file, new AnnotationParser(json).parse()).link();
            } catch (JsonProcessingException | CharConversionException e) {
                throw json.malformed(e);
            }
        }
    }

    private static void refuseGzip(Path file, InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        if (gzip) {
            throw new BadInputException(
                    file + ": is compressed with gzip; expected JSON. Decompress it, or use `inatsounds fetch`");
        }
    }
}
