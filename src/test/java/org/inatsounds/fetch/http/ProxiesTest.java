package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.inatsounds.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // address                 | no_proxy              | goes through the proxy
                "http://bucket.example/a   | -                     | true",
                "http://bucket.example/a   | ''                    | true",
                "http://bucket.example/a   | other.example         | true",
                "http://bucket.example/a   | bucket.example        | false",
                "http://bucket.example/a   | BUCKET.example        | false",
                "http://bucket.example/a   | example               | false",
                "http://bucket.example/a   | .example              | false",
                "http://bucket.example/a   | ample                 | true",
                "http://bucket.example/a   | a.b, example          | false",
                "http://bucket.example/a   | *                     | false",
                "http://bucket.example:90/ | bucket.example:90     | false",
                "http://bucket.example:91/ | bucket.example:90     | true",
                "http://localhost:9000/a   | -                     | false",
                "http://127.0.0.1:9000/a   | -                     | false",
                "http://[::1]:9000/a       | -                     | false",
                "https://bucket.example/a  | -                     | false",
            })
    void obeysNoProxy(String address, String noProxy, boolean proxied) {
        Map<String, String> environment = noProxy == null
                ? Map.of("http_proxy", "proxy.example:3128")
                : Map.of("http_proxy", "proxy.example:3128", "NO_PROXY", noProxy);
        Proxy proxy = Proxies.of(environment::get).choose(URI.create(address)).proxy();
        assertThat(proxy.type() == Proxy.Type.HTTP).isEqualTo(proxied);
    }

    @Test
    void readsUserAndPassword() {
        Proxies.Choice choice = Proxies.of(Map.of("HTTPS_PROXY", "http://me:p%40ss+word@proxy.example:8080")::get)
                .choose(URI.create("https://bucket.example/a"));
        assertThat(((InetSocketAddress) choice.proxy().address()).getPort()).isEqualTo(8080);
        assertThat(Objects.requireNonNull(choice.credentials()).getUserName()).isEqualTo("me");
        assertThat(new String(choice.credentials().getPassword())).isEqualTo("p@ss+word");
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example, HTTP, 80, ''",
        "proxy.example:0, HTTP, 0, ''",
        "socks5://proxy.example, SOCKS, 1080, ''",
        "socks://me@proxy.example:9, SOCKS, 9, 'me '",
        "http://me:@proxy.example, HTTP, 80, 'me '",
        "http://:word@proxy.example, HTTP, 80, ' word'",
    })
    void whatIsNotSaidIsTheUsual(String value, Proxy.Type type, int port, String who) {
        Proxies.Choice choice =
                Proxies.of(Map.of("https_proxy", value)::get).choose(URI.create("https://bucket.example/a"));
        assertThat(choice.proxy().type()).isEqualTo(type);
        assertThat(((InetSocketAddress) choice.proxy().address()).getPort()).isEqualTo(port);
        PasswordAuthentication credentials = choice.credentials();
        assertThat(credentials == null ? "" : credentials.getUserName() + " " + new String(credentials.getPassword()))
                .isEqualTo(who);
    }

    @Test
    void lowerCaseWins() {
        Proxies.Choice choice = Proxies.of(Map.of("https_proxy", "a.example", "HTTPS_PROXY", "b.example")::get)
                .choose(URI.create("https://bucket.example/a"));
        assertThat(choice.proxy().address().toString()).contains("a.example").contains("80");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // http_proxy | HTTP_PROXY | all_proxy | ALL_PROXY | the one that is used
                "-            | -          | -         | -         | -",
                "-            | -          | -         | d.example | d.example",
                "-            | -          | c.example | d.example | c.example",
                "-            | b.example  | c.example | d.example | b.example",
                "a.example    | b.example  | c.example | d.example | a.example",
                "''           | b.example  | c.example | d.example | b.example",
                "''           | ''         | c.example | -         | c.example",
            })
    void theVariableOfTheSchemeComesFirstThenTheOneOfAll(
            String lower, String upper, String lowerAll, String upperAll, String used) {
        Map<String, String> environment = new HashMap<>();
        environment.put("http_proxy", lower);
        environment.put("HTTP_PROXY", upper);
        environment.put("all_proxy", lowerAll);
        environment.put("ALL_PROXY", upperAll);
        environment.put("https_proxy", "https-only.example");
        Proxy proxy = Proxies.of(environment::get)
                .choose(URI.create("http://bucket.example/a"))
                .proxy();
        assertThat(String.valueOf(proxy.address())).contains(used == null ? "null" : used);
    }

    @Test
    void theProxyOfAllIsExemptAsTheOthersAre() {
        Map<String, String> environment = Map.of("ALL_PROXY", "socks5://proxy.example", "no_proxy", "198.51.100.0/24");
        Proxies proxies = Proxies.of(environment::get);
        assertThat(proxies.choose(URI.create("https://198.51.100.9/a")).proxy()).isEqualTo(Proxy.NO_PROXY);
        assertThat(proxies.choose(URI.create("https://198.51.101.9/a")).proxy().type())
                .isEqualTo(Proxy.Type.SOCKS);
        assertThat(proxies.choose(URI.create("http://127.0.0.9/a")).proxy()).isEqualTo(Proxy.NO_PROXY);
        assertThat(proxies.choose(URI.create("http://127.example/a")).proxy().type())
                .isEqualTo(Proxy.Type.SOCKS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:s3cr@t@proxy.example:3128",
                "http://me:s3c/t@proxy.example:3128",
                "http://me:12/s3ct@proxy.example:3128",
                "http://me:12?s3ct@proxy.example:3128",
                "http://me:12#s3ct@proxy.example:3128",
                "http://me:s3c#t@proxy.example:3128",
                "http://me:s3c%zz@proxy.example:3128",
                "http://me:s3c t@proxy.example:3128",
                "http://me:s3c[t]@proxy.example:3128",
                "http://me:s3c://t@proxy.example:3128",
                "http://me:s3ct@proxy.example:99999",
                "http://me:s3ct@proxy.example:port",
                "http://me:s3ct@",
                "me:s3ct@proxy.example:99999",
                "https://me:s3ct@proxy.example:3128",
                "ftp://me:s3ct@proxy.example",
            })
    void noMessageShowsAPassword(String value) {
        for (String name : List.of("HTTP_PROXY", "ALL_PROXY")) {
            assertThatThrownBy(() -> Proxies.of(Map.of(name, value)::get).choose(URI.create("http://bucket.example/a")))
                    .isInstanceOf(UsageException.class)
                    .hasNoCause()
                    .hasMessageStartingWith(name + ": expected http://[user:password@]host:port")
                    .hasMessageContaining("***@")
                    .hasMessageNotContaining("s3c");
        }
    }

    @Test
    void namesTheVariableThatIsWrong() {
        assertThatThrownBy(() -> Proxies.of(Map.of("HTTP_PROXY", "ftp://proxy.example")::get)
                        .choose(URI.create("http://bucket.example/a")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("HTTP_PROXY")
                .hasMessageContaining("ftp://proxy.example");
    }
}
