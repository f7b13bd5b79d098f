package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.inatsounds.Split;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.launcher.LauncherProcess;
import org.inatsounds.testing.Fault;
import org.inatsounds.testing.FaultyServer;
import org.inatsounds.testing.MiniatureRecording;
import org.inatsounds.testing.MiniatureRelease;
import org.inatsounds.testing.Sweep;
import org.inatsounds.testing.Which;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault of a server, in every way of fetching, without a second try: either the recordings are right, or none has
 * appeared, and the same command ends well once the fault is gone. What is said is kept in {@code docs/reliability-faults.md};
 * {@code -Dinatsounds.test.rewrite=true} writes that anew.
 */
final class FaultMatrixTest {

    private static final Path TABLE = LauncherProcess.project().resolve("docs/reliability-faults.md");
    private static final String VAL = MiniatureRelease.path(Split.VAL, MiniatureRelease.Kind.RECORDINGS);
    private static final boolean REWRITE = Boolean.getBoolean("inatsounds.test.rewrite");
    private static final Pattern NUMBER = Pattern.compile("(?<=bytes? |expected )\\d+(-\\d+)?(/\\d+)?|\\d+(?= bytes)");

    /** The ways of fetching. */
    private enum Way {
        WHOLE,
        STREAM,
        INDEX;

