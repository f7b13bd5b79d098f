package org.inatsounds.report.page;

import java.util.HashMap;
import java.util.Map;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Comparison.Change;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.internal.Quantity;
import org.inatsounds.report.EvaluationReport;
import org.inatsounds.report.Numbers;
import org.jspecify.annotations.Nullable;

/** Every species with its results, to be sorted and searched. */
final class SpeciesTable {

    private final Html html = new Html();

    private SpeciesTable() {}

    static Html of(EvaluationReport report, EvaluationPage.Sources sources) {
        SpeciesTable table = new SpeciesTable();
        Annotations train = sources.train();
        BaselineResult baseline = report.extras().baseline();
        Map<Integer, Double> gains = new HashMap<>();
        if (baseline != null) {
            for (Change change : baseline.comparison().changes()) {
                gains.put(change.category().id(), change.gain());
            }
        }
        table.begin(train != null, baseline != null);
        for (ClassResult result : report.evaluation().perClass()) {
            table.row(
                    result,
                    sources.truth(),
                    train == null ? null : (Integer) EvaluationPage.trained(train, result),
                    baseline == null
                            ? null
                            : gains.getOrDefault(result.category().id(), 0.0));
        }
        return table.html.markup("</tbody></table></div>\n");
    }

    private void begin(boolean trained, boolean compared) {
        html.markup(
                "<p class=\"tools\"><label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>"
                        + " <output id=\"found\" aria-live=\"polite\"></output></p>\n"
                        + "<div class=\"scroll tall\"><table id=\"all\">\n"
                        + "<caption>Every species; click a heading to sort by its column</caption>\n<thead><tr>");
        for (String heading : new String[] {"species", "common name", "supercategory"}) {
            heading(heading, false);
        }
        heading("recordings", true);
        if (trained) {
            heading("training", true);
        }
        for (String heading : new String[] {"AP", "top-1", "top-5", "F1", "threshold", "ROC-AUC"}) {
            heading(heading, true);
        }
        if (compared) {
            heading("difference", true);
        }
        html.markup("</tr></thead>\n<tbody>\n");
    }

    private void heading(String text, boolean number) {
        html.markup("<th scope=\"col\"" + (number ? " class=\"n\"" : "") + "><button type=\"button\">")
                .text(text)
                .markup("</button></th>");
    }

    private void row(ClassResult result, Annotations truth, @Nullable Integer trained, @Nullable Double gain) {
        Category category = truth.category(result.category().id());
        html.markup("<tr>").element("th", "scope=\"row\"", result.category().name());
        html.element("td", "", category == null ? "" : category.commonName());
        html.element("td", "", result.category().supercategory());
        number(Quantity.count(result.recordings()));
        if (trained != null) {
            number(Quantity.count(trained));
        }
        number(Numbers.fraction(result.ap()));
        number(Numbers.fraction(result.top1()));
        number(Numbers.fraction(result.top5()));
        number(Numbers.fraction(result.f1()));
        number(Numbers.score(result.threshold()));
        number(Numbers.fraction(result.rocAuc()));
        if (gain != null) {
            number(Numbers.difference(gain));
        }
        html.markup("</tr>\n");
    }

    private void number(String text) {
        html.element("td", "class=\"n\"", text);
    }
}
