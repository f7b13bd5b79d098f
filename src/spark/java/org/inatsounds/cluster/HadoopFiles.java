package org.inatsounds.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.util.SerializableConfiguration;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;

/** Files on any file system that Hadoop knows, with its configuration. It goes to executors with their tasks. */
final class HadoopFiles implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SerializableConfiguration configuration;

    HadoopFiles(Configuration configuration) {
        this.configuration = new SerializableConfiguration(configuration);
    }

    /**
     * A file that was found.
     *
     * @param name below the folder that was named, parts joined by {@code /}
     */
    record Found(String uri, String name) {}

    private FileSystem system(Path path) throws IOException {
        return path.getFileSystem(configuration.value());
    }

    /**
     * Opens a file.
     *
     * @throws IOException as the file system does
     */
    FSDataInputStream open(String uri) throws IOException {
        Path path = new Path(uri);
        return system(path).open(path);
    }

    /** Whether there is such a file or folder. */
    boolean exists(String uri) {
        try {
            Path path = new Path(uri);
            return system(path).exists(path);
        } catch (IOException e) {
            throw unreadable(uri, e);
        }
    }

    /** The size of a file in bytes. */
    long size(String uri) {
        try {
            Path path = new Path(uri);
            return system(path).getFileStatus(path).getLen();
        } catch (FileNotFoundException e) {
            throw new UsageException("INPUT: " + uri + ": no such file", e);
        } catch (IOException e) {
            throw unreadable(uri, e);
        }
    }

    /** The files that a pattern or a folder means, with those in folders below; hidden ones are left out. By name. */
    List<Found> find(String pattern) {
        try {
            Path named = new Path(pattern);
            FileSystem system = system(named);
            FileStatus[] matches = system.globStatus(named);
            if (matches == null || matches.length == 0) {
                throw new UsageException("INPUT: expected a folder, a file, a pattern or an archive, got '" + pattern
                        + "', which does not exist");
            }
            String above = above(system, named, matches);
            List<Found> found = new ArrayList<>();
            for (FileStatus match : matches) {
                if (match.isFile()) {
                    add(match.getPath(), above, found);
                } else {
                    RemoteIterator<LocatedFileStatus> files = system.listFiles(match.getPath(), true);
                    while (files.hasNext()) {
                        add(files.next().getPath(), above, found);
                    }
                }
            }
            found.sort((a, b) -> a.name().compareTo(b.name()));
            return found;
        } catch (IllegalArgumentException e) {
            throw new UsageException("INPUT: '" + pattern + "' is no path: " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(pattern, e);
        }
    }

    /** The folder below which files are named: the one that was given, or the last one before the first wildcard. */
    private static String above(FileSystem system, Path named, FileStatus[] matches) {
        Path folder = named;
        boolean single = matches.length == 1 && matches[0].isDirectory() && !hasWildcard(named);
        if (!single) {
            Path parent = named.getParent();
            while (parent != null && hasWildcard(parent)) {
                parent = parent.getParent();
            }
            folder = parent == null ? new Path(".") : parent;
        }
        String absolute = system.makeQualified(folder).toUri().getPath();
        return absolute.endsWith("/") ? absolute : absolute + "/";
    }

    private static boolean hasWildcard(Path path) {
        return path.toString().matches(".*[*?\\[{].*");
    }

    private static void add(Path file, String above, List<Found> found) {
        String absolute = file.toUri().getPath();
        String name = absolute.startsWith(above) ? absolute.substring(above.length()) : file.getName();
        if (!name.startsWith(".") && !name.contains("/.")) {
            found.add(new Found(file.toString(), name));
        }
    }

    /** A file below a folder. */
    static String below(String folder, String name) {
        return new Path(new Path(folder), new Path(null, null, name)).toString();
    }

    /** Brings a file to this machine. */
    void copy(String uri, java.nio.file.Path to) throws IOException {
        try (InputStream in = open(uri)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The text of a small file; empty where there is none. */
    String text(String uri) {
        try (InputStream in = open(uri)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return "";
        } catch (IOException e) {
            throw unreadable(uri, e);
        }
    }

    /** Deletes a file or a folder with what is in it, if it is there. */
    void delete(String uri) {
        try {
            Path path = new Path(uri);
            system(path).delete(path, true);
        } catch (IOException e) {
            throw new StorageException("can't delete " + uri + ": " + StorageException.reason(e), e);
        }
    }

    /** What writes the bytes of a file. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes a file that appears when it is whole, and replaces what is there. */
    void write(String uri, Content content) {
        try (Whole file = begin(uri)) {
            try (OutputStream out = file.out()) {
                content.write(out);
            }
            file.commit();
        } catch (IOException e) {
            throw unwritable(uri, e);
        }
    }

    static StorageException unwritable(String uri, IOException e) {
        return new StorageException("can't write " + uri + ": " + StorageException.reason(e), e);
    }

    /** A file that is being written: it appears under its name when it is whole. */
    final class Whole implements AutoCloseable {

        private final Path path;
        private final Path part;
        private final OutputStream out;
        private boolean committed;

        private Whole(Path path, Path part, OutputStream out) {
            this.path = path;
            this.part = part;
            this.out = out;
        }

        OutputStream out() {
            return out;
        }

        /** Gives it its name; what was called so is replaced. The stream is closed already. */
        void commit() throws IOException {
            FileSystem system = system(path);
            system.delete(path, false);
            if (!system.rename(part, path)) {
                throw new IOException(path + ": what was written can't get its name");
            }
            committed = true;
        }

        @Override
        public void close() throws IOException {
            if (!committed) {
                try (OutputStream unfinished = out) {
                    unfinished.flush();
                } finally {
                    system(path).delete(part, false);
                }
            }
        }
    }

    /**
     * Begins to write a file.
     *
     * @throws IOException if it can't be made
     */
    Whole begin(String uri) throws IOException {
        Path path = new Path(uri);
        Path part = new Path(path.getParent(), ".inatsounds-" + UUID.randomUUID() + ".part");
        return new Whole(path, part, system(path).create(part, true));
    }

    /** The files in a folder whose names end like this; none where there is no folder. */
    List<String> list(String folder, String ending) {
        try {
            Path path = new Path(folder);
            List<String> names = new ArrayList<>();
            for (FileStatus each : system(path).listStatus(path)) {
                if (each.isFile() && each.getPath().getName().endsWith(ending)) {
                    names.add(each.getPath().getName());
                }
            }
            return names;
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static StorageException unreadable(String uri, IOException e) {
        return new StorageException(uri + ": can't be read: " + StorageException.whyUnread(e), e);
    }
}
