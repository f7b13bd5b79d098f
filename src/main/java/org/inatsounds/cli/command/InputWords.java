package org.inatsounds.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.cli.option.SplitWords;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.features.BatchInputs;
import org.inatsounds.features.BatchSource;
import picocli.CommandLine.Model.CommandSpec;

/** Which recordings a command line names: splits, folders, files and standard input. */
final class InputWords {

    private final List<String> inputs;
    private final List<String> splits;
    private final CommandSpec spec;
    private boolean archives;

    /** @param splits those of {@code --split} */
    InputWords(List<String> inputs, List<String> splits, CommandSpec spec) {
        this.inputs = inputs;
        this.splits = splits;
        this.spec = spec;
    }

    /** Whether recordings come out of archives: then a split need not be on disk, but for its annotations. */
    InputWords outOfArchives(boolean come) {
        archives = come;
        return this;
    }

    private List<Split> splitsThere(Path folder) {
        return archives ? BatchInputs.splitsAnnotated(folder) : BatchInputs.splitsOnDisk(folder);
    }

    /**
     * Everything that the batch is about.
     *
     * @param folder of the dataset
     * @param criteria by which recordings of splits are chosen
     * @param present whether recordings that are not there are left out
     */
    List<BatchSource> found(BatchInputs recordings, Path folder, Criteria criteria, boolean present) {
        List<String> words = words(folder);
        if (words.isEmpty()) {
            splitsThere(folder).forEach(split -> words.add(split.label()));
            if (words.isEmpty()) {
                throw new UsageException(
                        archives
                                ? "INPUT: expected a split; there are no annotations in " + folder
                                        + ", and `inatsounds fetch` would download them"
                                : "INPUT: expected a split, a folder or a file; there are no recordings in " + folder
                                        + ", and `inatsounds fetch --recordings` would download them");
            }
        }
        if (!criteria.isEmpty() && words.stream().noneMatch(BatchInputs::isSplit)) {
            throw new UsageException("filters choose among the recordings of a split: expected train, val or test, got "
                    + String.join(" ", words));
        }
        List<BatchSource> found = recordings.find(words);
        if (found.isEmpty() && present) {
            throw new DataMismatchException("none of the chosen recordings is in " + folder
                    + "; `inatsounds fetch --recordings` downloads them");
        }
        if (found.isEmpty()) {
            throw new UsageException("no recording matches: " + criteria.describe());
        }
        return found;
    }

    /** What is named, each split once; all is every split in the data folder. */
    private List<String> words(Path folder) {
        List<String> words = new ArrayList<>(inputs);
        if (words.removeIf(word -> SplitWords.isAll(word) && !Files.exists(Path.of(word)))) {
            splitsThere(folder).forEach(split -> words.add(split.label()));
        }
        if (inputs.isEmpty() || spec.commandLine().getParseResult().hasMatchedOption(SplitWords.OPTION)) {
            Set<Split> named = SplitWords.named(List.of(), splits, spec);
            (named.isEmpty() && !splits.isEmpty() ? splitsThere(folder) : named)
                    .forEach(split -> words.add(split.label()));
        }
        Set<String> seen = new HashSet<>();
        words.removeIf(word -> BatchInputs.isSplit(word) && !seen.add(word));
        return words;
    }
}
