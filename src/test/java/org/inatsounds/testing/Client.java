package org.inatsounds.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A few words for the tests of the servers themselves. */
final class Client {

    private final String url;
    private final HttpClient http;

    Client(FaultyServer server) {
        this(server.url(), HttpClient.newBuilder());
    }

    Client(String url, HttpClient.Builder http) {
        this.url = url;
        this.http = http.version(HttpClient.Version.HTTP_1_1).build();
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).build());
    }

    HttpResponse<byte[]> head(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
