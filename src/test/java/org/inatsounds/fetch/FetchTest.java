package org.inatsounds.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.inatsounds.CancelledException;
import org.inatsounds.DataMismatchException;
import org.inatsounds.Listener;
import org.inatsounds.Split;
import org.inatsounds.UsageException;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.fetch.http.DownloadOptions;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.Proxies;
import org.inatsounds.release.Catalogue;
import org.inatsounds.release.Catalogue.Release;
import org.inatsounds.release.DataFolder;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.verify.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from Java, without a command line. */
@Timeout(120)
final class FetchTest {

    private static final int MIB = 1 << 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path shared;

    private static MiniatureRelease miniature;
    private static long trainBytes;

    @TempDir
    Path data;

    private FaultyServer server;

    @BeforeAll
    static void writeRelease() throws IOException {
        miniature = MiniatureRelease.writeTo(shared, new MiniatureRelease.Options(16L * MIB, true, null));
        trainBytes = Files.size(miniature.archive(Split.TRAIN, MiniatureRelease.Kind.RECORDINGS));
    }

    @BeforeEach
    void serve() {
        server = FaultyServer.start().putFolder(miniature.folder());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Release release() {
        return Catalogue.read(miniature.catalogue()).release("2024");
    }

    private Fetch fetch() {
        DownloadOptions options = new DownloadOptions(2, 0, 0, Duration.ofSeconds(30), Duration.ofMillis(1));
        return Fetch.release(release())
                .endpoint(URI.create(server.url()))
                .downloader(new Downloader(options, Proxies.NONE, "test"))
                .into(data);
    }

    /** The example of the documentation. */
    @Test
    void someSpecies() {
        Path catalogue = miniature.catalogue();
        URI endpoint = URI.create(server.url());
        String species = miniature.recordings(Split.VAL).get(0).species().name();
        Path folder = data;

        // snippet
        Release release = Catalogue.read(catalogue).release("2024"); // or Catalogue.builtIn()
        FetchResult result = Fetch.release(release)
                .split(Split.VAL)
                .only(Criteria.ofTaxa(species))
                .endpoint(endpoint) // only where it is not the release's own
                .into(folder)
                .run();
        long written = result.recordingsWritten();
        // end

        assertThat(written).isPositive();
        assertThat(recordings(Split.VAL))
                .hasSize((int) written)
                .allSatisfy((name, bytes) -> assertThat(bytes)
                        .isEqualTo(miniature.recordings(Split.VAL).stream()
                                .filter(each -> each.fileName().equals(name))
                                .findFirst()
                                .orElseThrow()
                                .wav()));
        assertThat(result.chosen()).singleElement().satisfies(chosen -> {
            assertThat(chosen.split()).isEqualTo(Split.VAL);
            assertThat(chosen.recordings()).isEqualTo((int) written);
            assertThat(chosen.present()).isZero();
            assertThat(chosen.checksumSeen()).isTrue();
        });
    }

    @Test
    void annotationsAloneWhereNothingElseIsSaid() {
        FetchResult result = fetch().run();

        assertThat(result.archives())
                .extracting(each -> each.archive().fileName() + " " + each.status())
                .containsExactly("train.json.tar.gz FETCHED", "val.json.tar.gz FETCHED", "test.json.tar.gz FETCHED");
        assertThat(result.recordingsWritten()).isZero();
        assertThat(result.room()).isNull();
        assertThat(data.resolve("val.json")).exists();
        assertThat(fetch().run().archives())
                .allSatisfy(each -> assertThat(each.status()).isEqualTo(FetchResult.Status.PRESENT));
    }

    @Test
    void aPlanWritesNothing() throws IOException {
        FetchResult plan = fetch().split(Split.TRAIN).recordings(true).plan();

        assertThat(plan.room())
                .isNotNull()
                .satisfies(room -> assertThat(room.toFetch()).isGreaterThan(trainBytes));
        assertThat(plan.archives())
                .extracting(FetchResult.ArchiveResult::status)
                .containsExactly(FetchResult.Status.FETCH, FetchResult.Status.FETCH);
        try (var files = Files.list(data)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aPlanOfSomeSpeciesNeedsTheAnnotations() {
        Fetch some = fetch().split(Split.VAL).only(Criteria.ofTaxa("Aves"));
        assertThatExceptionOfType(DataMismatchException.class).isThrownBy(some::plan);
        fetch().split(Split.VAL).run();
        assertThat(some.plan().chosen()).singleElement().satisfies(chosen -> {
            assertThat(chosen.recordings()).isPositive();
            assertThat(chosen.checksumSeen()).isNull();
        });
    }

    @Test
    void wishesThatContradictEachOtherAreRefused() {
        for (Fetch odd : List.of(
                fetch().stopEarly(true),
                fetch().stream(true).keepArchives(true),
                fetch().checkpointEvery(1000),
                Fetch.release(release()))) {
            assertThatExceptionOfType(UsageException.class).isThrownBy(odd::run);
        }
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> Fetch.release("1999"));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theListenerHearsOfTheTermsAndOfTheRoom() {
        List<String> notices = new ArrayList<>();
        fetch().split(Split.VAL)
                .listener(new Listener() {
                    @Override
                    public void notice(String message) {
                        notices.add(message);
                    }
                })
                .run();
        assertThat(notices).hasSize(2);
        assertThat(notices.get(0)).contains("non-commercial");
        assertThat(notices.get(1)).startsWith("release 2024 to " + data);
    }

    /** Whole or streamed: what came before the interruption does not come again. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptedThreadEndsTheCallAndTheNextOneResumes(boolean stream) throws Exception {
        fetch().split(Split.TRAIN).run();
        server.forget().limitRate(4L * MIB);
        // Nothing is saved on the way that soon: the call itself has to, when it is cancelled.
        Fetch fetch = fetch().split(Split.TRAIN).recordings(true).stream(stream).checkpointEvery(64L * MIB);
        Call call = new Call(fetch::run);
        server.awaitBytesServed(13L * MIB, SOON);
        call.cancel();

        assertThat(call.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(call.stillInterrupted()).isTrue();
        assertThat(recordings(Split.TRAIN)).isEmpty();
        assertThat(connections()).isEmpty();
        server.limitRate(0).forget();
        assertThat(fetch.run().recordingsWritten())
                .isEqualTo(miniature.recordings(Split.TRAIN).size());
        assertThat(server.bytesServed()).isLessThan(trainBytes - 3L * MIB);
        for (MiniatureRecording recording : miniature.recordings(Split.TRAIN)) {
            assertThat(data.resolve(recording.fileName())).hasBinaryContent(recording.wav());
        }
    }

    @Test
    void aThreadThatIsInterruptedAlreadyBeginsNothing() throws Exception {
        Call call = new Call(() -> {
            Thread.currentThread().interrupt();
            return fetch().run();
        });
        assertThat(call.failure()).isInstanceOf(CancelledException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRepairBringsWhatIsMissing() throws IOException {
        fetch().split(Split.VAL).recordings(true).run();
        MiniatureRecording recording = miniature.recordings(Split.VAL).get(1);
        Files.write(data.resolve(recording.fileName()), new byte[0]);
        Verification verification = Verification.of(data).release(release()).split(Split.VAL);

        var problems = verification.run().problems();
        assertThat(Repair.isOfUse(problems)).isTrue();
        Downloader downloader = new Downloader(DownloadOptions.DEFAULT, Proxies.NONE, "test");
        new Repair(Listener.NONE, new DataFolder(data), release(), downloader, URI.create(server.url()))
                .run(problems, Criteria.NONE);

        assertThat(verification.run().ok()).isTrue();
    }

    @Test
    void anIndexIsMadeOfAnArchiveThatIsHere() {
        fetch().split(Split.VAL).recordings(true).keepArchives(true).run();
        IndexMaker maker = IndexMaker.release(release()).split(Split.VAL).in(data);
        assertThat(maker.run(Listener.NONE)).containsExactly(data.resolve("val.tar.gz.index"));
        assertThat(maker.run(Listener.NONE)).isEmpty();
    }

    private Map<String, byte[]> recordings(Split split) {
        Map<String, byte[]> found = new TreeMap<>();
        Path folder = data.resolve(split.label());
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(data.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Set<String> connections() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("inatsounds-connection"))
                .collect(Collectors.toSet());
    }

    /** A call on a thread of its own. */
    static final class Call {

        private final CompletableFuture<Object> done = new CompletableFuture<>();
        private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        private final Thread thread;

        Call(Callable<?> work) {
            thread = new Thread(() -> {
                try {
                    done.complete(work.call());
                } catch (Throwable e) {
                    done.completeExceptionally(e);
                } finally {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                }
            });
            thread.start();
        }

        void cancel() {
            thread.interrupt();
        }

        Throwable failure() throws Exception {
            try {
                return new AssertionError(
                        "ended with " + done.orTimeout(60, TimeUnit.SECONDS).join());
            } catch (CompletionException e) {
                return Objects.requireNonNull(e.getCause());
            }
        }

        boolean stillInterrupted() throws Exception {
            return interrupted.get(60, TimeUnit.SECONDS);
        }
    }
}
