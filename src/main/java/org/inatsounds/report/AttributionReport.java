package org.inatsounds.report;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.dataset.LicenseGroup;
import org.inatsounds.dataset.LicenseUse;
import org.inatsounds.dataset.filter.Credit;
import org.inatsounds.dataset.filter.Selection;
import org.inatsounds.internal.Csv;
import org.inatsounds.internal.Json;
import org.inatsounds.internal.Quantity;
import org.inatsounds.internal.Text;
import org.inatsounds.release.Terms;

/**
 * What has to be credited for some recordings: the dataset, and the rights holders.
 *
 * @param recordings which, in words
 * @param credits one for each rights holder and licence
 * @param citation of the dataset
 * @param terms of the dataset: a title, an empty line, and Markdown
 */
public record AttributionReport(String recordings, List<Credit> credits, String citation, String terms) {

    private static final long SCHEMA_VERSION = 1;
    private static final String UNKNOWN = "not known";

    /**
     * Of recordings, with the terms of the dataset.
     *
     * @param chosenBy what they were chosen by, in words
     */
    public static AttributionReport of(List<Selection> parts, String chosenBy) {
        List<String> splits = parts.stream().map(Selection::split).distinct().toList();
        return new AttributionReport(
                String.join(", ", splits) + ": " + chosenBy, Credit.of(parts), Terms.citation(), Terms.text());
    }

    /** Writes it. The writer stays open. */
    public void write(TableFormat format, Writer out) throws IOException {
        switch (format) {
            case TEXT -> text(out);
            case JSON -> json(out);
            case CSV -> csv(out);
            case MARKDOWN -> markdown(out);
        }
    }

    private int total() {
        return credits.stream().mapToInt(Credit::recordings).sum();
    }

    private long holders() {
        return credits.stream()
                .map(Credit::rightsHolder)
                .filter(name -> !name.isEmpty())
                .distinct()
                .count();
    }

    /** Recordings by licence, in the order in which the list first names it. */
    private Map<LicenseUse, Integer> licenses() {
        Map<LicenseUse, Integer> licenses = new LinkedHashMap<>();
        credits.forEach(credit -> licenses.merge(credit.license(), credit.recordings(), Integer::sum));
        return licenses;
    }

    private String summary() {
        return Quantity.count(total()) + " recordings of " + Quantity.count(holders()) + " rights holders ("
                + recordings + ")";
    }

    private void text(Writer out) throws IOException {
        out.write(summary() + "\n\n");
        TextTable table = new TextTable("<<<>", 0);
        table.row("rights holder", "licence", "group", "recordings");
        for (Credit credit : credits) {
            table.row(
                    Text.oneLine(named(credit.rightsHolder())),
                    Text.oneLine(named(credit.license().name())),
                    group(credit.license()),
                    Quantity.count(credit.recordings()));
        }
        table.appendTo(out);
    }

    private void markdown(Writer out) throws IOException {
        out.write("# Attribution\n\n" + Markdown.escaped(summary()) + ".\n");
        out.write("\n## The dataset\n\n" + citation.strip() + "\n");
        out.write("\n## Terms of use\n\n" + withoutTitle(terms).strip() + "\n");
        out.write("\n## Licences\n\n");
        Markdown.head(2, List.of("licence", "group", "recordings"), out);
        for (Map.Entry<LicenseUse, Integer> entry : licenses().entrySet()) {
            Markdown.row(List.of(link(entry.getKey()), group(entry.getKey()), Quantity.count(entry.getValue())), out);
        }
        out.write("\n## Rights holders\n\n");
        Markdown.head(2, List.of("rights holder", "licence", "recordings"), out);
        for (Credit credit : credits) {
            Markdown.row(
                    List.of(
                            Markdown.escaped(named(credit.rightsHolder())),
                            link(credit.license()),
                            Quantity.count(credit.recordings())),
                    out);
        }
    }

    private static String withoutTitle(String text) {
        int end = text.indexOf("\n\n");
        return end < 0 ? text : text.substring(end);
    }

    private static String link(LicenseUse license) {
        return Markdown.link(named(license.name()), license.url());
    }

    private void csv(Writer out) throws IOException {
        Csv.row(List.of("rights_holder", "license", "license_url", "license_group", "recordings"), out);
        for (Credit credit : credits) {
            LicenseGroup group = credit.license().group();
            Csv.row(
                    List.of(
                            credit.rightsHolder(),
                            credit.license().name(),
                            credit.license().url(),
                            group == null ? "" : group.label(),
                            String.valueOf(credit.recordings())),
                    out);
        }
    }

    private void json(Writer out) throws IOException {
        Json.write(
                out,
                json -> json.number("schema_version", SCHEMA_VERSION)
                        .string("filter", recordings)
                        .string("citation", citation.strip())
                        .number("recordings", total())
                        .number("rights_holders", holders())
                        .objects("credits", credits, credit -> {
                            LicenseGroup group = credit.license().group();
                            json.string("rights_holder", Json.known(credit.rightsHolder()))
                                    .string(
                                            "license",
                                            Json.known(credit.license().name()))
                                    .string(
                                            "license_url",
                                            Json.known(credit.license().url()))
                                    .string("license_group", group == null ? null : group.label())
                                    .number("recordings", credit.recordings());
                        }));
    }

    private static String named(String name) {
        return name.isEmpty() ? UNKNOWN : name;
    }

    private static String group(LicenseUse license) {
        LicenseGroup group = license.group();
        return group == null ? UNKNOWN : group.label();
    }
}
