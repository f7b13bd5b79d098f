package org.inatsounds.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a rate such as {@code 500K}, {@code 10M} or {@code 1.5G}: bytes a second, with binary prefixes, as curl's. */
final class ByteRate implements ITypeConverter<Long> {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([KMG]?)(?:i?B)?(?:/s)?", Pattern.CASE_INSENSITIVE);

    @Override
    public Long convert(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new TypeConversionException("expected bytes a second such as 500K, 10M or 1G, got '" + text + "'");
        }
        double factor = switch (form.group(2).toUpperCase(Locale.ROOT)) {
            case "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            default -> 1;
        };
        long rate = (long) (Double.parseDouble(form.group(1)) * factor);
        if (rate < 1) {
            throw new TypeConversionException("expected at least 1 byte a second, got '" + text + "'");
        }
        return rate;
    }
}
