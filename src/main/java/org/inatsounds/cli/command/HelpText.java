package org.inatsounds.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The words of the help, in one text that can be read and corrected as a whole: the examples and the description of each command,
 * and what each option and argument is for. The classes of commands and options only declare them.
 *
 * <p>It is read where help is printed, and by no other command. Picocli asks for a text by the name of the command and that of
 * the option, then by that of the option alone.
 */
public final class HelpText extends ResourceBundle {

    /** The heading of what means the same in many commands. */
    private static final String SHARED = "Several commands";

    private final Map<String, String> texts = new HashMap<>();

    private HelpText(String source) {
        List<String> owners = List.of();
        for (String part : source.strip().split("\n\n", -1)) {
            List<String> lines = List.of(part.split("\n", -1));
            String heading = lines.get(0);
            List<String> text = lines.subList(1, lines.size());
            if (heading.startsWith("### ")) {
                String name = heading.substring(heading.startsWith("### --") ? 6 : 4);
                for (String owner : owners) {
                    texts.put(owner + name, inOneLine(text));
                }
            } else if (heading.startsWith("## ")) {
                owners = owners(heading.substring(3));
                if (!text.isEmpty()) {
                    addExamples(owners.get(0), text);
                }
            } else if (!owners.isEmpty()) {
                addParagraph(owners.get(0), inOneLine(lines));
            }
        }
    }

    /** Gives the program and its commands their words, unless they have them, and returns it. */
    public static CommandLine addTo(CommandLine program) {
        if (program.getResourceBundle() != null) {
            return program;
        }
        try (InputStream in = HelpText.class.getResourceAsStream("help.txt")) {
            program.setResourceBundle(new HelpText(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return program;
    }

    /** What the keys of a section begin with. */
    private static List<String> owners(String heading) {
        List<String> owners = new ArrayList<>();
        for (String command : heading.split(",", -1)) {
            owners.add(command.equals(SHARED) ? "" : command.strip().replace(' ', '.') + ".");
        }
        return owners;
    }

    /** They are printed as they are, with an empty line after them. */
    private void addExamples(String owner, List<String> lines) {
        for (String line : lines) {
            add(owner + "usage.header.", line);
        }
        add(owner + "usage.header.", "");
    }

    /** Between two of the description, there is an empty line. */
    private void addParagraph(String owner, String text) {
        String key = owner + "usage.description.";
        if (texts.containsKey(key + "0")) {
            add(key, "");
        }
        add(key, text);
    }

    /** Adds a line below those that are there. */
    private void add(String key, String line) {
        int next = 0;
        while (texts.putIfAbsent(key + next, line) != null) {
            next++;
        }
    }

    private static String inOneLine(List<String> lines) {
        return String.join(" ", lines);
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return texts.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.keySet());
    }
}
