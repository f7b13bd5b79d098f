package org.inatsounds.fetch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule of {@code NO_PROXY}. */
final class NoProxyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // host                    | word                    | covered
                "192.0.2.7                 | 192.0.2.7               | true",
                "192.0.2.7                 | 192.0.2.70              | false",
                "192.0.2.7                 | .2.7                    | false",
                "192.0.2.7                 | 192.0.2.0/24            | true",
                "192.0.3.7                 | 192.0.2.0/24            | false",
                "192.0.3.7                 | 192.0.2.0/23            | true",
                "192.0.2.7                 | 192.0.2.4/30            | true",
                "192.0.2.8                 | 192.0.2.4/30            | false",
                "10.200.1.2                | 10.0.0.0/8              | true",
                "11.0.0.1                  | 10.0.0.0/8              | false",
                "192.0.2.7                 | 192.0.2.99/24           | true",
                "192.0.2.7                 | 192.0.2.7/32            | true",
                "192.0.2.8                 | 192.0.2.7/32            | false",
                "192.0.2.7                 | 0.0.0.0/0               | true",
                "192.0.2.7                 | 192.0.2.0/33            | false",
                "192.0.2.7                 | 192.0.2.0/              | false",
                "192.0.2.7                 | 192.0.2.0/x             | false",
                "192.0.2.7                 | 192.0.2.0/-1            | false",
                "192.0.2.7                 | 192.0.2.0/999999999999  | false",
                "192.0.2.7                 | /24                     | false",
                "192.0.2.7                 | 192.0.2/24              | false",
                "192.0.2.7                 | 300.0.2.0/8             | false",
                "192.0.2.7                 | 10.0.0.0/8, 192.0.0.0/8 | true",
                "192.0.2.7:9000            | 192.0.2.0/24            | true",
                "192.0.2.7:9000            | 192.0.2.7:9000          | true",
                "192.0.2.7:9001            | 192.0.2.7:9000          | false",
                // a name is not looked up
                "bucket.example            | 0.0.0.0/0               | false",
                "bucket.example            | ::/0                    | false",
                "192.example               | 192.0.0.0/8             | false",
                "[2001:db8::7]             | 2001:db8::/32           | true",
                "[2001:db8::7]             | 2001:DB8:0::/48         | true",
                "[2001:db9::7]             | 2001:db8::/32           | false",
                "[2001:db9::7]             | 2001:db8::/31           | true",
                "[2001:db8::7]             | [2001:db8::]/32         | true",
                "[2001:db8::7]             | 2001:db8::/129          | false",
                "[2001:db8::7]             | 2001:db8:0:0:0:0:0:7    | true",
                "[2001:db8::7]             | [2001:db8::7]           | true",
                "[2001:db8::7]:90          | [2001:db8::7]:90        | true",
                "[2001:db8::7]:91          | [2001:db8::7]:90        | false",
                "[2001:db8::90]:90         | 2001:db8::90            | true",
                "[2001:db8::7]             | 0.0.0.0/0               | false",
                "192.0.2.7                 | ::/0                    | false",
                "[fe80::1%25eth0]          | fe80::/10               | true",
                "[::ffff:192.0.2.7]        | 192.0.2.0/24            | true",
                "bucket.example.           | bucket.example          | true",
                "bucket.example            | bucket.example.         | true",
                "bucket.example            | .                       | false",
                "bucket.example            | https://bucket.example  | false",
                "bucket.example            | 'a b,bucket.example'    | true",
            })
    void covers(String host, String list, boolean covered) {
        assertThat(NoProxy.covers(list, URI.create("http://" + host + "/a"))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "127.0.0.1",
                "127.8.9.1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]"
            })
    void thisMachineIsLoopback(String host) {
        assertThat(NoProxy.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.example", "127.0.0.1.example", "localhost.example", "128.0.0.1", "[::2]", "notlocalhost"})
    void whatOnlyLooksLikeItIsNot(String host) {
        assertThat(NoProxy.isLoopback(host)).isFalse();
    }
}
