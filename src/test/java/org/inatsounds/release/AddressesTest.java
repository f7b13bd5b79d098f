package org.inatsounds.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses from outside: none is asked that can't be, and none is printed with what is in it for nobody else. */
final class AddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bucket.example",
                "ftp://bucket.example",
                "file:///etc/passwd",
                "http:bucket.example",
                "http://",
                "http://bucket.example:0",
                "http://bucket.example:65536",
                "http://bucket.example:99999",
                "https://bucket.example:99999999999",
                "http://bucket.example:-1",
                "http://bucket.example:port",
                "http://bucket.example?a=b",
                "http://bucket.example#a",
                "http://[::1",
                "http://bucket example",
                "http://buck\u0000et.example",
            })
    void whatIsNoEndpointIsCalledSo(String text) {
        assertThatThrownBy(() -> ObjectUrl.endpoint(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected http(s)://host[:port]")
                .hasMessageEndingWith(", got '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bucket.example",
                "HTTPS://bucket.example:65535/path/",
                "http://[::1]:9000",
                "http://127.0.0.1:1"
            })
    void anEndpointIsTakenAsItIs(String text) {
        assertThat(ObjectUrl.endpoint(text)).isEqualTo(URI.create(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:s3cr@t@bucket.example:9000",
                "http://me:s3ct@bucket.example",
                "http://me:s3ct@bucket.example:99999",
                "http://me:s3c/t@bucket.example",
                "http://me:12/s3ct@bucket.example",
                "http://me:s3c%zz@bucket.example",
                "me:s3ct@bucket.example",
            })
    void noMessageShowsAnEndpointsPassword(String text) {
        assertThatThrownBy(() -> ObjectUrl.endpoint(text))
                .hasNoCause()
                .hasMessageContaining("***@bucket.example")
                .hasMessageNotContaining("s3c");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/a,                    http://h/a",
        "http://h/a?X-Signature=b,      http://h/a?...",
        "http://me:word@h/a,            http://***@h/a",
        "//me:word@h/a,                 ***@h/a",
        "/a,                            /a",
        "'',                            ''",
    })
    void aServersAddressIsShownWithoutItsSecrets(String text, String shown) {
        assertThat(Addresses.shownWithoutQuery(text)).isEqualTo(shown);
    }

    @Test
    void aLongAddressIsCut() {
        assertThat(Addresses.shown("http://h/" + "a".repeat(5000))).hasSize(203).endsWith("aaa...");
    }
}