        List<String> words() {
            return switch (this) {
                case WHOLE -> List.of("--recordings", "--connections", "1");
                case STREAM -> List.of("--stream");
                case INDEX -> List.of("--taxon", "Aves", "--connections", "1");
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @TempDir
    static Path temp;

    private static MiniatureRelease release;
    private static long size;

    /**
     * What a server does wrong.
     *
     * @param which the requests that it does it to
     */
    private record Wrong(Which which, Fault fault) {}

    private static Map<String, Wrong> faults() {
        Which any = Which.any(VAL);
        Which get = Which.get(VAL);
        Map<String, Wrong> faults = new LinkedHashMap<>();
        faults.put("reset before an answer", new Wrong(get, Fault.resetBeforeAnswer()));
        faults.put("closed before an answer", new Wrong(get, Fault.noAnswer()));
        faults.put("reset at byte 0", new Wrong(get, Fault.resetAfter(0)));
        faults.put("reset in the middle", new Wrong(get, Fault.resetAfter(60_000)));
        faults.put("reset before the last byte", new Wrong(get, Fault.resetAfter(size - 1)));
        faults.put("closed in the middle", new Wrong(get, Fault.closeAfter(60_000)));
        faults.put("stall", new Wrong(get, Fault.stallAfter(50_000)));
        faults.put("slow drip", new Wrong(get, Fault.slow(20 << 20)));
        faults.put("an answer that is not HTTP", new Wrong(get, Fault.garbage()));
        for (int status : new int[] {403, 404, 408, 416, 429, 500, 503}) {
            faults.put("status " + status, new Wrong(any, Fault.status(status)));
        }
        faults.put("status 503, Retry-After", new Wrong(any, Fault.status(503, Duration.ofSeconds(1))));
        faults.put("redirect to nothing", new Wrong(any, Fault.redirect(302, "/nowhere")));
        faults.put("a redirect to the same", new Wrong(any, Fault.redirect(302, "/elsewhere")));
        faults.put("a login page", new Wrong(get, Fault.page(200, "text/html", "<html>Welcome to our hotel</html>")));
        faults.put("range ignored", new Wrong(get, Fault.ignoreRange()));
        faults.put("another range", new Wrong(get, Fault.shiftedRange(7)));
        faults.put("less than asked", new Wrong(get, Fault.lessThanAsked(30_000)));
        faults.put("no Content-Range", new Wrong(get, Fault.withoutHeader("Content-Range")));
        faults.put("replaced: another size", new Wrong(get, Fault.claimedTotal(77_777)));
        faults.put("no Content-Length", new Wrong(any, Fault.withoutHeader("Content-Length")));
        faults.put("no ETag", new Wrong(any, Fault.withoutHeader("ETag")));
        faults.put("replaced: another ETag", new Wrong(get, Fault.header("ETag", "\"other\"")));
        faults.put("gzip as Content-Encoding", new Wrong(get, Fault.gzip()));
        faults.put("HEAD refused", new Wrong(Which.head(VAL), Fault.status(403)));
        faults.put("HEAD without a length", new Wrong(Which.head(VAL), Fault.withoutHeader("Content-Length")));
        faults.put("negative Content-Length", new Wrong(any, Fault.header("Content-Length", "-1")));
        faults.put("huge Content-Length", new Wrong(any, Fault.header("Content-Length", "999999999999999999")));
        faults.put("Retry-After that is no time", new Wrong(any, retryAfter("99999999999999999999")));
        faults.put("redirect to ftp", new Wrong(any, Fault.redirect(302, "ftp://127.0.0.1/a")));
        faults.put("redirect to a file", new Wrong(any, Fault.redirect(302, "file:///etc/passwd")));
        faults.put("redirect to port 99999", new Wrong(any, Fault.redirect(302, "http://127.0.0.1:99999/")));
        faults.put("redirect to nowhere", new Wrong(any, Fault.redirect(302, "")));
        faults.put("redirect to itself", new Wrong(any, Fault.redirect(302, VAL)));
        faults.put("an empty challenge", new Wrong(any, challenge(401, "WWW-Authenticate", "")));
        faults.put("a proxy's challenge", new Wrong(any, challenge(407, "Proxy-Authenticate", "Basic realm=\"x\"")));
        faults.put("a proxy's Negotiate", new Wrong(any, challenge(407, "Proxy-Authenticate", "Negotiate")));
        faults.put("a head that drips", new Wrong(any, Fault.dripHead(Duration.ofMillis(200))));
        faults.put("an error that drips", new Wrong(any, Fault.status(503).and(Fault.slow(20))));
        faults.put("chunks that drip", new Wrong(get, Fault.dripChunkLength(Duration.ofMillis(200))));
        faults.put("a wrong byte", new Wrong(get, Fault.wrongByteAt(size / 2)));
        return faults;
    }

    private static Fault retryAfter(String value) {
        return Fault.status(503).and(Fault.header("Retry-After", value));
    }

    private static Fault challenge(int status, String header, String value) {
        return Fault.status(status).and(Fault.header(header, value));
    }

    @BeforeAll
    static void prepare() throws IOException {
        release = MiniatureRelease.writeTo(temp.resolve("release"));
        size = Files.size(release.archive(Split.VAL, MiniatureRelease.Kind.RECORDINGS));
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            assertThat(fetch(temp.resolve("annotations"), server.url(), List.of())
                            .code())
                    .isZero();
            Path all = temp.resolve("all");
            assertThat(fetch(all, server.url(), List.of("--stream")).code()).isZero();
            Files.copy(all.resolve("val.tar.gz.index"), temp.resolve("annotations/val.tar.gz.index"));
        }
    }

    private static CommandRun.Result fetch(Path data, String endpoint, List<String> way) {
        List<String> words = new ArrayList<>(
                List.of("fetch", "val", "-q", "--retries", "0", "--stall-limit", "1", "--endpoint-url", endpoint));
        words.addAll(List.of(
                "--data", data.toString(), "--catalog", release.catalogue().toString()));
        words.addAll(way);
        return CommandRun.plain()
                .with("HTTP_PROXY", "http://127.0.0.1:1")
                .with("NO_PROXY", ".invalid")
                .run(words.toArray(String[]::new));
    }

    @Test
    void whatHappensIsWhatTheTableSays() throws Exception {
        Map<String, Map<String, Future<String>>> running = new LinkedHashMap<>();
        // Most of these wait most of the time.
        ExecutorService threads = Executors.newFixedThreadPool(3);
        HttpsServer stranger = stranger();
        try (FaultyServer server = FaultyServer.start()) {
            Map<String, Wrong> faults = faults();
            Stream<String> some = REWRITE ? faults.keySet().stream() : Sweep.of(faults.keySet().stream());
            some.forEach(name -> {
                for (Way way : Way.values()) {
                    running.computeIfAbsent(name, key -> new LinkedHashMap<>())
                            .put(
                                    way.toString(),
                                    threads.submit(() -> outcome(Objects.requireNonNull(faults.get(name)), way)));
                }
            });
            Map<String, String> endpoints = new LinkedHashMap<>();
            endpoints.put("no such host", "http://nowhere.invalid");
            endpoints.put("nobody listens", "http://127.0.0.1:1");
            endpoints.put("a proxy that is not there", "http://192.0.2.1");
            endpoints.put("HTTP where TLS is expected", server.url().replace("http:", "https:"));
            endpoints.put(
                    "a certificate that nobody signed",
                    "https://127.0.0.1:" + stranger.getAddress().getPort());
            endpoints.forEach((name, endpoint) -> {
                for (Way way : Way.values()) {
                    running.computeIfAbsent(name, key -> new LinkedHashMap<>())
                            .put(way.toString(), threads.submit(() -> unreachable(endpoint, way)));
                }
            });
            requireTable(running);
        } finally {
            threads.shutdownNow();
            stranger.stop(0);
        }
    }

    private static void requireTable(Map<String, Map<String, Future<String>>> running) throws Exception {
        Map<String, Map<String, String>> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, Future<String>>> fault : running.entrySet()) {
            Map<String, String> said = new LinkedHashMap<>();
            for (Map.Entry<String, Future<String>> way : fault.getValue().entrySet()) {
                said.put(way.getKey(), way.getValue().get());
            }
            outcomes.put(fault.getKey(), said);
        }
        String table = table(outcomes);
        if (REWRITE) {
            Files.writeString(TABLE, table);
        }
        String kept = Files.readString(TABLE);
        if (outcomes.size() == rows(kept)) {
            assertThat(table).isEqualTo(kept);
        }
        // All lines about a fault, and no others.
        for (String fault : outcomes.keySet()) {
            assertThat(about(fault, table)).isEqualTo(about(fault, kept));
        }
    }

