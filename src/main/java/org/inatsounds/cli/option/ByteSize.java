package org.inatsounds.cli.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size such as {@code 500K}, {@code 10M} or {@code 1.5G}: bytes, with binary prefixes. */
final class ByteSize implements ITypeConverter<Long> {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([KMG]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);

    @Override
    public Long convert(String text) {
        return parse(text, text, "bytes");
    }

    /**
     * Reads a number of bytes, 1 or more.
     *
     * @param given what the user wrote, for messages
     * @param what is counted, for messages
     */
    static long parse(String text, String given, String what) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new TypeConversionException("expected " + what + " such as 500K, 10M or 1G, got '" + given + "'");
        }
        double factor = switch (form.group(2).toUpperCase(Locale.ROOT)) {
            case "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            default -> 1;
        };
        long bytes = (long) (Double.parseDouble(form.group(1)) * factor);
        if (bytes < 1) {
            throw new TypeConversionException("expected at least 1 of " + what + ", got '" + given + "'");
        }
        return bytes;
    }
}
