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

    @Option(names = "--supercategory", paramLabel = "NAME", split = ",", description = "Such as Aves; may be repeated.")
    private List<String> supercategories = new ArrayList<>();

    @Option(
            names = "--taxon",
            paramLabel = "NAME",
            split = ",",
            description = "Of any rank, such as Strigidae, or a species by any of its names; may be repeated.")
    private List<String> taxa = new ArrayList<>();

    @Option(
            names = "--species-file",
            paramLabel = "FILE",
            description = "The species in this file: one a line, by any of their names; # begins a comment.")
    private @Nullable Path speciesFile;

    @Option(names = "--allow-missing", description = "Go on when the file names species that are not in the dataset.")
    private boolean allowMissing;

    @Option(
            names = "--bbox",
            paramLabel = "W,S,E,N",
            description = "Recorded between these degrees: west,south,east,north. May cross the antimeridian.")
    private @Nullable String box;

    @Option(
            names = "--license",
            paramLabel = "NAME",
            split = ",",
            description =
                    "A licence as the annotations name it, or public-domain, attribution or non-commercial; may be"
                            + " repeated.")
    private List<String> licenses = new ArrayList<>();

    @Option(names = "--min-duration", paramLabel = "S", defaultValue = "0", description = "At least so many seconds.")
    private double minDuration;

    @Option(names = "--max-duration", paramLabel = "S", description = "At most so many seconds.")
    private @Nullable Double maxDuration;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            defaultValue = "",
            description = "Recorded then or later: yyyy, yyyy-MM or yyyy-MM-dd.")
    private String since = "";

    @Option(names = "--until", paramLabel = "DATE", defaultValue = "", description = "Recorded then or before.")
    private String until = "";

    @Option(names = "--max-per-species", paramLabel = "N", description = "At most so many of each species.")
    private @Nullable Integer maxPerSpecies;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which of them: the same for one seed on every machine. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--evaluated-only", description = "Only the species that count in the evaluation.")
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
