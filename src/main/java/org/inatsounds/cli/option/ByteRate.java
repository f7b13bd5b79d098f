package org.inatsounds.cli.option;

import picocli.CommandLine.ITypeConverter;

/** Reads a rate such as {@code 500K}, {@code 10M} or {@code 1.5G}: bytes a second, with binary prefixes, as curl's. */
final class ByteRate implements ITypeConverter<Long> {

    private static final String PER_SECOND = "/s";

    @Override
    public Long convert(String text) {
        String amount = text.endsWith(PER_SECOND) ? text.substring(0, text.length() - PER_SECOND.length()) : text;
        return ByteSize.parse(amount, text, "bytes per second");
    }
}
