package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inatsounds.cli.terminal.ExitCode;
import org.inatsounds.testing.FaultyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that a user gives, wherever they can be given: what can't be asked is wrong usage, and no password is shown. */
final class EndpointAddressTest {

    private static final List<String> VARIABLES =
            List.of("INATSOUNDS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");

    @TempDir
    Path data;

    private CommandRun.Result fetch(CommandRun run, String... more) {
        List<String> words =
                new ArrayList<>(List.of("fetch", "val", "-vv", "--retries", "0", "--data", data.toString()));
        words.addAll(List.of(more));
        return run.run(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h:99999",
                "http://h:0",
                "ftp://h",
                "file:///etc",
                "h",
                "http://",
                "http://h:x",
                "http://me:s3ct@h",
                "http://me:s3c@t@h:99999",
                "http://me:s3c/t@h"
            })
    void whatCanNotBeAskedIsWrongUsage(String endpoint) {
        List<CommandRun.Result> results = new ArrayList<>();
        results.add(fetch(CommandRun.plain(), "--endpoint-url", endpoint));
        for (String variable : VARIABLES) {
            results.add(fetch(CommandRun.plain().with(variable, endpoint)));
        }
        assertThat(results).allSatisfy(result -> {
            assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains("expected http(s)://host[:port]").doesNotContain("s3c", "defect");
        });
    }

    @Test
    void theSameInACatalogueIsABadFile() throws IOException {
        Path catalogue = data.resolve("catalogue.json");
        for (String endpoint : List.of("http://h:99999", "http://me:s3c@t@h", "ftp://h")) {
            Files.writeString(catalogue, """
                    {"schema_version": 1, "releases": [{"name": "mine", "default": true, "bucket": "b", "files": [],
                     "endpoint": "%s"}]}""".formatted(endpoint));
            CommandRun.Result result = fetch(CommandRun.plain(), "--catalog", catalogue.toString());
            assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(result.err())
                    .contains(catalogue.toString(), "endpoint: expected http(s)://host[:port]")
                    .doesNotContain("s3c", "defect");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:s3c@t@127.0.0.1:1", "me:s3c/t@127.0.0.1:1", "http://me:s3ct@127.0.0.1:99999"})
    void aProxyThatIsNoneIsWrongUsage(String proxy) {
        for (String variable : List.of("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")) {
            CommandRun.Result result =
                    fetch(CommandRun.plain().with(variable, proxy), "--endpoint-url", "http://192.0.2.1");
            assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains(variable.toUpperCase(Locale.ROOT)).doesNotContain("s3c");
        }
    }

    @Test
    void aProxyThatWantsAnotherPasswordIsNamedWithoutTheOneThatWasGiven() {
        try (FaultyServer proxy = FaultyServer.start().demandProxyCredentials("me", "other")) {
            String url = proxy.url().replace("://", "://me:s3ct@");
            CommandRun run = CommandRun.plain().with("HTTP_PROXY", url).with("HTTPS_PROXY", url);
            for (String endpoint : List.of("http://192.0.2.1", "https://192.0.2.1")) {
                CommandRun.Result result = fetch(run, "--endpoint-url", endpoint);
                assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.NETWORK);
                assertThat(result.err())
                        .contains("the proxy 127.0.0.1:" + proxy.port() + " answered 407")
                        .doesNotContain("s3ct", "the server answered");
            }
        }
    }
}
