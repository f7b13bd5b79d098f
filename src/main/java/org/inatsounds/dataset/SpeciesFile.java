package org.inatsounds.dataset;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.inatsounds.BadInputException;
import org.inatsounds.StorageException;

/**
 * A list of species, one a line, by any of their names. What follows a {@code #} at the start of a line or after a blank is a
 * comment.
 */
record SpeciesFile(Path file, List<Entry> entries) {

    /** A species as it is named on a line. */
    record Entry(String name, int line) {}

    static SpeciesFile read(Path file) {
        List<Entry> entries = new ArrayList<>();
        try {
            if (Files.isDirectory(file)) {
                throw new BadInputException(file + ": expected a file with species, one a line, got a folder");
            }
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String name = lines.get(i)
                        .replace("\ufeff", "")
                        .replaceFirst("(^|\\s)#.*", "")
                        .strip();
                if (!name.isEmpty()) {
                    entries.add(new Entry(name, i + 1));
                }
            }
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": expected text in UTF-8", e);
        } catch (IOException e) {
            throw new StorageException(file + ": can't be read: " + e.getMessage(), e);
        }
        if (entries.isEmpty()) {
            throw new BadInputException(file + ": expected species, one a line, found none");
        }
        return new SpeciesFile(file, List.copyOf(entries));
    }
}
