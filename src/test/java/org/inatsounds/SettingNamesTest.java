package org.inatsounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The library knows settings, and the command line the options that they are called by. */
final class SettingNamesTest {

    private static final Path SOURCES = Path.of("src/main/java/org/inatsounds");

    /** A text of the program that begins like an option; a line of a Markdown table does not. */
    private static final Pattern OPTION = Pattern.compile("\"--[a-z][^\"]*\"");

    @Test
    void noMessageOfTheLibraryBeginsWithAnOption() throws IOException {
        List<String> found = new ArrayList<>();
        int looked = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")
                            && !path.startsWith(SOURCES.resolve("cli"))
                            && !path.startsWith(SOURCES.resolve("manual"))
                            && !path.startsWith(SOURCES.resolve("demo")))
                    .toList()) {
                looked++;
                Matcher option = OPTION.matcher(Files.readString(file));
                while (option.find()) {
                    found.add(file.getFileName() + ": " + option.group());
                }
            }
        }
        assertThat(looked).isGreaterThan(100);
        assertThat(found).isEmpty();
    }
}
