package org.inatsounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inatsounds.testing.Sweep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every regular expression of the program takes time in proportion to its input: a pattern that tries again at each character
 * makes one long line of a file, or of a server's answer, a wait of hours.
 *
 * <p>The patterns are read from the sources. Each is given texts made of its own letters and signs, repeated; how often it looks
 * at a character is counted, so that the result depends on no clock.
 */
final class PatternsTest {

    private static final int SHORT = 150;

    /** For a text twice as long: 2 where time is linear, 4 where it is the square. */
    private static final double LINEAR = 2.6;

    private static final Pattern CALL = Pattern.compile(
            "(?:(\\w+)\\s*=\\s*)?(Pattern\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"(?:\\s*\\+?\\s*\"((?:[^\"\\\\]|\\\\.)*)\")?");

    private static final Pattern WORD = Pattern.compile("[A-Za-z<>=]{2,}");

    /** A text that counts how often somebody looks at it. */
    private static final class Watched implements CharSequence {

        private final String text;
        private long looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A pattern of the program.
     *
     * @param text as the program sees it
     * @param finds whether it is looked for anywhere in a text; else it has to be the whole of it
     */
    private record Used(String text, boolean finds) {}

    private static Set<Used> patterns() throws IOException {
        Set<Used> patterns = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                // Commands' own texts, which no user and no server writes.
                if (!file.toString().replace('\\', '/').contains("/inatsounds/manual/")) {
                    String source = Files.readString(file);
                    Matcher call = CALL.matcher(source);
                    while (call.find()) {
                        String second = call.group(4) == null ? "" : call.group(4);
                        patterns.add(new Used(unescaped(call.group(3) + second), finds(call, source)));
                    }
                }
            }
        }
        return patterns;
    }

    private static boolean finds(Matcher call, String source) {
        if (!call.group(2).equals("Pattern.compile")) {
            return !call.group(2).equals(".matches");
        }
        String name = String.valueOf(call.group(1));
        Matcher use = Pattern.compile("\\b" + name + "\\b(?!\\s*=)(\\.matcher\\([^;]*?\\)\\.matches\\(\\))?")
                .matcher(source);
        Matcher kept = Pattern.compile("(\\w+) = " + name + "\\.matcher\\(").matcher(source);
        Set<String> variables = new LinkedHashSet<>();
        while (kept.find()) {
            variables.add(kept.group(1));
        }
        boolean variableFinds = variables.stream()
                .anyMatch(each -> Pattern.compile("\\b" + each + "\\.(find|replace|results)")
                        .matcher(source)
                        .find());
        boolean other = false;
        while (use.find()) {
            boolean intoVariable = !variables.isEmpty() && source.startsWith(name + ".matcher(", use.start());
            boolean searches = source.startsWith(name + ".split", use.start())
                    || source.startsWith(name + ".matcher", use.start())
                    || source.contains(".find()");
            other |= use.group(1) == null && !intoVariable && searches;
        }
        return variableFinds || other;
    }

    /** A string as it is written in a source. */
    private static String unescaped(String literal) {
        return Pattern.compile("(?<!\\\\)\\\\u([0-9A-Fa-f]{4})")
                .matcher(literal)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))))
                .translateEscapes();
    }

    @Test
    void findsThePatterns() throws IOException {
        assertThat(patterns()).hasSizeGreaterThan(20).contains(new Used("\\d{1,18}", false), new Used("\\s+", true));
    }

    @Test
    void eachIsLinearInItsInput() throws IOException {
        List<String> slow = new ArrayList<>();
        for (Used pattern : Sweep.of(patterns().stream()).toList()) {
            String culprit = slowInput(
                    Pattern.compile(pattern.text, Pattern.CASE_INSENSITIVE), pieces(pattern.text), pattern.finds);
            if (culprit != null) {
                slow.add(pattern + " on " + culprit);
            }
        }
        assertThat(slow).isEmpty();
    }

    @Test
    void knowsSlowOnes() {
        for (String pattern :
                List.of("[0-9]+\\.?[0-9]*x", "/+$", "\\s*,\\s*", "(a+)+b", "\\s*x?\\s*", "'k':\\(([^)]*)\\)")) {
            assertThat(slowInput(Pattern.compile(pattern), pieces(pattern), true))
                    .as(pattern)
                    .isNotNull();
        }
    }

    /** Letters, signs and words of a pattern, and what its classes stand for. */
    private static List<String> pieces(String pattern) {
        Set<String> pieces = new LinkedHashSet<>(List.of("1", "a", " ", "\n"));
        for (char sign : "/.,:-_'\"([)<+e\\".toCharArray()) {
            if (pattern.indexOf(sign) >= 0) {
                pieces.add(String.valueOf(sign));
            }
        }
        Matcher word = WORD.matcher(pattern.replaceAll("\\\\.", " "));
        while (word.find() && pieces.size() < 14) {
            pieces.add(word.group());
        }
        // Whole beginnings, such as a field's name and what follows it.
        pieces.add(pattern.replaceAll("\\\\s\\*|\\[([^\\]])[^\\]]*\\]|\\\\|[+*?^$]", "$1")
                .replaceAll("\\(.*", "("));
        return List.copyOf(pieces);
    }

    private static @Nullable String slowInput(Pattern pattern, List<String> pieces, boolean finds) {
        List<String> before = new ArrayList<>(List.of(""));
        before.addAll(pieces);
        for (String a : pieces) {
            for (String b : pieces) {
                before.add(a + b);
            }
        }
        List<String> repeated = before.subList(1, before.size());
        for (String prefix : before) {
            for (String pump : repeated) {
                if (grows(pattern, prefix, pump, finds)) {
                    return "'" + prefix + "' and many '" + pump + "'";
                }
            }
        }
        return null;
    }

    private static boolean grows(Pattern pattern, String prefix, String pump, boolean finds) {
        long once = looks(pattern, prefix, pump, SHORT, finds);
        // Twice the text, and so often each character: less is what any pattern needs.
        return once > 12L * SHORT * pump.length() && looks(pattern, prefix, pump, 2 * SHORT, finds) > LINEAR * once;
    }

    private static long looks(Pattern pattern, String prefix, String pump, int times, boolean finds) {
        // No dot takes a line end, and nearly no class the other.
        Watched text = new Watched(prefix + pump.repeat(times) + "\n\u0001");
        Matcher matcher = pattern.matcher(text);
        matcher.matches();
        matcher.reset();
        while (finds && matcher.find() && text.looks < 100_000_000) {
            // All of them, as replacing and splitting do.
        }
        return text.looks;
    }
}
