package org.inatsounds.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Console;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.dataset.AnnotationFile;
import org.inatsounds.dataset.filter.AnnotatedSelection;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.Selection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which recordings a command tells of: splits, and filters within them. Their audio need not be on disk. */
public final class SelectionOptions {

    @Parameters(
            arity = "0..*",
            paramLabel = "SPLIT",
            descriptionKey = "SPLIT",
            completionCandidates = SplitWords.Candidates.class)
    private List<String> words = new ArrayList<>();

    @Option(names = SplitWords.OPTION, paramLabel = "SPLIT", completionCandidates = SplitWords.Candidates.class)
    private List<String> options = new ArrayList<>();

    @Option(names = "--annotations", paramLabel = "FILE")
    private List<Path> annotations = new ArrayList<>();

    @Mixin
    private final DataOption data;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    public SelectionOptions(Environment environment) {
        this.data = new DataOption(environment);
    }

    /** The data folder. */
    public Path folder() {
        return data.folder();
    }

    public Criteria criteria() {
        filters.belongsTo(command);
        return filters.criteria();
    }

    /** To be called where the command itself draws by the seed. */
    public void drawsBySeed(boolean draws) {
        filters.drawsBySeed(draws);
    }

    /**
     * Reads the annotations, several files at once, and chooses among their recordings.
     *
     * @return one for each split, in the order in which they were named
     * @throws UsageException if the options make no sense
     * @throws DataMismatchException if annotations are not there
     * @throws BadInputException if annotations can't be used, or are not of one release
     */
    public List<AnnotatedSelection> sources() {
        Criteria criteria = criteria();
        List<Path> files = files();
        boolean ofTheirOwn = !annotations.isEmpty() && named().isEmpty();
        List<String> names =
                ofTheirOwn ? List.of() : splits().stream().map(Split::label).toList();
        return AnnotatedSelection.read(files, names, criteria);
    }

    /** The same, without the files. */
    public List<Selection> read() {
        return sources().stream().map(AnnotatedSelection::selection).toList();
    }

    /** Says so when nothing was chosen: an empty result may be meant, or not. */
    public void noteIfEmpty(Console console, List<Selection> selections) {
        if (selections.stream().allMatch(each -> each.recordings().isEmpty())) {
            console.notice("no recording matches: " + criteria().describe());
        }
    }

    /** Every file that is read. */
    public Path[] inputs() {
        return Stream.concat(files().stream(), filters.file().stream()).toArray(Path[]::new);
    }

    /** Those that are named, else those that are there. */
    private List<Split> splits() {
        Path folder = folder();
        return named().isEmpty()
                ? EnumSet.allOf(Split.class).stream()
                        .filter(split -> Files.exists(folder.resolve(split + ".json")))
                        .toList()
                : List.copyOf(named());
    }

    private Set<Split> named() {
        return SplitWords.named(words, options, command);
    }

    private List<Path> files() {
        if (annotations.isEmpty()) {
            List<Split> chosen = splits();
            if (chosen.isEmpty()) {
                throw new DataMismatchException(
                        "there are no annotations in " + folder() + "; `inatsounds fetch` downloads them");
            }
            return chosen.stream()
                    .map(split -> AnnotationFile.in(folder(), split))
                    .toList();
        }
        if (!named().isEmpty() && splits().size() != annotations.size()) {
            throw new UsageException("--split: expected one split name for each file of --annotations, got "
                    + splits().size() + " for " + annotations.size());
        }
        return annotations;
    }
}
