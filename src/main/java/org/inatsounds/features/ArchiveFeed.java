package org.inatsounds.features;

import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.inatsounds.BadInputException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.fetch.ArchiveReading;
import org.inatsounds.fetch.ArchiveRecordings;
import org.inatsounds.fetch.ReadingPlace;
import org.inatsounds.internal.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * The recordings of a batch as they come out of archives, one archive after the other. A thread of its own reads the archives;
 * those who use the recordings ask for the {@link #next} one each. What nobody has used yet lies in memory, up to a limit.
 */
public final class ArchiveFeed implements AutoCloseable {

    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_RECORDINGS = 256;
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private final Listener listener;
    private final List<BatchSource> all;
    private final Map<Split, ArchiveReading> readings = new EnumMap<>(Split.class);
    private final List<Split> order = new ArrayList<>();

    private final ArrivalRoom room =
            new ArrivalRoom(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 8));
    private final Map<Split, ReadingPlace> places = new EnumMap<>(Split.class);
    private final Map<Integer, String> failedBefore = new TreeMap<>();
    private final Deque<Arrived> arrived = new ArrayDeque<>();
    private final List<Arrived> handedOut = new ArrayList<>();
    private List<BatchSource> pending = List.of();
    private Map<String, Integer> left = Map.of();
    private @Nullable Split current;
    private @Nullable Thread thread;
    private long open;
    private boolean over;

    /**
     * A recording that has arrived, or is arriving.
     *
     * @param order in which it came, from 0
     * @param index of it among those that are pending
     * @param number of it in its archive
     */
    record Arrived(int order, int index, int number, BatchSource source, ArrivingBytes bytes, ReadingPlace place) {}

    ArchiveFeed(ArchiveRecordings recordings, List<BatchSource> all, Listener listener) {
        this.all = all;
        this.listener = listener;
        for (BatchSource source : all) {
            Split split = split(source);
            if (!readings.containsKey(split)) {
                readings.put(split, recordings.open(split, listener));
                order.add(split);
            }
        }
    }

    private static Split split(BatchSource source) {
        BatchSource.Origin origin = source.origin();
        if (origin == null) {
            throw new IllegalStateException(source.name() + " does not come out of an archive");
        }
        return origin.split();
    }

    private static String fileName(BatchSource source) {
        return source.rowName();
    }

    /** Which bytes a recording comes out of: what was made of others is of no use. */
    public String version(BatchSource source) {
        return version(split(source));
    }

    private String version(Split split) {
        ArchiveReading reading = readings.get(split);
        return reading == null ? "" : reading.version();
    }

    /**
     * Says which recordings remain to be done, and looks where earlier runs stopped.
     *
     * @param remaining of the recordings of this feed
     * @param files where the place in the archive of a split is noted; null for nowhere
     * @param of what is made of the recordings, in one line
     */
    public ArchiveFeed begin(List<BatchSource> remaining, Function<Split, @Nullable Path> files, String of) {
        pending = List.copyOf(remaining);
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < pending.size(); i++) {
            indexes.put(fileName(pending.get(i)), i);
        }
        for (Split split : order) {
            Set<String> names = names(all, split);
            ReadingPlace place = reading(split).place(files.apply(split), of + " " + digest(names));
            Set<String> failed = new HashSet<>(place.failed().keySet());
            failed.retainAll(indexes.keySet());
            place.requireKnown(names.size() - names(pending, split).size() + failed.size());
            place.failed().forEach((name, reason) -> {
                Integer index = indexes.remove(name);
                if (index != null) {
                    failedBefore.put(index, reason);
                }
            });
            places.put(split, place);
        }
        left = indexes;
        return this;
    }

    private static Set<String> names(List<BatchSource> sources, Split split) {
        Set<String> names = new TreeSet<>();
        sources.stream().filter(source -> split(source) == split).forEach(source -> names.add(fileName(source)));
        return names;
    }

    private static String digest(Set<String> names) {
        return Checksum.sha256(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
    }

    private ArchiveReading reading(Split split) {
        ArchiveReading reading = readings.get(split);
        if (reading == null) {
            throw new IllegalStateException("no archive of " + split);
        }
        return reading;
    }

    /** The recordings that remain. */
    List<BatchSource> pending() {
        return pending;
    }

    /** Those of them that an earlier run could not use, by their index, and why. */
    Map<Integer, String> failedBefore() {
        return failedBefore;
    }

    /** Begins to read. */
    void start() {
        Thread reader = new Thread(this::read, "inatsounds-archive");
        reader.setDaemon(true);
        thread = reader;
        reader.start();
    }

    // Whatever is thrown has to reach those who wait.
    @SuppressWarnings("CatchingUnchecked")
    private void read() {
        try {
            for (int i = 0; i < order.size(); i++) {
                Split split = order.get(i);
                ReadingPlace place = place(split);
                synchronized (room) {
                    current = split;
                }
                if (!place.isWhole()) {
                    reading(split).read(place, new Taking(split, place), listener);
                    if (i + 1 < order.size()) {
                        awaitDone();
                        place.whole();
                    }
                }
            }
            synchronized (room) {
                over = true;
                room.changed();
            }
        } catch (Throwable e) {
            room.fail(e);
        }
    }

    private ReadingPlace place(Split split) {
        ReadingPlace place = places.get(split);
        if (place == null) {
            throw new IllegalStateException("begin was not called");
        }
        return place;
    }

    private void awaitDone() {
        synchronized (room) {
            while (open > 0) {
                room.await();
            }
        }
    }

    /** Takes recordings from the thread that reads. */
    private final class Taking implements ArchiveReading.Taker {

        private final Set<String> concerned;
        private final ReadingPlace place;

        Taking(Split split, ReadingPlace place) {
            this.concerned = names(all, split);
            this.place = place;
        }

        @Override
        public boolean concerns(String fileName) {
            return concerned.contains(fileName);
        }

        @Override
        public boolean wants(String fileName) {
            return left.containsKey(fileName);
        }

        @Override
        public WritableByteChannel take(String fileName, int number, long size) {
            int index = Objects.requireNonNull(left.remove(fileName), "it is wanted");
            ArrivingBytes bytes = new ArrivingBytes(room, size);
            BatchSource source = pending.get(index).arriving(bytes);
            synchronized (room) {
                while (arrived.size() >= MOST_RECORDINGS) {
                    room.await();
                }
                Arrived one = new Arrived(handedOut.size(), index, number, source, bytes, place);
                handedOut.add(one);
                arrived.add(one);
                open++;
                room.changed();
            }
            return bytes.channel();
        }
    }

    /** The next recording that arrives; waits for it. Null when none comes any more: {@link #end} knows why. */
    @Nullable
    Arrived next() {
        synchronized (room) {
            while (arrived.isEmpty() && !over && !room.hasFailed()) {
                room.await();
            }
            room.checkCancelled();
            Arrived one = arrived.poll();
            room.changed();
            return one;
        }
    }

    /** Whether this is what the reading failed with: {@link #end} throws it, when what has arrived was used. */
    boolean isFailure(RuntimeException e) {
        return room.isFailure(e);
    }

    /** A recording was used, and what was made of it is kept. */
    void kept(int number) {
        Arrived one = handedOut(number);
        one.place.done(one.number);
        closed();
    }

    /** A recording can't be used. */
    void failed(Arrived one, String reason) {
        one.place.failed(one.number, fileName(one.source), reason);
        closed();
    }

    private Arrived handedOut(int number) {
        synchronized (room) {
            return handedOut.get(number);
        }
    }

    private void closed() {
        synchronized (room) {
            open--;
            room.changed();
        }
    }

    /**
     * Waits until all archives were read, and their checksums are right.
     *
     * @throws RuntimeException as the reading of an archive fails
     */
    void end() {
        synchronized (room) {
            room.check();
            while (!over) {
                room.await();
            }
        }
    }

    /** After the end: those that did not come, by their index, and why. */
    Map<Integer, BadInputException> missing() {
        Map<Integer, BadInputException> missing = new TreeMap<>();
        left.values().forEach(index -> {
            BatchSource source = pending.get(index);
            missing.put(
                    index,
                    new BadInputException(source.name() + ": it is not in "
                            + reading(split(source)).name()));
        });
        return missing;
    }

    /** Nothing more is wanted. */
    void abort() {
        room.cancel();
    }

    /**
     * The archive that is being read is not what it should be: nothing is resumed from it.
     *
     * @param wrong what is wrong with it
     * @return its version
     */
    String discard(DataMismatchException wrong) {
        Split split = current;
        if (split == null) {
            throw wrong;
        }
        close();
        place(split).discard();
        return version(split);
    }

    /** Ends the reading, if it is still under way. */
    @Override
    public void close() {
        Thread reader = thread;
        if (reader == null) {
            return;
        }
        abort();
        reader.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            reader.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        // What was used after the reading had failed is not done again.
        places.values().forEach(ReadingPlace::save);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
