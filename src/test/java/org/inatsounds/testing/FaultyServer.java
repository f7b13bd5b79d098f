package org.inatsounds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on the loopback interface that can go wrong in every way that a downloader has to survive. It answers
 * as S3 does ({@code HEAD}, {@code GET}, single {@code Range}s, {@code If-Range}, {@code If-Match}, {@code If-None-Match},
 * {@code ETag}, keep-alive, errors in XML) until a rule says otherwise:
 *
 * <pre>{@code
 * try (var server = FaultyServer.start()) {
 *     server.put("/bucket/key", bytes);
 *     server.when(Which.get("/bucket/key").first(2), Fault.status(503, Duration.ofSeconds(1)));
 *     server.when(Which.get("/bucket/key").covering(5000), Fault.resetAfter(100));
 *     server.before(Which.get("/bucket/key").nth(4), () -> server.put("/bucket/key", otherBytes));
 *     … server.uri("/bucket/key") …
 *     assertThat(server.requests()).extracting(Exchange::range).contains("bytes=0-999");
 *     assertThat(server.bytesServed()).isLessThan(…);
 * }
 * }</pre>
 *
 * <p>Of several rules that are due, all apply, in the order in which they were given. Every method may be called from any
 * thread, at any time.
 *
 * <p>A client may also take it for its HTTP proxy: a request with an absolute URI, for whatever host, is answered from the
 * server's own objects, and {@code CONNECT} opens a tunnel (see {@link #tunnelTo}).
 */
public final class FaultyServer implements AutoCloseable {

    private static final class Rule {
        final Which which;
        final Runnable before;
        final Fault fault;
        int seen;

        Rule(Which which, Runnable before, Fault fault) {
            this.which = which;
            this.before = before;
            this.fault = fault;
        }
    }

    private final ServerSocket listening;
    private final Thread accepting;
    private final Map<String, ServedObject> objects = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private volatile RateLimit wholeLimit = RateLimit.NONE;
    private volatile long connectionLimit;
    private volatile @Nullable String proxyAuthorization;
    private volatile @Nullable InetSocketAddress tunnelTarget;

    private FaultyServer(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        listening = new ServerSocket(port, 200, loopback);
        accepting = new Thread(this::accept, "faulty-server-" + port());
        accepting.setDaemon(true);
    }

    /** Starts a server on a free port of 127.0.0.1. */
    public static FaultyServer start() {
        return start(0);
    }

    /** Starts a server on this port of 127.0.0.1; 0 is any free one. */
    public static FaultyServer start(int port) {
        try {
            FaultyServer server = new FaultyServer(port);
            server.accepting.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Serves a folder, honestly, until the process is ended; for scripts.
     *
     * @param args the folder, and the port
     */
    public static void main(String[] args) throws InterruptedException {
        FaultyServer server = start(Integer.parseInt(args[1])).putFolder(Path.of(args[0]));
        System.out.println(server.url());
        server.accepting.join();
    }

    private void accept() {
        for (int number = 1; !listening.isClosed(); number++) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                socket.setTcpNoDelay(true);
                var connection = new Connection(this, socket, number, new RateLimit(connectionLimit));
                var thread = new Thread(connection, "faulty-connection-" + number);
                thread.setDaemon(true);
                if (!listening.isClosed()) {
                    thread.start();
                }
            } catch (IOException ignored) {
                // The server is closed, or the client has gone already.
            }
        }
        dropConnections();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return listening.getLocalPort();
    }

    /** 127.0.0.1 and the port. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), port());
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end: what {@code --endpoint-url} and the proxy variables take. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The address of one object; {@code path} begins with a slash. */
    public URI uri(String path) {
        return URI.create(url() + path);
    }

    /** Serves these bytes, or from now on these bytes instead. The ETag is their MD5 in quotes, as in S3. */
    public FaultyServer put(String path, byte[] bytes) {
        objects.put(path, ServedObject.of(bytes, Instant.now()));
        return this;
    }

    /** Serves these bytes under an ETag of the caller's, with its quotes (and {@code W/}, if it is to be a weak one). */
    public FaultyServer put(String path, byte[] bytes, String etag) {
        objects.put(path, new ServedObject(Content.of(bytes), etag, ServedObject.httpDate(Instant.now())));
        return this;
    }

    /** Serves a file from the disk, of any size. The ETag is made of its size and time, and no MD5. */
    public FaultyServer put(String path, Path file) {
        objects.put(path, ServedObject.of(file));
        return this;
    }

