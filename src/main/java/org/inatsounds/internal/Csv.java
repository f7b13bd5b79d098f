package org.inatsounds.internal;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV as RFC 4180 has it, but with {@code \n} at the end of a line: a comma between fields, quotes around those that
 * need them. A field is empty where there is no value.
 */
public final class Csv {

    private static final int LINE = 512;

    private Csv() {}

    /** Writes one line, at once: a writer encodes one long text faster than many short ones. */
    public static void row(List<String> fields, Writer out) throws IOException {
        StringBuilder line = new StringBuilder(LINE);
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            String field = fields.get(i);
            if (isPlain(field)) {
                line.append(field);
            } else {
                line.append('"').append(field.replace("\"", "\"\"")).append('"');
            }
        }
        if (fields.size() == 1 && fields.get(0).isEmpty()) {
            // An empty line would be no row to most readers.
            line.append("\"\"");
        }
        out.append(line.append('\n'));
    }

    private static boolean isPlain(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }

    /** A number with as many digits as it takes to read the same number back; empty where there is none. */
    public static String number(@Nullable Double value) {
        if (value == null || Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        // As in JSON: JDK 17's own Double.toString now and then gives a digit too many.
        return NumberOutput.toString(value, true);
    }

    /** The same of a float, with as many digits as it takes to read the same float back. */
    public static String number(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return number((double) value);
        }
        return NumberOutput.toString(value, true);
    }
}
