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

    @Option(names = "--supercategory", paramLabel = "NAME", split = ",", description = "Such as Aves. May be repeated.")
    private List<String> supercategories = new ArrayList<>();

    @Option(
            names = "--taxon",
            paramLabel = "NAME",
            split = ",",
            description = "A taxon of any rank, such as Strigidae, or any name of a species. May be repeated.")
    private List<String> taxa = new ArrayList<>();

    @Option(
            names = "--species-file",
            paramLabel = "FILE",
            description = "The species listed in this file: one per line, by any of its names; # starts a comment.")
    private @Nullable Path speciesFile;

    @Option(
            names = "--allow-missing",
            description = "Continue when the file lists species that are not in the dataset.")
    private boolean allowMissing;

    @Option(
            names = "--bbox",
            paramLabel = "W,S,E,N",
            description = "Recorded inside this box, in degrees: west,south,east,north. May cross the antimeridian.")
    private @Nullable String box;

    @Option(
            names = "--license",
            paramLabel = "NAME",
            split = ",",
            description = "A licence name of the annotations, or public-domain, attribution or non-commercial. May be"
                    + " repeated.")
    private List<String> licenses = new ArrayList<>();

    @Option(names = "--min-duration", paramLabel = "S", defaultValue = "0", description = "Minimum length in seconds.")
    private double minDuration;

    @Option(names = "--max-duration", paramLabel = "S", description = "Maximum length in seconds.")
    private @Nullable Double maxDuration;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            defaultValue = "",
            description = "Recorded on this date or later: yyyy, yyyy-MM or yyyy-MM-dd.")
    private String since = "";

    @Option(
            names = "--until",
            paramLabel = "DATE",
            defaultValue = "",
            description = "Recorded on this date or earlier.")
    private String until = "";

    @Option(names = "--max-per-species", paramLabel = "N", description = "At most N recordings of each species.")
    private @Nullable Integer maxPerSpecies;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Seed for this choice: the same seed gives the same recordings on every machine. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--evaluated-only", description = "Only species that are used in the evaluation.")
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