    private static String about(String fault, String table) {
        return table.lines()
                .filter(line -> line.startsWith("| " + fault + " | "))
                .collect(Collectors.joining("\n"));
    }

    /** How many faults a table has. */
    private static long rows(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .map(line -> line.split(" \\| ", 2)[0])
                .distinct()
                .skip(1)
                .count();
    }

    private static String outcome(Wrong wrong, Way way) throws IOException {
        Path data = data();
        try (FaultyServer server = FaultyServer.start().putFolder(release.folder())) {
            server.put("/elsewhere", release.archive(Split.VAL, MiniatureRelease.Kind.RECORDINGS));
            server.when(wrong.which(), wrong.fault());
            CommandRun.Result result = fetch(data, server.url(), way.words());
            assertThat(result.code()).as(result.err()).isIn(ExitCode.OK, ExitCode.MISMATCH, ExitCode.NETWORK);
            assertRightOrNothing(data, result.code() == 0, way);
            server.heal();
            CommandRun.Result again = fetch(data, server.url(), way.words());
            assertThat(again.code()).as(again.err()).isZero();
            assertRightOrNothing(data, true, way);
            return said(result, data, server.url());
        }
    }

    private static String unreachable(String endpoint, Way way) throws IOException {
        Path data = data();
        CommandRun.Result result = fetch(data, endpoint, way.words());
        assertThat(result.code()).isEqualTo(ExitCode.NETWORK);
        assertRightOrNothing(data, false, way);
        return said(result, data, endpoint);
    }

    /** A server with a certificate that it made itself. */
    private static HttpsServer stranger() throws Exception {
        Path store = temp.resolve("certificate.p12");
        String password = "password";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        password,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }

    /** A data folder with annotations and an index. */
    private static Path data() throws IOException {
        Path from = temp.resolve("annotations");
        Path data = Files.createTempDirectory(temp, "data");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.skip(1).toList()) {
                Files.copy(each, data.resolve(from.relativize(each).toString()));
            }
        }
        return data;
    }

    private static void assertRightOrNothing(Path data, boolean there, Way way) {
        for (MiniatureRecording recording : release.recordings(Split.VAL)) {
            Path file = data.resolve(recording.fileName());
            boolean wanted =
                    way != Way.INDEX || recording.species().taxonClass().equals("Aves");
            if (there && wanted) {
                assertThat(file).hasBinaryContent(recording.wav());
            } else {
                assertThat(file).doesNotExist();
            }
        }
    }

    /** Exit code and message, without what differs from run to run. */
    private static String said(CommandRun.Result result, Path data, String endpoint) {
        String message = result.err()
                .lines()
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .orElse("");
        if (result.code() == ExitCode.MISMATCH) {
            // Depends on what the compressor made of the recordings.
            return result.code() + " | *what is damaged, and where*";
        }
        String plain = message.replace("error: ", "")
                .replace(endpoint, "ENDPOINT")
                .replace(data.toString(), "DATA")
                .replaceAll("https?://[^ ]*?/ml-inat-competition-datasets", "ENDPOINT/ml-inat-competition-datasets")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
                .replaceAll("\"[0-9a-f]{32}-\\d+\"", "ETAG")
                .replace("|", "\\|");
        return result.code() + " | " + NUMBER.matcher(plain).replaceAll("N");
    }

    private static String table(Map<String, Map<String, String>> outcomes) {
        StringBuilder table = new StringBuilder("""
                # Faults of the network, and what `fetch` says

                Made by `FaultMatrixTest`, without retries (`--retries 0`), in three ways: `whole` archives, `stream`ed archives, and the
                parts that are chosen with an `index`. In every case the recordings are correct, or none has its final name, and the same command
                succeeds when the fault is gone. With retries, requests are repeated after temporary failures.

                | fault | way | exit code | message |
                | --- | --- | --- | --- |
                """);
        outcomes.forEach((fault, ways) -> {
            Map<String, List<String>> same = new LinkedHashMap<>();
            ways.forEach((way, said) ->
                    same.computeIfAbsent(said, key -> new ArrayList<>()).add(way));
            same.forEach((said, names) -> table.append("| " + fault + " | "
                    + (names.size() == ways.size() ? "all" : names.stream().collect(Collectors.joining(", "))) + " | "
                    + said + " |\n"));
        });
        return table.toString();
    }
}
