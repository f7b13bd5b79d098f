package org.inatsounds.cli.option;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.inatsounds.UsageException;
import org.inatsounds.cli.terminal.Environment;
import org.inatsounds.cli.terminal.Version;
import org.inatsounds.fetch.http.DownloadOptions;
import org.inatsounds.fetch.http.Downloader;
import org.inatsounds.fetch.http.Proxies;
import org.inatsounds.release.ObjectUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the server is asked. */
public final class NetworkOptions {

    @Option(names = "--endpoint-url", paramLabel = "URL")
    private @Nullable String endpoint;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "8")
    private int connections;

    @Option(names = "--retries", paramLabel = "N", defaultValue = "6")
    private int retries;

    @Option(names = "--limit-rate", paramLabel = "RATE", converter = ByteRate.class)
    private @Nullable Long limitRate;

    @Option(names = "--stall-limit", paramLabel = "SECONDS", defaultValue = "30")
    private double stallLimit;

    private final Environment environment;

    public NetworkOptions(Environment environment) {
        this.environment = environment;
    }

    /**
     * One that asks the server as the options say.
     *
     * @throws UsageException if a number is out of its range
     */
    public Downloader downloader() {
        return new Downloader(options(), Proxies.of(environment::get), "inatsounds/" + Version.number());
    }

    private DownloadOptions options() {
        if (connections < 1 || connections > 64) {
            throw new UsageException("--connections: expected 1 to 64, got " + connections);
        }
        if (retries < 0) {
            throw new UsageException("--retries: expected 0 or more, got " + retries);
        }
        if (!(stallLimit > 0 && stallLimit <= 3600)) {
            throw new UsageException("--stall-limit: expected seconds above 0, up to 3600, got " + stallLimit);
        }
        return new DownloadOptions(
                connections,
                retries,
                limitRate == null ? 0 : limitRate,
                Duration.ofMillis((long) Math.ceil(stallLimit * 1000)),
                DownloadOptions.DEFAULT.firstPause());
    }

    /** The option (or its own variable), else what Amazon's tools go by. */
    @Nullable
    public URI endpoint() {
        if (endpoint != null) {
            return endpoint("--endpoint-url", endpoint);
        }
        for (String name : List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")) {
            String value = environment.get(name);
            if (value != null && !value.isEmpty()) {
                return endpoint(name, value);
            }
        }
        return null;
    }

    private static URI endpoint(String name, String value) {
        try {
            return ObjectUrl.endpoint(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(name + ": " + e.getMessage(), e);
        }
    }
}
