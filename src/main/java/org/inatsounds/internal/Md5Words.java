package org.inatsounds.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The function of MD5 that mixes a block of 64 bytes into four words: RFC 1321, section 3.4, with the names it uses there.
 */
final class Md5Words {

    /** Bytes of a block. */
    static final int BLOCK = 64;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    // RFC 1321, section 3.3.
    int a = 0x6745_2301;
    int b = 0xEFCD_AB89;
    int c = 0x98BA_DCFE;
    int d = 0x1032_5476;

    /** Mixes in the block that begins at {@code at}. */
    void mix(byte[] x, int at) {
        int aa = a;
        int bb = b;
        int cc = c;
        int dd = d;
        roundOne(x, at);
        roundTwo(x, at);
        roundThree(x, at);
        roundFour(x, at);
        a += aa;
        b += bb;
        c += cc;
        d += dd;
    }

    private void roundOne(byte[] x, int at) {
        int a = this.a;
        int b = this.b;
        int c = this.c;
        int d = this.d;
        a = f(a, b, c, d, word(x, at, 0), 7, 0xD76A_A478);
        d = f(d, a, b, c, word(x, at, 1), 12, 0xE8C7_B756);
        c = f(c, d, a, b, word(x, at, 2), 17, 0x2420_70DB);
        b = f(b, c, d, a, word(x, at, 3), 22, 0xC1BD_CEEE);
        a = f(a, b, c, d, word(x, at, 4), 7, 0xF57C_0FAF);
        d = f(d, a, b, c, word(x, at, 5), 12, 0x4787_C62A);
        c = f(c, d, a, b, word(x, at, 6), 17, 0xA830_4613);
        b = f(b, c, d, a, word(x, at, 7), 22, 0xFD46_9501);
        a = f(a, b, c, d, word(x, at, 8), 7, 0x6980_98D8);
        d = f(d, a, b, c, word(x, at, 9), 12, 0x8B44_F7AF);
        c = f(c, d, a, b, word(x, at, 10), 17, 0xFFFF_5BB1);
        b = f(b, c, d, a, word(x, at, 11), 22, 0x895C_D7BE);
        a = f(a, b, c, d, word(x, at, 12), 7, 0x6B90_1122);
        d = f(d, a, b, c, word(x, at, 13), 12, 0xFD98_7193);
        c = f(c, d, a, b, word(x, at, 14), 17, 0xA679_438E);
        b = f(b, c, d, a, word(x, at, 15), 22, 0x49B4_0821);
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    private void roundTwo(byte[] x, int at) {
        int a = this.a;
        int b = this.b;
        int c = this.c;
        int d = this.d;
        a = g(a, b, c, d, word(x, at, 1), 5, 0xF61E_2562);
        d = g(d, a, b, c, word(x, at, 6), 9, 0xC040_B340);
        c = g(c, d, a, b, word(x, at, 11), 14, 0x265E_5A51);
        b = g(b, c, d, a, word(x, at, 0), 20, 0xE9B6_C7AA);
        a = g(a, b, c, d, word(x, at, 5), 5, 0xD62F_105D);
        d = g(d, a, b, c, word(x, at, 10), 9, 0x0244_1453);
        c = g(c, d, a, b, word(x, at, 15), 14, 0xD8A1_E681);
        b = g(b, c, d, a, word(x, at, 4), 20, 0xE7D3_FBC8);
        a = g(a, b, c, d, word(x, at, 9), 5, 0x21E1_CDE6);
        d = g(d, a, b, c, word(x, at, 14), 9, 0xC337_07D6);
        c = g(c, d, a, b, word(x, at, 3), 14, 0xF4D5_0D87);
        b = g(b, c, d, a, word(x, at, 8), 20, 0x455A_14ED);
        a = g(a, b, c, d, word(x, at, 13), 5, 0xA9E3_E905);
        d = g(d, a, b, c, word(x, at, 2), 9, 0xFCEF_A3F8);
        c = g(c, d, a, b, word(x, at, 7), 14, 0x676F_02D9);
        b = g(b, c, d, a, word(x, at, 12), 20, 0x8D2A_4C8A);
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    private void roundThree(byte[] x, int at) {
        int a = this.a;
        int b = this.b;
        int c = this.c;
        int d = this.d;
        a = h(a, b, c, d, word(x, at, 5), 4, 0xFFFA_3942);
        d = h(d, a, b, c, word(x, at, 8), 11, 0x8771_F681);
        c = h(c, d, a, b, word(x, at, 11), 16, 0x6D9D_6122);
        b = h(b, c, d, a, word(x, at, 14), 23, 0xFDE5_380C);
        a = h(a, b, c, d, word(x, at, 1), 4, 0xA4BE_EA44);
        d = h(d, a, b, c, word(x, at, 4), 11, 0x4BDE_CFA9);
        c = h(c, d, a, b, word(x, at, 7), 16, 0xF6BB_4B60);
        b = h(b, c, d, a, word(x, at, 10), 23, 0xBEBF_BC70);
        a = h(a, b, c, d, word(x, at, 13), 4, 0x289B_7EC6);
        d = h(d, a, b, c, word(x, at, 0), 11, 0xEAA1_27FA);
        c = h(c, d, a, b, word(x, at, 3), 16, 0xD4EF_3085);
        b = h(b, c, d, a, word(x, at, 6), 23, 0x0488_1D05);
        a = h(a, b, c, d, word(x, at, 9), 4, 0xD9D4_D039);
        d = h(d, a, b, c, word(x, at, 12), 11, 0xE6DB_99E5);
        c = h(c, d, a, b, word(x, at, 15), 16, 0x1FA2_7CF8);
        b = h(b, c, d, a, word(x, at, 2), 23, 0xC4AC_5665);
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    private void roundFour(byte[] x, int at) {
        int a = this.a;
        int b = this.b;
        int c = this.c;
        int d = this.d;
        a = i(a, b, c, d, word(x, at, 0), 6, 0xF429_2244);
        d = i(d, a, b, c, word(x, at, 7), 10, 0x432A_FF97);
        c = i(c, d, a, b, word(x, at, 14), 15, 0xAB94_23A7);
        b = i(b, c, d, a, word(x, at, 5), 21, 0xFC93_A039);
        a = i(a, b, c, d, word(x, at, 12), 6, 0x655B_59C3);
        d = i(d, a, b, c, word(x, at, 3), 10, 0x8F0C_CC92);
        c = i(c, d, a, b, word(x, at, 10), 15, 0xFFEF_F47D);
        b = i(b, c, d, a, word(x, at, 1), 21, 0x8584_5DD1);
        a = i(a, b, c, d, word(x, at, 8), 6, 0x6FA8_7E4F);
        d = i(d, a, b, c, word(x, at, 15), 10, 0xFE2C_E6E0);
        c = i(c, d, a, b, word(x, at, 6), 15, 0xA301_4314);
        b = i(b, c, d, a, word(x, at, 13), 21, 0x4E08_11A1);
        a = i(a, b, c, d, word(x, at, 4), 6, 0xF753_7E82);
        d = i(d, a, b, c, word(x, at, 11), 10, 0xBD3A_F235);
        c = i(c, d, a, b, word(x, at, 2), 15, 0x2AD7_D2BB);
        b = i(b, c, d, a, word(x, at, 9), 21, 0xEB86_D391);
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
    }

    /** A word of the block, 0 to 15. */
    private static int word(byte[] x, int at, int k) {
        return (int) INT.get(x, at + k * Integer.BYTES);
    }

    // What is known first is added first: a step begins when the one before has made b.

    private static int f(int a, int b, int c, int d, int word, int shift, int sine) {
        return b + Integer.rotateLeft(a + word + sine + (d ^ (b & (c ^ d))), shift);
    }

    private static int g(int a, int b, int c, int d, int word, int shift, int sine) {
        return b + Integer.rotateLeft(a + word + sine + (c & ~d) + (b & d), shift);
    }

    private static int h(int a, int b, int c, int d, int word, int shift, int sine) {
        return b + Integer.rotateLeft(a + word + sine + (b ^ c ^ d), shift);
    }

    private static int i(int a, int b, int c, int d, int word, int shift, int sine) {
        return b + Integer.rotateLeft(a + word + sine + (c ^ (b | ~d)), shift);
    }
}
