package org.inatsounds.evaluation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inatsounds.BadInputException;

/** A text file with one name a line. */
final class NameList {

    /** A name, and where it stands: file and line. */
    record Entry(String name, String place) {}

    private static final Set<String> HEADINGS =
            Set.of("file_name", "id", "audio_id", "category_id", "name", "audio_dir_name");

    private NameList() {}

    /**
     * Reads a list. Blank lines, and blanks around names, are skipped; so is a first line that heads a column, as
     * {@code inatsounds list --format csv} writes it.
     *
     * @throws BadInputException when there is no such file, or it is not UTF-8
     * @throws org.inatsounds.StorageException when it can't be read
     */
    static List<Entry> read(Path file) {
        List<String> lines;
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": expected a text with one name a line, got a folder");
        }
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": not a text in UTF-8: expected one name a line", e);
        } catch (IOException e) {
            throw Predictions.unreadable(file.toString(), e);
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).replace("\uFEFF", "").strip();
            boolean heading = entries.isEmpty() && HEADINGS.contains(name);
            if (!name.isEmpty() && !heading) {
                entries.add(new Entry(name, file + ":" + (i + 1)));
            }
        }
        return entries;
    }
}
