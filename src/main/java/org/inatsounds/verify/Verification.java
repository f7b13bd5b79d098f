package org.inatsounds.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Progress;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.AnnotationReader;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Recording;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.RecordingFilter;
import org.inatsounds.internal.Cancellation;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Workers;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Archive;
import org.inatsounds.release.Catalogue.Kind;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files in a data folder with the annotations, and with the checksums that were stored by the download. Writes
 * nothing.
 *
 * <pre>
 * VerificationResult result = Verification.of(Path.of("/data/inatsounds")).split(Split.VAL).run();
 * for (Problem problem : result.problems()) {
 *     System.out.println(problem.kind() + " " + problem.file() + ": " + problem.detail());
 * }
 * </pre>
 *
 * <p>It checks archives in the folder, by their MD5; recordings, by their header (format, length to 0.05 s) and by
 * their content, if a checksum was stored; and unexpected files. After a fetch of some recordings, only those can be
 * missing.
 *
 * <p>An object collects settings, and is for one thread; {@link #run} may be called several times. The number of threads
 * is {@link #threads}. To cancel it, interrupt the thread that called it: it throws a {@link
 * org.inatsounds.CancelledException}.
 */
public final class Verification {

    /** For messages. */
    static final String WHAT = "the verification";

    private static final int BUFFER_BYTES = 1 << 20;

    private final DataFolder folder;
    private @Nullable Release release;
    private final Set<Split> named = new LinkedHashSet<>();
    private Criteria criteria = Criteria.NONE;
    private boolean quick;
    private boolean present;
    private boolean duplicates;
    private int threads = Runtime.getRuntime().availableProcessors();

    private Verification(DataFolder folder) {
        this.folder = folder;
    }

    /** Checks a data folder of {@code fetch}: {@code val.json}, {@code val/…} and so on. */
    public static Verification of(Path dataFolder) {
        return new Verification(new DataFolder(dataFolder));
    }

    /** The release that the folder should hold. Default: the default one of the built-in catalogue. */
    public Verification release(Release newRelease) {
        release = newRelease;
        return this;
    }

    /** Also this split. Default: the splits whose annotations and recordings, or archive, are on disk. */
    public Verification split(Split split) {
        named.add(split);
        return this;
    }

    /** Also these splits; an empty list has no effect. */
    public Verification splits(Collection<Split> splits) {
        named.addAll(splits);
        return this;
    }

    /** Only the recordings that match these criteria; then unexpected files are not reported. Default: all. */
    public Verification only(Criteria newCriteria) {
        criteria = newCriteria;
        return this;
    }

    /** Whether only sizes and headers are read: no checksums, no duplicates. Default: no. */
    public Verification quick(boolean on) {
        quick = on;
        return this;
    }

    /** Whether only existing recordings are checked: none is missing. Default: no. */
    public Verification present(boolean on) {
        present = on;
        return this;
    }

    /** Whether a recording with the content of another is a problem, not a note. Default: no. */
    public Verification duplicates(boolean on) {
        duplicates = on;
        return this;
    }

    /** How many threads read. Default: one for each core. */
    public Verification threads(int count) {
        threads = count;
        return this;
    }

    /** The same as {@link #run(Listener)}, without a listener. */
    public VerificationResult run() {
        return run(Listener.NONE);
    }

    /**
     * Checks the folder.
     *
     * @param listener gets progress and notices
     * @throws UsageException if the settings contradict each other
     * @throws DataMismatchException if there are no annotations to compare recordings with
     * @throws org.inatsounds.BadInputException if annotations can't be parsed, or a criterion matches nothing
     * @throws StorageException if a required file can't be read. A recording that can't be read is a problem in the result
     * @throws org.inatsounds.CancelledException if the thread is interrupted
     */
    public VerificationResult run(Listener listener) {
        if (quick && duplicates) {
            throw new UsageException("duplicates", "expected no --quick with it, which reads no content");
        }
        return Cancellation.cancellable(WHAT, () -> {
            Release from = release == null ? Catalogue.builtIn().release(null) : release;
            return verify(from, chosen(from, listener), listener);
        });
    }

    private VerificationResult verify(Release from, Set<Split> chosen, Listener listener) {
        RecordingFilter filter = new RecordingFilter(criteria);
        try (Workers workers = new Workers("verify", threads)) {
            FolderCheck check = new FolderCheck(folder.path(), quick, workers, listener.progress());
            for (Split split : chosen) {
                Cancellation.check(WHAT);
                if (!hasRecordings(split) && isArchiveChecked(from, split)) {
                    continue; // The archive is all there is.
                }
                Annotations annotations = AnnotationReader.read(annotations(split));
                check(from, split, filter.apply(annotations), check, listener);
            }
            filter.requireMatches();
            if (!quick) {
                check.contents();
                for (Archive archive : from.archives()) {
                    if (chosen.contains(archive.split())) {
                        checkArchive(archive, check, listener.progress());
                    }
                }
            }
            VerificationResult result = check.result(chosen, duplicates);
            tell(result, listener);
            return result;
        }
    }

    private void check(Release from, Split split, List<Recording> recordings, FolderCheck check, Listener listener) {
        Archive archive = from.archives().stream()
                .filter(each -> each.split() == split && each.kind() == Kind.RECORDINGS)
                .findFirst()
                .orElse(null);
        long before = check.notFetched();
        check.check(split, recordings, criteria.isEmpty(), due(archive), each -> {
            if (archive != null) {
                folder.checksums(archive, each);
            }
        });
        long others = check.notFetched() - before;
        if (others > 0) {
            listener.notice(split + ": " + Quantity.count(others) + " of " + Quantity.count(recordings.size())
                    + " recordings were not downloaded" + (present ? "" : ", and not chosen"));
        }
    }

    /** Notices that are not problems. */
    private static void tell(VerificationResult result, Listener listener) {
        if (!result.notes().isEmpty()) {
            Problem first = result.notes().get(0);
            listener.notice(Quantity.count(result.notes().size())
                    + " of the recordings have the same content as another, "
                    + first.file() + " " + first.detail()
                    + " for example; --duplicates reports that as a problem");
        }
        if (result.notCompared() > 0) {
            listener.notice(Quantity.count(result.notCompared())
                    + " recordings: content not compared, no checksum was stored for them (by an earlier"
                    + " version, or not by fetch)");
        }
    }

    /** Whether a recording that does not exist is missing. It is not if other recordings were chosen. */
    private Predicate<String> due(@Nullable Archive archive) {
        if (present) {
            return name -> false;
        }
        Set<String> asked = archive == null || !criteria.isEmpty() ? null : folder.chosen(archive);
        return asked == null ? name -> true : asked::contains;
    }

    private Path annotations(Split split) {
        return folder.path().resolve(split + ".json");
    }

    private boolean hasRecordings(Split split) {
        return Files.isDirectory(folder.path().resolve(split.label()));
    }

    /** Whether an archive exists, and will be checked. */
    private boolean isArchiveChecked(Release from, Split split) {
        return !quick
                && criteria.isEmpty()
                && from.archives().stream()
                        .anyMatch(archive -> archive.split() == split
                                && archive.kind() == Kind.RECORDINGS
                                && Files.isRegularFile(folder.keptArchive(archive)));
    }

    private void checkArchive(Archive archive, FolderCheck check, Progress progress) {
        Path packed = folder.keptArchive(archive);
        if (!Files.isRegularFile(packed)) {
            return;
        }
        check.counted();
        if (!md5(packed, progress).equals(archive.md5())) {
            check.add(
                    Problem.Kind.ARCHIVE,
                    archive.split(),
                    archive.fileName(),
                    "expected MD5 " + archive.md5() + ", got another one");
        }
    }

    private static String md5(Path file, Progress progress) {
        try (InputStream in = Files.newInputStream(file);
                Progress.Step step =
                        progress.start(String.valueOf(file.getFileName()), Files.size(file), Progress.Unit.BYTES)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                // The stream itself heeds no interruption.
                Cancellation.check(WHAT);
                digest.update(buffer, 0, count);
                step.advance(count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        } catch (IOException e) {
            throw new StorageException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The named splits; else those that can be checked. */
    private Set<Split> chosen(Release from, Listener listener) {
        Optional<Split> bare = named.stream()
                .filter(split -> !Files.exists(annotations(split)))
                .findFirst();
        if (bare.isPresent()) {
            throw new DataMismatchException(annotations(bare.get())
                    + ": there are no annotations to compare recordings with; `inatsounds fetch " + bare.get()
                    + "` downloads them");
        }
        if (!named.isEmpty()) {
            return named;
        }
        Set<Split> here = EnumSet.noneOf(Split.class);
        Set<Split> without = EnumSet.noneOf(Split.class);
        for (Split split : Split.values()) {
            if (Files.exists(annotations(split))) {
                (hasRecordings(split) || isArchiveChecked(from, split) ? here : without).add(split);
            }
        }
        if (here.isEmpty()) {
            throw new DataMismatchException("there are no annotations with recordings in " + folder.path()
                    + "; `inatsounds fetch val --recordings` downloads some");
        }
        without.forEach(split -> listener.notice(split + ": not checked, no recordings on disk (`inatsounds verify "
                + split + "` counts them as missing)"));
        return here;
    }
}
