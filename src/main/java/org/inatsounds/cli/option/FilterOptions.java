package org.inatsounds.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inatsounds.dataset.filter.BoundingBox;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.RecordingFilter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which recordings of a split: the same options for every command that takes some of them. */
public final class FilterOptions {

    @Option(names = "--supercategory", paramLabel = "NAME", split = ",")
    private List<String> supercategories = new ArrayList<>();

    @Option(names = "--taxon", paramLabel = "NAME", split = ",")
    private List<String> taxa = new ArrayList<>();

    @Option(names = "--species-file", paramLabel = "FILE")
    private @Nullable Path speciesFile;

    @Option(names = "--allow-missing")
    private boolean allowMissing;

    @Option(names = "--bbox", paramLabel = "W,S,E,N")
    private @Nullable String box;

    @Option(names = "--license", paramLabel = "NAME", split = ",")
    private List<String> licenses = new ArrayList<>();

    @Option(names = "--min-duration", paramLabel = "S", defaultValue = "0")
    private double minDuration;

    @Option(names = "--max-duration", paramLabel = "S")
    private @Nullable Double maxDuration;

    @Option(names = "--since", paramLabel = "DATE", defaultValue = "")
    private String since = "";

    @Option(names = "--until", paramLabel = "DATE", defaultValue = "")
    private String until = "";

    @Option(names = "--max-per-species", paramLabel = "N")
    private @Nullable Integer maxPerSpecies;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0")
    private long seed;

    @Option(names = "--evaluated-only")
    private boolean evaluatedOnly;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Whether the command itself draws by the seed. */
    private boolean drawn;

    /** To be called where the command draws by the seed: it then means something without {@code --max-per-species}. */
    void drawsBySeed(boolean draws) {
        this.drawn = draws;
    }

    /** The file of species, if one is named. */
    public Optional<Path> file() {
        return Optional.ofNullable(speciesFile);
    }

    /** To be called where a command has these options by way of others. */
    void belongsTo(CommandSpec spec) {
        this.command = spec;
    }

    /** What was asked for. */
    public Criteria criteria() {
        Needed.require(command, drawn || maxPerSpecies != null, "--max-per-species", List.of("--seed"));
        Needed.require(command, speciesFile != null, "--species-file", List.of("--allow-missing"));
        return new Criteria(
                List.copyOf(supercategories),
                List.copyOf(taxa),
                speciesFile,
                allowMissing,
                box == null ? null : BoundingBox.parse(box),
                List.copyOf(licenses),
                minDuration,
                maxDuration == null ? Double.POSITIVE_INFINITY : maxDuration,
                since,
                until,
                maxPerSpecies == null ? Integer.MAX_VALUE : maxPerSpecies,
                seed,
                evaluatedOnly);
    }

    public RecordingFilter filter() {
        return new RecordingFilter(criteria());
    }
}