    /** Serves the files that lie in a folder and below now, each under its relative path. */
    public FaultyServer putFolder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(
                            file -> put("/" + folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** From now on there is nothing under this path: 404. */
    public FaultyServer remove(String path) {
        objects.remove(path);
        return this;
    }

    /** Spoils the answers to some requests. */
    public FaultyServer when(Which which, Fault fault) {
        return add(new Rule(which, () -> {}, fault));
    }

    /** Does something when such a request has come, before its answer is thought of: replaces the object, kills a process. */
    public FaultyServer before(Which which, Runnable action) {
        return add(new Rule(which, action, answer -> {}));
    }

    private synchronized FaultyServer add(Rule rule) {
        rules.add(rule);
        return this;
    }

    /** Is honest again. */
    public synchronized FaultyServer heal() {
        rules.clear();
        return this;
    }

    /** Serves at most so many bytes a second, over all connections together; 0 is no limit. */
    public FaultyServer limitRate(long bytesPerSecond) {
        wholeLimit = new RateLimit(bytesPerSecond);
        return this;
    }

    /** Serves at most so many bytes a second over each connection that is opened from now on; 0 is no limit. */
    public FaultyServer limitRatePerConnection(long bytesPerSecond) {
        connectionLimit = bytesPerSecond;
        return this;
    }

    /** As a proxy, answers 407 to all who don't bring these credentials (scheme Basic). */
    public FaultyServer demandProxyCredentials(String user, String password) {
        byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        proxyAuthorization = "Basic " + Base64.getEncoder().encodeToString(plain);
        return this;
    }

    /**
     * As a proxy, leads every {@code CONNECT} to this address, whatever host was asked for. Without it a tunnel is opened to
     * hosts named {@code localhost} or {@code 127.…}, and refused with 403 to all others: no test leaves the machine.
     */
    public FaultyServer tunnelTo(InetSocketAddress target) {
        tunnelTarget = target;
        return this;
    }

    /** Every request so far, in order of arrival. */
    public List<Exchange> requests() {
        return List.copyOf(exchanges);
    }

    /** Every request so far that {@code which} is for; its counts ("nth") are not regarded. */
    public List<Exchange> requests(Which which) {
        return exchanges.stream().filter(which::meets).toList();
    }

    /** How many bytes of bodies were sent so far, in all. */
    public long bytesServed() {
        return exchanges.stream().mapToLong(Exchange::bodyBytes).sum();
    }

    /** Forgets the record, for a test of several runs. Rules keep their counts. */
    public synchronized FaultyServer forget() {
        exchanges.clear();
        return this;
    }

    /** Waits until so many bytes of bodies were sent; throws {@link AssertionError} when they were not in time. */
    public void awaitBytesServed(long bytes, Duration atMost) {
        await(() -> bytesServed() >= bytes, atMost, bytes + " bytes served");
    }

    /** Waits until so many such requests have come; throws {@link AssertionError} when they have not in time. */
    public void awaitRequests(Which which, int count, Duration atMost) {
        await(() -> requests(which).size() >= count, atMost, count + " requests");
    }

    private void await(BooleanSupplier reached, Duration atMost, String what) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected %s within %s, got %s".formatted(what, atMost, exchanges));
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    /** Breaks every connection that is open now, as when a cable is pulled; new ones are accepted. */
    public void dropConnections() {
        for (Socket socket : open) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (IOException ignored) {
                // It was closed already.
            }
        }
    }

    /** Stops listening and breaks every connection: whoever tries again is refused. The record remains. */
    @Override
    public void close() {
        try {
            listening.close();
            // As long as the thread is in accept() the system still takes connections.
            accepting.join(5000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dropConnections();
    }

    /** Records a request, and gives the honest answer to it, spoiled by all faults that are due. */
    Answer receive(int connection, String method, String target, String path, Map<String, String> headers) {
        Exchange exchange;
        List<Rule> due;
        synchronized (this) {
            exchange = new Exchange(exchanges.size() + 1, connection, method, target, path, headers);
            exchanges.add(exchange);
            due = due(exchange);
        }
        due.forEach(rule -> rule.before.run());
        Answer answer = Answer.honest(exchange, objects.get(exchange.path()));
        if (exchange.method().equals("CONNECT")) {
            boolean allowed = tunnelTarget != null || exchange.target().matches("(localhost|127\\.[\\d.]+):\\d+");
            answer.body(allowed ? 200 : 403, new byte[0]);
        }
        String demanded = proxyAuthorization;
        if (exchange.proxied() && demanded != null && !demanded.equals(exchange.header("Proxy-Authorization"))) {
            answer.body(407, new byte[0]).header("Proxy-Authenticate", "Basic realm=\"test\"");
        }
        due.forEach(rule -> rule.fault.spoil(answer));
        return answer;
    }

    private List<Rule> due(Exchange exchange) {
        List<Rule> due = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.which.meets(exchange) && rule.which.counts(++rule.seen)) {
                due.add(rule);
            }
        }
        return due;
    }

    InetSocketAddress tunnelTarget(String asked) {
        InetSocketAddress target = tunnelTarget;
        int colon = asked.lastIndexOf(':');
        return target != null
                ? target
                : new InetSocketAddress(asked.substring(0, colon), Integer.parseInt(asked.substring(colon + 1)));
    }

    RateLimit wholeLimit() {
        return wholeLimit;
    }

    void gone(Socket socket) {
        open.remove(socket);
    }
}
