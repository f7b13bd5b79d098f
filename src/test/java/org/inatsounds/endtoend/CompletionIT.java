package org.inatsounds.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.inatsounds.launcher.LauncherCommand;
import org.inatsounds.launcher.LauncherProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shells complete what the scripts of {@code inatsounds completion} tell them. */
final class CompletionIT {

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeThem() {
        LauncherProcess.Result result = LauncherCommand.inatsounds("help", "-q", "--share", folder.toString())
                .run();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inatsounds fet           | fetch
            inatsounds eval --pool m | mean max
            inatsounds eval --fail-r | --fail-regress
            inatsounds fetch tr      | train
            inatsounds report --form |
            inatsounds show --preset in | inatsounds-2024 inatsounds-2025
            inatsounds spectrogram --to n | npy
            inatsounds spectrogram --window h | hann hamming
            """)
    void bash(String line, String completions) throws IOException {
        assumeTrue(LauncherCommand.isInstalled("bash"), "bash is not installed here: its completion was not tried");
        Path script = Files.writeString(folder.resolve("try.bash"), """
                source bash-completion/completions/inatsounds
                compopt() { :; } # bash allows it only while it completes
                read -ra COMP_WORDS <<<"$1"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_inatsounds
                printf '%s\\n' "${COMPREPLY[@]}"
                """);
        assertThat(lines(run("bash", script.toString(), line))).containsExactlyInAnyOrderElementsOf(words(completions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inatsounds fet           | fetch
            inatsounds eval --pool m | mean max
            inatsounds eval --fail-r | --fail-regress
            inatsounds fetch tr      | train
            inatsounds report --form |
            inatsounds show --preset in | inatsounds-2024 inatsounds-2025
            inatsounds spectrogram --to n | npy
            inatsounds spectrogram --window h | hann hamming
            """)
    void fish(String line, String completions) {
        assumeTrue(LauncherCommand.isInstalled("fish"), "fish is not installed here: its completion was not tried");
        LauncherProcess.Result result = run(
                "fish",
                "--no-config",
                "-c",
                "source fish/vendor_completions.d/inatsounds.fish; complete -C '" + line + "'");
        assertThat(lines(result).stream().map(each -> each.replaceAll("\t.*", "")))
                .containsExactlyInAnyOrderElementsOf(words(completions));
    }

    /** zsh shows completions to a terminal only; here a Tab on a line that can go on in one way completes it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inatsounds fet           | inatsounds fetch
            inatsounds eval --fail-r | inatsounds eval --fail-regress=
            inatsounds fetch tr      | inatsounds fetch train
            """)
    void zsh(String line, String completed) throws IOException {
        assumeTrue(LauncherCommand.isInstalled("zsh"), "zsh is not installed here: its completion was not tried");
        Path script = Files.writeString(folder.resolve("try.zsh"), """
                zmodload zsh/zpty
                rm -f completed
                zpty shell zsh -f -i
                zpty -w shell 'PS1=; autoload -Uz compinit; compinit -D; source zsh/site-functions/_inatsounds'
                zpty -w shell 'show() { print -r -- "$BUFFER" >completed; }; zle -N show; bindkey "^X^W" show; print ready'
                zpty -r -m shell text '*ready*ready*'
                # What comes before its line editor is up is lost: then again, on an empty line.
                for i in {1..10}; do
                  zpty -w -n shell $'\\x15'"$1"$'\\t\\x18\\x17'
                  for j in {1..20}; do [[ -s completed ]] && break 2; sleep 0.1; done
                done
                cat completed
                """);
        assertThat(run("zsh", "-f", script.toString(), line).stdout().strip()).isEqualTo(completed);
    }

    /** As picocli alone would do with options of one label. */
    @Test
    void noTwoListsOfWordsOfACommandHaveOneName() throws IOException {
        String script = Files.readString(folder.resolve("bash-completion/completions/inatsounds"));
        for (String function : script.split("(?m)^function ", -1)) {
            List<String> names = Pattern.compile("local (\\w+_option_args)=")
                    .matcher(function)
                    .results()
                    .map(list -> list.group(1))
                    .toList();
            assertThat(names).doesNotHaveDuplicates();
        }
    }

    private static LauncherProcess.Result run(String... command) {
        return LauncherCommand.command(command).in(folder).run();
    }

    private static List<String> lines(LauncherProcess.Result result) {
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout()
                .lines()
                .filter(line -> !line.isEmpty())
                .map(String::strip)
                .toList();
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.split(" ", -1));
    }
}
