package org.inatsounds.manual;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;

/** An option or argument in the words that completion and manual pages need. */
final class Argument {

    private static final Pattern CANDIDATES = Pattern.compile("\\$\\{COMPLETION-CANDIDATES\\}");

    /** Labels of arguments that are no {@link Path} because more than a file may stand there. */
    private static final Set<String> FILES = Set.of("INPUT", "OUTPUT", "RECORDING", "WHICH");

    /** What stands in its place. */
    enum Kind {
        /** Nothing: it is a flag. */
        FLAG,
        /** One of a few words. */
        WORD,
        FILE,
        FOLDER,
        /** Anything else. */
        TEXT
    }

    private final ArgSpec spec;

    Argument(ArgSpec spec) {
        this.spec = spec;
    }

    Kind kind() {
        if (spec.arity().max() == 0) {
            return Kind.FLAG;
        }
        if (spec.paramLabel().equals("DIR")) {
            return Kind.FOLDER;
        }
        if (isFile()) {
            return Kind.FILE;
        }
        return words().isEmpty() ? Kind.TEXT : Kind.WORD;
    }

    private boolean isFile() {
        return Arrays.asList(spec.auxiliaryTypes()).contains(Path.class) || FILES.contains(spec.paramLabel());
    }

    /** The words that may stand there; none where it takes something else. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (spec.completionCandidates() != null) {
            spec.completionCandidates().forEach(words::add);
        }
        return words;
    }

    /** {@code NAME[,NAME...]}; nothing for a flag. */
    String label() {
        if (kind() == Kind.FLAG) {
            return "";
        }
        String label = spec.paramLabel();
        return spec.splitRegex().isEmpty() ? label : label + "[," + label + "...]";
    }

    /** Its description, in one line. */
    String description() {
        String text = String.join(" ", spec.description());
        return CANDIDATES.matcher(text).replaceAll(String.join(", ", words()));
    }

    /** The first sentence of its description, for a list of completions. */
    String summary() {
        return firstSentence(description());
    }

    /** The first sentence, without its full stop. A point within a word ends none. */
    static String firstSentence(String text) {
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
