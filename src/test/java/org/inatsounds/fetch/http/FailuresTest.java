package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.inatsounds.NetworkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FailuresTest {

    private static final URI OBJECT = URI.create("http://bucket.example/a");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new UnknownHostException("bucket.example: Name or service not known"),
                        "the host bucket.example can't be found (no network, or a wrong name)"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "the server did not answer in time"),
                Arguments.of(new ConnectException("Connection refused"), "no connection (connection refused)"),
                Arguments.of(new NoRouteToHostException("No route to host"), "no connection (no route to host)"),
                Arguments.of(new SSLException("bad record"), "no secure connection (bad record)"),
                Arguments.of(new SocketException("Connection reset"), "Connection reset"),
                Arguments.of(new IOException(), "IOException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatHappened(IOException failure, String said) {
        assertThat(TransferFailures.describe(failure)).isEqualTo(said);
        assertThat(TransferFailures.network(OBJECT, failure))
                .isInstanceOf(NetworkException.class)
                .hasCause(failure)
                .hasMessage(OBJECT + ": " + said + ". Run the same command again: files on disk are kept.");
    }

    @Test
    void aCertificateThatNobodyKnowsMayBeAProxys() {
        assertThat(TransferFailures.describe(new SSLHandshakeException("PKIX path building failed")))
                .startsWith("the server's certificate has no known signature")
                .contains("javax.net.ssl.trustStore");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | not found: http://bucket.example/a (the server answered 404). Check --release,",
                "410 | not found: http://bucket.example/a (",
                "401 | access refused: http://bucket.example/a (",
                "403 | access refused: http://bucket.example/a (",
                "503 | http://bucket.example/a: the server answered 503. Run the same command again later",
                "400 | http://bucket.example/a: the server answered 400. Trying again will not help.",
            })
    void saysWhatAStatusMeans(int status, String said) {
        assertThat(TransferFailures.network(OBJECT, new HttpStatusException(OBJECT, status, "", null)))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith(said);
    }
}
