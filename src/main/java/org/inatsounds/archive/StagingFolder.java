package org.inatsounds.archive;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.inatsounds.StorageException;

/**
 * The folder that an archive is unpacked to. Nothing that exists is written over and no symbolic link is followed below
 * it. Every failure here is the disk's: {@link StorageException}.
 */
final class StagingFolder implements MemberTarget {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** Opens a file that doesn't exist yet. */
    @FunctionalInterface
    interface Opener {
        WritableByteChannel open(Path file) throws IOException;
    }

    /** The bytes of a member. */
    @FunctionalInterface
    interface Body {
        void copyTo(WritableByteChannel out) throws ArchiveFault, IOException;
    }

    private final Path root;
    private final Opener opener;
    private final Set<Path> made = new HashSet<>();
    private final Map<List<String>, Instant> folderTimes = new HashMap<>();

    StagingFolder(Path root) {
        this(root, file -> Files.newByteChannel(file, NEW));
    }

    StagingFolder(Path root, Opener opener) {
        this.root = root;
        this.opener = opener;
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new StorageException(String.format(Locale.ROOT, "can't make the folder %s: %s", root, reason(e)), e);
        }
    }

    /**
     * Writes one file, its folders first if need be.
     *
     * @return the CRC-32C of its bytes
     */
    @Override
    public int write(List<String> path, Member member, Body body) throws ArchiveFault {
        try {
            Path file = folder(path.subList(0, path.size() - 1)).resolve(path.get(path.size() - 1));
            int sum;
            try (SummedChannel out = new SummedChannel(opener.open(file))) {
                body.copyTo(out);
                sum = out.sum();
            }
            setTime(file, member.modified());
            return sum;
        } catch (IOException e) {
            throw failure(member, e);
        } catch (InvalidPathException e) {
            throw new StorageException(
                    String.format(
                            Locale.ROOT,
                            "this system can't hold a file named %s: %s. A UTF-8 locale may help.",
                            member.name(),
                            e.getReason()),
                    e);
        }
    }

    /** Remembers the time of a folder, which changes whenever something is written into it. */
    @Override
    public void noteTime(List<String> folder, Instant modified) {
        folderTimes.put(List.copyOf(folder), modified);
    }

    /** Gives the folders their times, when everything is written. Folders in which no file was written don't exist. */
    @Override
    public void finish() {
        folderTimes.forEach((parts, time) -> {
            Path folder = resolve(parts);
            if (made.contains(folder)) {
                try {
                    setTime(folder, time);
                } catch (IOException e) {
                    throw new StorageException(
                            String.format(Locale.ROOT, "can't set the time of %s: %s", folder, reason(e)), e);
                }
            }
        });
    }

    private Path resolve(List<String> parts) {
        Path path = root;
        for (String part : parts) {
            path = path.resolve(part);
        }
        return path;
    }

    private Path folder(List<String> parts) throws IOException {
        Path path = root;
        for (String part : parts) {
            path = path.resolve(part);
            if (made.add(path)) {
                makeFolder(path);
            }
        }
        return path;
    }

    private static void makeFolder(Path path) throws IOException {
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    private static void setTime(Path path, Instant time) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(time), null, null);
    }

    private StorageException failure(Member member, IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return new StorageException(
                    String.format(
                            Locale.ROOT,
                            "%s is in the way of %s: expected an empty folder to extract to. Delete %s and run again.",
                            reason(e),
                            member.name(),
                            root),
                    e);
        }
        return new StorageException(
                String.format(
                        Locale.ROOT,
                        "can't write %s (%,d bytes) below %s: %s; %s. Free disk space, or choose another folder, and run again.",
                        member.name(),
                        member.size(),
                        root,
                        reason(e),
                        free()),
                e);
    }

    private String free() {
        try {
            return String.format(
                    Locale.ROOT,
                    "%,d bytes are free there",
                    Files.getFileStore(root).getUsableSpace());
        } catch (IOException e) {
            return "the free disk space there is not known";
        }
    }

    /** The system's own words, without the path that the message already names. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException exists) {
            return String.valueOf(exists.getFile());
        }
        return StorageException.reason(e);
    }
}
