package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table that the page on evaluation shows is what its command prints. */
final class ProtocolDocsTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("(?m)^    inatsounds (eval src/.*\\\\\n(?: .*\\\\\n)* .*)\n\n```\n([^`]+)```");
    private static final Pattern BETWEEN = Pattern.compile("[ \\\\\n]+");

    @Test
    void theTableOfThePageIsWhatItsCommandPrints() throws IOException {
        MatchResult example = EXAMPLE.matcher(Files.readString(Path.of("docs/evaluation.md")))
                .results()
                .findFirst()
                .orElseThrow();
        CommandRun.Result result = CommandRun.plain().run(BETWEEN.split(example.group(1)));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("\n\n" + example.group(2) + "\n");
    }
}
