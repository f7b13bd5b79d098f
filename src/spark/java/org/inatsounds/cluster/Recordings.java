package org.inatsounds.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.DataMismatchException;
import org.inatsounds.NetworkException;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.inatsounds.archive.ArchivePosition;
import org.inatsounds.archive.gzip.GzipIndex;
import org.inatsounds.archive.gzip.IndexedMember;
import org.inatsounds.archive.gzip.IndexedPart;
import org.inatsounds.features.BatchInputs;
import org.inatsounds.fetch.IndexedRuns;
import org.inatsounds.fetch.http.RemoteArchive;
import org.inatsounds.internal.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Finds recordings for a job: files on any file system that Hadoop knows, or members of a {@code .tar.gz} archive with its seek index.
 *
 * <pre>{@code
 * Dataset<Row> recordings = Recordings.of(spark)
 *         .add("https://example.org/train.tar.gz")
 *         .manifest("chosen.csv")          // of `inatsounds list --format csv`
 *         .table();
 * }</pre>
 *
 * <p>The table has a row for each file, and for each part of an archive that a task reads at once. It goes to
 * {@link FeaturesJob#features}, {@link PredictJob#scores} and {@link VerifyJob#checks}.
 */
public final class Recordings {

    /** Of an archive, packed: a task decodes at most so many bytes more than it needs, and some 50 recordings of the dataset at once. */
    static final long PART_BYTES = 32L << 20;

    /** Of a table that nobody divides into batches. */
    private static final int PIECES_PER_CORE = 32;

    private static final int NAMED = 3;

    private final SparkSession spark;
    private final HadoopFiles files;
    private final List<String> inputs = new ArrayList<>();
    private @Nullable String index;
    private @Nullable String manifest;
    private long partBytes = PART_BYTES;

    private Recordings(SparkSession spark) {
        this.spark = spark;
        this.files = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
    }

    /** Finds recordings with the file systems and executors of a session. */
    public static Recordings of(SparkSession spark) {
        return new Recordings(spark);
    }

    /**
     * Also these.
     *
     * @param input a folder with the folders in it, a pattern such as {@code s3a://bucket/2024-*}, a file; or a {@code .tar.gz} archive
     *     there or at an {@code http} or {@code https} address
     */
    public Recordings add(String input) {
        inputs.add(input);
        return this;
    }

    /** The seek index of the archive, where it is not beside it under the name of the archive and {@code .index}. */
    public Recordings index(String file) {
        index = file;
        return this;
    }

    /** Only the recordings of this list: see {@link Manifest}. Without {@link #add}, they lie in the folder of the list. */
    public Recordings manifest(String file) {
        manifest = file;
        return this;
    }

    /** How many packed bytes of an archive a task reads at once, about; 32 MiB, unless this is called. */
    public Recordings partBytes(long bytes) {
        partBytes = bytes;
        return this;
    }

    /**
     * Finds them, and makes their table.
     *
     * @throws UsageException if something is not there, there are no recordings, or two have one name
     * @throws DataMismatchException if an index is damaged, or of another archive
     * @throws StorageException if something can't be read
     * @throws NetworkException if a server can't be reached
     */
    public Dataset<Row> table() {
        List<RecordingPart> parts = find();
        return table(spark, parts, PIECES_PER_CORE * spark.sparkContext().defaultParallelism());
    }

    /** The table of some parts, in so many pieces at most. */
    static Dataset<Row> table(SparkSession spark, List<RecordingPart> parts, int pieces) {
        List<Row> rows = parts.stream().map(RecordingPart::row).toList();
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        return spark.createDataFrame(
                context.parallelize(rows, Math.max(1, Math.min(pieces, rows.size()))), RecordingPart.SCHEMA);
    }

    List<RecordingPart> find() {
        Map<String, WantedRecording> listed = manifest == null ? Map.of() : Manifest.read(spark, manifest);
        List<RecordingPart> parts = new ArrayList<>();
        List<String> from = new ArrayList<>(inputs);
        if (from.isEmpty() && manifest != null) {
            from.add(Manifest.folder(manifest));
        }
        for (String input : from) {
            if (isArchive(input)) {
                parts.addAll(archive(input, listed));
            } else if (manifest != null) {
                listed.values()
                        .forEach(each -> parts.add(RecordingPart.ofFile(HadoopFiles.below(input, each.path()), each)));
            } else {
                parts.addAll(folder(input));
            }
        }
        if (parts.isEmpty()) {
            throw new UsageException("INPUT: expected a folder, a file, a pattern or an archive, or --manifest FILE");
        }
        requireDifferent(parts);
        return parts;
    }

    static boolean isArchive(String input) {
        return input.endsWith(".tar.gz") || input.endsWith(".tgz");
    }

    private List<RecordingPart> folder(String input) {
        List<HadoopFiles.Found> found = files.find(input);
        List<RecordingPart> parts = found.stream()
                .filter(file -> found.size() == 1 || BatchInputs.isSound(file.name()))
                .map(file -> RecordingPart.ofFile(file.uri(), WantedRecording.of(file.name())))
                .toList();
        if (parts.isEmpty()) {
            throw new UsageException("INPUT: expected recordings (*.wav) in " + input + ", found none");
        }
        return parts;
    }

    private static void requireDifferent(List<RecordingPart> parts) {
        Set<String> paths = new HashSet<>();
        for (RecordingPart part : parts) {
            for (WantedRecording recording : part.recordings()) {
                if (!paths.add(recording.path())) {
                    throw new UsageException("INPUT: two recordings are called " + recording.path()
                            + "; expected names that differ, or one job for each input");
                }
            }
        }
    }

    private List<RecordingPart> archive(String input, Map<String, WantedRecording> listed) {
        String place = index == null ? input + ".index" : index;
        boolean http = HttpArchives.isHttp(input);
        URI uri = http ? HttpArchives.uri(input) : URI.create("");
        long size = http ? HttpArchives.open(uri).size() : files.size(input);
        Path copy = null;
        try {
            copy = Files.createTempFile("inatsounds-", ".index");
            bringIndex(place, input, copy);
            try (GzipIndex opened = GzipIndex.open(copy)) {
                if (opened.archive().size() != size) {
                    throw new DataMismatchException(place + ": expected the index of " + input + ", which has "
                            + Quantity.count(size) + " bytes, got that of an archive of "
                            + Quantity.count(opened.archive().size()));
                }
                return parts(input, opened, listed);
            }
        } catch (IOException e) {
            throw new StorageException("can't bring " + place + " to this machine: " + StorageException.reason(e), e);
        } finally {
            delete(copy);
        }
    }

    private void bringIndex(String place, String archive, Path to) throws IOException {
        if (HttpArchives.isHttp(place)) {
            URI uri = HttpArchives.uri(place);
            RemoteArchive remote = HttpArchives.open(uri);
            try (InputStream in = remote.openPart(0, remote.size())) {
                Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw remote.explained(e);
            }
        } else if (files.exists(place)) {
            files.copy(place, to);
        } else {
            throw new UsageException("--index: expected the seek index of " + archive + " at " + place
                    + ", found none; `inatsounds index` makes one, and so does `inatsounds fetch --stream`");
        }
    }

    private static void delete(@Nullable Path copy) {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException ignored) {
            // The system empties its folder of temporary files.
        }
    }

    private List<RecordingPart> parts(String input, GzipIndex opened, Map<String, WantedRecording> listed) {
        Map<String, WantedRecording> left = new LinkedHashMap<>(listed);
        List<IndexedMember> members = new ArrayList<>();
        Map<IndexedMember, WantedRecording> wanted = new LinkedHashMap<>();
        for (IndexedMember member : opened.members()) {
            String name = IndexedRuns.fileName(member);
            WantedRecording recording = manifest == null ? WantedRecording.of(name) : left.remove(name);
            if (recording != null && BatchInputs.isSound(name) && !name.startsWith("._") && !name.contains("/._")) {
                members.add(member);
                wanted.put(member, recording.at(member.offset(), member.size()));
            }
        }
        if (members.isEmpty()) {
            throw new UsageException("INPUT: expected recordings in " + input + ", found none"
                    + (manifest == null ? "" : " of those in " + manifest + some(left)));
        }
        List<RecordingPart> parts = new ArrayList<>();
        for (IndexedPart part : IndexedPart.of(opened, members, partBytes)) {
            long header = part.members().get(0).offset();
            parts.add(new RecordingPart(
                    input,
                    new ArchivePosition(part.from(), header).text(),
                    part.end(),
                    part.members().stream().map(wanted::get).toList()));
        }
        if (!left.isEmpty()) {
            parts.add(new RecordingPart(input, null, RecordingPart.NOT_THERE, List.copyOf(left.values())));
        }
        return parts;
    }

    private static String some(Map<String, WantedRecording> missing) {
        return missing.isEmpty()
                ? ""
                : " ("
                        + String.join(
                                ", ", missing.keySet().stream().limit(NAMED).toList()) + ", …)";
    }
}
