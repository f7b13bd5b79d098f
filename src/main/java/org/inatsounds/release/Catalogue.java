package org.inatsounds.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.inatsounds.BadInputException;
import org.inatsounds.Split;
import org.inatsounds.StorageException;
import org.inatsounds.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The published releases, each with its archives and their addresses.
 *
 * @param releases in the order of the file; at most one is the default
 */
public record Catalogue(List<Release> releases) {

    /** The content of an archive. */
    public enum Kind {
        ANNOTATIONS,
        RECORDINGS;

        /** As in the catalogue file. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One release.
     *
     * @param name the value of {@code --release}
     * @param isDefault whether it is used when no release is named
     * @param note shown before anything is downloaded from it
     * @param endpoint the address of the store
     * @param bucket the bucket in the store
     * @param archives every split and kind at most once
     */
    public record Release(
            String name,
            boolean isDefault,
            @Nullable String note,
            URI endpoint,
            String bucket,
            List<Archive> archives) {}

    /**
     * One archive: a {@code .tar.gz} in the bucket.
     *
     * @param key its name in the bucket
     * @param md5 the checksum of the archive, 32 lower-case hexadecimal digits
     * @param bytes its size, if the catalogue states it
     */
    public record Archive(Split split, Kind kind, String key, String md5, OptionalLong bytes) {

        /** The last part of the key, for example {@code train.tar.gz}. */
        public String fileName() {
            return key.substring(key.lastIndexOf('/') + 1);
        }

        /** The name of the archive in file names of this program: {@code train-recordings}. */
        public String id() {
            return split.label() + "-" + kind.label();
        }
    }

    /** The built-in catalogue. */
    public static Catalogue builtIn() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.json is not in the jar");
            }
            return new CatalogueReader("the built-in catalogue").read(in);
        } catch (IOException e) {
            throw new IllegalStateException("the built-in catalogue can't be read", e);
        }
    }

    /**
     * Reads a catalogue file.
     *
     * @throws BadInputException if the file is missing or malformed; the message names line and column
     * @throws StorageException if it can't be read
     */
    public static Catalogue read(Path file) {
        if (Files.isDirectory(file)) {
            throw new BadInputException("expected a catalogue file, got the folder " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new CatalogueReader(file.toString()).read(in);
        } catch (NoSuchFileException e) {
            throw new BadInputException("no catalogue file at " + file, e);
        } catch (IOException e) {
            throw new StorageException(
                    "can't read the catalogue file " + file + ": " + StorageException.whyUnread(e), e);
        }
    }

    /** The catalogue of a file; null: the built-in one. */
    public static Catalogue readOrBuiltIn(@Nullable Path file) {
        return file == null ? builtIn() : read(file);
    }

    /**
     * The release of that name, or the default one.
     *
     * @throws UsageException if there is no such release
     */
    public Release release(@Nullable String name) {
        for (Release release : releases) {
            if (name == null ? release.isDefault : release.name.equals(name)) {
                return release;
            }
        }
        String known = releases.stream().map(Release::name).collect(Collectors.joining(", "));
        if (name == null) {
            throw new UsageException(
                    "the catalogue has no default release: name one with --release (there are: " + known + ")");
        }
        throw new UsageException("release", "expected one of " + known + ", got '" + name + "'");
    }
}
