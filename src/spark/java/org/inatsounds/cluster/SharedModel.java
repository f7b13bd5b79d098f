package org.inatsounds.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.SparkSession;
import org.inatsounds.StorageException;
import org.inatsounds.internal.Checksum;
import org.inatsounds.internal.Scratch;
import org.inatsounds.model.Model;
import org.inatsounds.model.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * A model on its way to executors: its file, weights beside it, and its description are brought to each once, and opened there once for
 * all tasks.
 *
 * @param folder what it is called on executors
 * @param file the name of the model's file
 * @param info the name of the description's file, or of a known model; null where it is beside the model
 * @param infoIsFile whether that is a file
 */
record SharedModel(String folder, String file, @Nullable String info, boolean infoIsFile) implements Serializable {

    private static final int NAME = 16;

    /** What was packed for the sessions of this process: an application takes no name from two places. */
    private static final Map<String, Path> PACKED = new ConcurrentHashMap<>();

    /** What was added to each session. */
    private static final Map<SparkSession, Set<String>> SENT = Collections.synchronizedMap(new WeakHashMap<>());

    /** What this process has opened; it ends with the process. */
    private static final Map<SharedModel, Model> OPENED = new ConcurrentHashMap<>();

    /**
     * Sends a model to the executors of a session.
     *
     * @param sha256 of its file
     * @param info where its description is; null where it is beside it
     * @throws StorageException if its files can't be read
     */
    static SharedModel send(SparkSession spark, Path model, String sha256, @Nullable String info) {
        boolean isFile = info != null && !ModelDescription.known().contains(info);
        String description =
                info != null && isFile ? String.valueOf(Path.of(info).getFileName()) : info;
        List<Path> files = files(model, isFile ? info : null);
        String folder = "inatsounds-model-" + word(files, sha256 + " " + info) + ".zip";
        Set<String> sent = SENT.computeIfAbsent(spark, each -> ConcurrentHashMap.newKeySet());
        synchronized (PACKED) {
            if (!sent.contains(folder)) {
                Path archive = PACKED.computeIfAbsent(folder, name -> packed(files, name));
                // Not SparkContext.addArchive: the tasks of tables get what was added to their session, and only that.
                spark.sql("ADD ARCHIVE '"
                        + archive.toString().replace("\\", "\\\\").replace("'", "\\'") + "'");
                sent.add(folder);
            }
        }
        return new SharedModel(folder, String.valueOf(model.getFileName()), description, isFile);
    }

    /** Another one when a file was changed: a description that was edited counts in the next call. */
    private static String word(List<Path> files, String of) {
        StringBuilder facts = new StringBuilder(of);
        try {
            for (Path each : files) {
                facts.append('\n')
                        .append(each.getFileName())
                        .append(' ')
                        .append(Files.size(each))
                        .append(' ')
                        .append(Files.getLastModifiedTime(each).toMillis());
            }
        } catch (IOException e) {
            throw new StorageException("can't read " + files.get(0) + ": " + StorageException.reason(e), e);
        }
        return Checksum.sha256(facts.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, NAME);
    }

    /** Executors ask the driver for the archive as long as it runs. */
    private static Path packed(List<Path> files, String name) {
        try {
            Path folder = Files.createTempDirectory(Scratch.folder(), "inatsounds-");
            Path archive = folder.resolve(name);
            folder.toFile().deleteOnExit();
            archive.toFile().deleteOnExit();
            pack(files, archive);
            return archive;
        } catch (IOException e) {
            throw new StorageException("can't send " + files.get(0) + ": " + StorageException.reason(e), e);
        }
    }

    /** The model, its data files (the same name with something after it), and descriptions beside it. */
    private static List<Path> files(Path model, @Nullable String info) {
        List<Path> files = new ArrayList<>();
        String name = String.valueOf(model.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(model.toAbsolutePath().getParent())) {
            for (Path each : all) {
                String other = String.valueOf(each.getFileName());
                boolean description = other.equals(stem + ".json") || other.equals("MODEL.json");
                if (Files.isRegularFile(each) && (other.startsWith(name) || description)) {
                    files.add(each);
                }
            }
        } catch (IOException e) {
            throw new StorageException("can't look for " + model + ": " + StorageException.reason(e), e);
        }
        if (info != null) {
            files.removeIf(each -> each.getFileName().equals(Path.of(info).getFileName()));
            files.add(Path.of(info));
        }
        return files;
    }

    private static void pack(List<Path> files, Path archive) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            // Weights hardly pack.
            zip.setLevel(1);
            for (Path each : files) {
                zip.putNextEntry(new ZipEntry(String.valueOf(each.getFileName())));
                Files.copy(each, zip);
                zip.closeEntry();
            }
        }
    }

    /** In the folder of the application or, where sessions are kept apart, in that of the session. */
    private Path place() {
        Path shared = Path.of(SparkFiles.get(folder));
        if (Files.isDirectory(shared)) {
            return shared;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(SparkFiles.getRootDirectory()))) {
            for (Path each : all) {
                if (Files.isDirectory(each.resolve(folder))) {
                    return each.resolve(folder);
                }
            }
            return shared;
        } catch (IOException e) {
            throw new StorageException("can't look for " + folder + ": " + StorageException.reason(e), e);
        }
    }

    /** The model in this process. Each task works on batches of its own, on one core. */
    Model open() {
        return OPENED.computeIfAbsent(this, shared -> {
            Path place = place();
            Path model = place.resolve(file);
            String name = info;
            String description =
                    name != null && infoIsFile ? place.resolve(name).toString() : name;
            return Model.open(model, ModelDescription.find(model, description).withoutLabels(), 1);
        });
    }
}
