package org.inatsounds.release;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.jspecify.annotations.Nullable;

/**
 * Where the recordings of a subset come from: a text file in its folder. The first line names the release; then follows a line
 * a split, with tabs between: its name, the split that it was chosen from, the MD5 of the archive of that one's annotations, and
 * whether the recordings have their published names. What is not known is a hyphen.
 *
 * @param release its name, if that is known
 * @param parts one a split
 */
public record SubsetOrigin(Optional<String> release, List<Part> parts) {

    /** Its name in the folder. */
    public static final String FILE = "subset.tsv";

    private static final String MAGIC = "inatsounds-subset 1";
    private static final String UNKNOWN = "-";

    /** What a split was chosen from. */
    record Part(String split, String from, Optional<String> annotationsMd5, boolean published) {}

    /** Its list of recordings. */
    public static final String MANIFEST = "manifest.csv";

    /**
     * A split of a subset.
     *
     * @param split its name there
     * @param from the split that it was chosen from
     * @param published whether the recordings have their published names
     * @param annotations the file that it was chosen from
     */
    public record Chosen(String split, String from, boolean published, Path annotations) {}

    /** Whether a folder is that of a subset. */
    public static boolean isSubset(@Nullable Path folder) {
        return folder != null && Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /** Looks where annotations come from. */
    public static SubsetOrigin of(List<Chosen> chosen) {
        Optional<String> release = Optional.empty();
        List<Part> parts = new ArrayList<>();
        for (Chosen part : chosen) {
            String from = part.from();
            Path folder =
                    Objects.requireNonNull(part.annotations().toAbsolutePath().getParent(), "a file is in a folder");
            Optional<SubsetOrigin> earlier = read(folder);
            Optional<Part> before = earlier.flatMap(origin -> origin.part(from));
            Optional<Receipt> receipt = receipt(folder, part.annotations(), from);
            if (before.isPresent()) {
                release = earlier.get().release.or(() -> receipt.map(Receipt::release));
                parts.add(new Part(
                        part.split(),
                        before.get().from,
                        before.get().annotationsMd5,
                        part.published() && before.get().published));
            } else {
                release = receipt.isPresent() ? receipt.map(Receipt::release) : release;
                parts.add(new Part(part.split(), from, receipt.map(Receipt::md5), part.published()));
            }
        }
        return new SubsetOrigin(release, List.copyOf(parts));
    }

    /** Of annotations that are as they were fetched. */
    private static Optional<Receipt> receipt(Path folder, Path file, String split) {
        for (Split each : Split.values()) {
            if (each.label().equals(split) && file.endsWith(each + ".json")) {
                return new DataFolder(folder)
                        .receipt(each, Kind.ANNOTATIONS)
                        .filter(receipt -> receipt.missing().isEmpty());
            }
        }
        return Optional.empty();
    }

    /** What a folder says of itself; empty if nothing that can be understood. */
    public static Optional<SubsetOrigin> read(Path folder) {
        List<String> lines;
        try {
            Path file = folder.resolve(FILE);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return Optional.empty();
        }
        String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split("\t", -1);
        if (head.length != 2 || !head[0].equals(MAGIC)) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] part = line.split("\t", -1);
            if (part.length != 4) {
                return Optional.empty();
            }
            parts.add(new Part(part[0], part[1], known(part[2]), part[3].equals("published")));
        }
        return Optional.of(new SubsetOrigin(known(head[1]), List.copyOf(parts)));
    }

    private static Optional<String> known(String word) {
        return word.equals(UNKNOWN) ? Optional.empty() : Optional.of(word);
    }

    /** Writes it. The writer stays open. */
    public void write(Writer out) throws IOException {
        out.write(MAGIC + "\t" + release.orElse(UNKNOWN) + "\n");
        for (Part part : parts) {
            out.write(part.split + "\t" + part.from + "\t" + part.annotationsMd5.orElse(UNKNOWN) + "\t"
                    + (part.published ? "published" : "renamed") + "\n");
        }
    }

    private Optional<Part> part(String split) {
        return parts.stream().filter(part -> part.split.equals(split)).findFirst();
    }

    /**
     * Refuses to fetch what a subset lacks where a release does not have it under those names.
     *
     * @throws UsageException that says what to do instead
     */
    public void requireFrom(Release wanted, Split split, Path folder) {
        Part part = part(split.label()).orElse(null);
        String name = release.orElse(wanted.name());
        boolean other = !name.equals(wanted.name());
        if (part != null) {
            for (Archive archive : wanted.archives()) {
                other |= archive.kind() == Kind.ANNOTATIONS
                        && archive.split().label().equals(part.from)
                        && part.annotationsMd5.isPresent()
                        && !part.annotationsMd5.get().equals(archive.md5());
            }
        }
        if (other) {
            throw new UsageException(
                    "data",
                    "" + folder + " holds a subset of release '" + name
                            + "', which is not the release '" + wanted.name()
                            + "' that is requested; name the one that it belongs to (--release, --catalog)");
        }
        if (part != null && !part.published) {
            throw new UsageException(
                    "data",
                    "the recordings of " + split + " in " + folder
                            + " have other names than in the archive of " + part.from
                            + "; run the same `inatsounds subset` again, which adds the missing recordings");
        }
    }
}
