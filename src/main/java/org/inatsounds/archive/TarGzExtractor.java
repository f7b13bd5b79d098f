package org.inatsounds.archive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Extracts a {@code .tar.gz} archive from a stream, for example during a download.
 *
 * <pre>
 * ExtractionResult result = TarGzExtractor.into(staging)
 *         .limits(ExtractionLimits.RECORDINGS)
 *         .wanted(member -> names.contains(member.name()))
 *         .written(receipt::add)
 *         .extract("train.tar.gz", stream);
 * </pre>
 *
 * <p>Instances are immutable; each method gives a new one.
 *
 * <p>It writes plain files, below the staging folder, with their name in the archive without a leading
 * {@code ./}, with their time. A folder is created when its first file is written, so a folder without wanted files is not created;
 * if the archive lists a folder, it gets its time from there. Owners and permissions are not copied.
 *
 * <p>It refuses absolute paths, drive letters, backslashes, {@code .} and {@code ..}, empty parts, control and
 * invisible characters, bytes that are not UTF-8, links, devices, FIFOs, sparse files and other special types, a name
 * that occurs twice or differs from another only by case or Unicode form, a file used as a folder, parts above 255 bytes,
 * paths above 1,024 bytes or 32 folders, names that Windows can't store (on Windows), and everything above the
 * {@link ExtractionLimits}. This is also checked for unwanted members.
 */
public final class TarGzExtractor {

    private final Path staging;
    private final ExtractionLimits limits;
    private final Predicate<Member> wanted;
    private final Written written;

    private TarGzExtractor(Path staging, ExtractionLimits limits, Predicate<Member> wanted, Written written) {
        this.staging = staging;
        this.limits = limits;
        this.wanted = wanted;
        this.written = written;
    }

    /**
     * Extracts every file, within {@link ExtractionLimits#RECORDINGS}.
     *
     * @param staging the folder to write to: created if it does not exist, else it must be empty
     */
    public static TarGzExtractor into(Path staging) {
        return new TarGzExtractor(staging, ExtractionLimits.RECORDINGS, member -> true, (member, sum) -> {});
    }

    /** Other limits. */
    public TarGzExtractor limits(ExtractionLimits newLimits) {
        return new TarGzExtractor(staging, newLimits, wanted, written);
    }

    /** Extracts only the files that {@code filter} accepts. It is called once per file, in order, on another thread. */
    public TarGzExtractor wanted(Predicate<Member> filter) {
        return new TarGzExtractor(staging, limits, filter, written);
    }

    /** Calls {@code listener} after each file that was written completely, in order, on another thread. */
    public TarGzExtractor written(Consumer<Member> listener) {
        return summed((member, sum) -> listener.accept(member));
    }

    /** The same with the checksum of each file. */
    public TarGzExtractor summed(Written listener) {
        return new TarGzExtractor(staging, limits, wanted, listener);
    }

    /**
     * Extracts one archive. The calling thread reads and decompresses; a second thread writes files, and has ended when
     * this method returns or throws. After a failure the staging folder is not changed.
     *
     * @param archive its name, for messages
     * @param compressed its bytes, read to the end unless something fails; not closed
     * @throws org.inatsounds.DataMismatchException if the archive is damaged, truncated, or refused
     * @throws org.inatsounds.StorageException if a file can't be written
     * @throws IOException from {@code compressed}, unchanged; so is any other exception it throws
     * @throws InterruptedException if the calling thread was interrupted
     */
    public ExtractionResult extract(String archive, InputStream compressed) throws IOException, InterruptedException {
        Handover handover = new Handover();
        Unpacking unpacking = new Unpacking(
                archive,
                new TarReader(handover),
                new MemberNames(File.separatorChar == '\\', limits.names()),
                new StagingFolder(staging),
                limits,
                wanted,
                written,
                header -> true);
        FutureTask<ExtractionResult> task = new FutureTask<>(unpacking) {
            @Override
            protected void done() {
                handover.stop();
            }
        };
        Thread writer = new Thread(task, "unpack " + archive);
        writer.setDaemon(true);
        writer.start();
        try (GzipReader gzip = new GzipReader(compressed)) {
            inflate(gzip, handover);
            return task.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            handover.stop();
            awaitEnd(writer);
        }
    }

    private void inflate(GzipReader gzip, Handover handover) throws IOException, InterruptedException {
        long inflated = 0;
        boolean more = true;
        while (more) {
            ByteBuffer buffer = handover.takeEmpty();
            if (buffer == null) {
                return;
            }
            ArchiveFault fault = null;
            try {
                more = gzip.fill(buffer);
                inflated += buffer.position();
                limits.check(inflated, gzip.position());
            } catch (ArchiveFault e) {
                // Goes the same way as the bytes before it, so that the writing thread can tell in which member it is.
                fault = e;
                more = false;
            }
            handover.putFilled(buffer);
            if (!more) {
                handover.end(fault);
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    /** Waits for the writing thread even when interrupted: the caller may delete the staging folder next. */
    private static void awaitEnd(Thread writer) {
        boolean interrupted = false;
        while (true) {
            try {
                writer.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
