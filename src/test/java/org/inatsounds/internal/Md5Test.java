package org.inatsounds.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Md5Test {

    /** RFC 1321, appendix A.5. */
    @ParameterizedTest
    @CsvSource({
        "'', d41d8cd98f00b204e9800998ecf8427e",
        "a, 0cc175b9c0f1b6a831c399e269772661",
        "abc, 900150983cd24fb0d6963f7d28e17f72",
        "message digest, f96b697d7cb7938d525a2f31aaf161d0",
        "abcdefghijklmnopqrstuvwxyz, c3fcd3d76192e4007dfb496cca67e13b",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789, d174ab98d277d9f5a5611c2c9f419d9f",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
                + " 57edf4a22be3c955ac49da2e2107b67a"
    })
    void isMd5(String text, String expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Md5 md5 = new Md5();
        md5.update(bytes, 0, bytes.length);
        assertThat(md5.hex()).isEqualTo(expected);
    }

    @Test
    void statesAreTheSameWhenTheyWriteTheSame() {
        Md5 one = new Md5();
        one.update(new byte[100], 0, 100);
        Md5.State state = one.state();
        Md5.State same = Md5.State.parse(state.toString());
        one.update(new byte[1], 0, 1);
        assertThat(same).isEqualTo(state).hasSameHashCodeAs(state).isNotEqualTo(one.state());
        assertThat(state).isNotEqualTo(state.toString());
        assertThat(state.hashCode()).isNotEqualTo(one.state().hashCode());
    }

    @Test
    void goesOnFromWhatWasWrittenDown() {
        Property.tries(100).withoutEdgeCases().check(draw -> {
            int length = draw.anInt(0, 3000);
            int most = draw.anInt(30, 300);
            long seed = draw.aLong();
            Random random = new Random(seed);
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            MessageDigest expected = MessageDigest.getInstance("MD5");
            Md5 md5 = new Md5();
            for (int done = 0; done < length; ) {
                int count = Math.min(length - done, random.nextInt(most + 1));
                md5.update(bytes, done, count);
                expected.update(bytes, done, count);
                done += count;
                Md5.State state = md5.state();
                assertThat(state.length()).isEqualTo(done);
                Md5 other = new Md5(Md5.State.parse(state.toString()));
                assertThat(other.state()).isEqualTo(state).hasSameHashCodeAs(state);
                md5.update(new byte[] {1, 2, 3}, 0, 3); // Doesn't change what was noted.
                md5 = other;
            }
            assertThat(md5.hex()).isEqualTo(HexFormat.of().formatHex(expected.digest()));
            assertThat(md5.hex()).as("asked again").hasSize(32).isEqualTo(md5.hex());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "67452301:efcdab89:98badcfe:10325476:0",
                "67452301:efcdab89:98badcfe:10325476:1:",
                "67452301:efcdab89:98badcfe:10325476:0:00",
                "67452301:efcdab89:98badcfe:10325476:-64:",
                "67452301:efcdab89:98badcfe:1032547:0:",
                "67452301:efcdab89:98badcfe:1032547g:0:",
                "67452301:efcdab89:98badcfe:10325476:x:",
                "67452301:efcdab89:98badcfe:10325476:1:0",
                "67452301:efcdab89:98badcfe:10325476:0::"
            })
    void refusesWhatIsNoState(String text) {
        assertThatThrownBy(() -> Md5.State.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
