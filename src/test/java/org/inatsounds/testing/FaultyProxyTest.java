package org.inatsounds.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server as somebody's proxy. */
final class FaultyProxyTest {

    private final byte[] bytes = FaultyServerTest.random(1000, 4);
    private final FaultyServer proxy = FaultyServer.start();

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void answersForAnyHost() throws Exception {
        proxy.put("/bucket/key", bytes);
        ProxySelector through = ProxySelector.of(proxy.address());
        var client =
                new Client("http://s3.example.invalid", HttpClient.newBuilder().proxy(through));
        assertThat(client.get("/bucket/key", "Range", "bytes=5-9").body()).hasSize(5);
        Exchange request = proxy.requests().get(0);
        assertThat(request.proxied()).isTrue();
        assertThat(request.target()).isEqualTo("http://s3.example.invalid/bucket/key");
        assertThat(request.path()).isEqualTo("/bucket/key");
    }

    @Test
    void demandsCredentials() throws Exception {
        proxy.put("/key", bytes).demandProxyCredentials("user", "secret");
        assertThat(raw("GET http://host/key HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 407");
        assertThat(raw("GET http://host/key HTTP/1.1\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("CONNECT localhost:1 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 407");
        assertThat(raw("GET /key HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void tunnelsWithinTheMachineOnly() throws Exception {
        try (var behind = FaultyServer.start()) {
            behind.put("/key", bytes);
            String get = "GET /key HTTP/1.1\r\nConnection: close\r\n\r\n";
            assertThat(raw("CONNECT s3.example.invalid:443 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
            assertThat(raw("CONNECT 127.0.0.1:" + behind.port() + " HTTP/1.1\r\n\r\n" + get))
                    .startsWith("HTTP/1.1 200");
            proxy.tunnelTo(behind.address());
            assertThat(raw("CONNECT s3.example.invalid:443 HTTP/1.1\r\n\r\n" + get))
                    .startsWith("HTTP/1.1 200");
            behind.awaitRequests(Which.get("/key"), 2, Duration.ofSeconds(5));
            assertThat(proxy.requests())
                    .extracting(Exchange::path)
                    .contains("s3.example.invalid:443", "127.0.0.1:" + behind.port());
        }
    }

    @Test
    void refusesTunnelsWhenToldTo() throws Exception {
        proxy.when(Which.every().where(r -> r.method().equals("CONNECT")), Fault.status(403));
        assertThat(raw("CONNECT localhost:1 HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return String.valueOf(in.readLine());
        }
    }
}
