package org.inatsounds.report.page;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.inatsounds.dataset.Annotations;
import org.inatsounds.dataset.Category;
import org.inatsounds.evaluation.BaselineResult;
import org.inatsounds.evaluation.Evaluation;
import org.inatsounds.evaluation.Evaluation.ClassResult;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.evaluation.Interval;
import org.inatsounds.evaluation.Metric;
import org.inatsounds.evaluation.PeerResult;
import org.inatsounds.evaluation.PredictedClasses;
import org.inatsounds.internal.Quantity;
import org.inatsounds.report.ComparisonTables;
import org.inatsounds.report.EvaluationReport;
import org.inatsounds.report.IntervalNotes;
import org.inatsounds.report.Numbers;
import org.inatsounds.report.Table;
import org.inatsounds.report.Uncertainty;
import org.jspecify.annotations.Nullable;

/** An evaluation as a page. */
public final class EvaluationPage {

    private static final int EXTREMES = 10;

    /**
     * What the page shows beyond the report.
     *
     * @param truth the annotations that were scored against
     * @param guesses what each of their recordings was taken for
     * @param train annotations to count training recordings in; null without
     * @param pictures of confused species, for some of the report's pairs
     */
    public record Sources(
            Annotations truth,
            PredictedClasses guesses,
            @Nullable Annotations train,
            List<PairPicture> pictures) {

        /** Copies. */
        public Sources {
            pictures = List.copyOf(pictures);
        }
    }

    private final EvaluationReport report;
    private final Evaluation evaluation;
    private final Sources sources;

    private EvaluationPage(EvaluationReport report, Sources sources) {
        this.report = report;
        this.evaluation = report.evaluation();
        this.sources = sources;
    }

    /**
     * Writes it. The writer stays open.
     *
     * @throws IOException when the writer fails
     */
    public static void write(EvaluationReport report, Sources sources, Writer out) throws IOException {
        new EvaluationPage(report, sources).page().write(out);
    }

    private Page page() {
        String split = report.split().isEmpty() ? "" : " on " + report.split();
        Page page = new Page(
                fileName(report.predictions()) + split,
                Quantity.count(evaluation.recordings()) + " recordings of " + Quantity.count(evaluation.classes())
                        + " species of iNatSounds, scored by the dataset's protocol");
        page.section("metrics", "Metrics", metrics());
        page.section("baseline", "Baseline", baseline());
        page.section("supercategories", "Supercategories", supercategories());
        page.section("taxonomy", "Taxonomy", taxonomy());
        page.section("training", "Training data", training());
        page.section("extremes", "Best and worst", extremes());
        page.section("confusions", "Confusions", confusions());
        page.section("map", "Map", map());
        page.section("species", "Species", SpeciesTable.of(report, sources));
        page.section("signature", "Signature", signature());
        return page;
    }

    /** Without folders: a page is passed on, and they are nobody's business. */
    private static String fileName(String path) {
        return path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
    }

    private Html metrics() {
        Html html = new Html().markup("<div class=\"tiles\">\n");
        Uncertainty uncertainty = report.extras().uncertainty();
        for (Metric metric : List.of(Metric.MAP, Metric.TOP1, Metric.TOP5, Metric.MF1)) {
            Interval interval =
                    uncertainty == null ? null : uncertainty.intervals().get(metric);
            html.open("div", metric == Metric.MAP ? "class=\"tile main\"" : "class=\"tile\"")
                    .element("span", "class=\"name\"", name(metric))
                    .element("span", "class=\"value\"", Numbers.fraction(metric.of(evaluation)))
                    .element("span", "class=\"interval\"", interval == null ? "" : Numbers.interval(interval))
                    .close("div");
        }
        html.markup("</div>\n");
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Metric metric : Metric.ALL) {
            Double value = metric.of(evaluation);
            if (value != null) {
                Interval interval =
                        uncertainty == null ? null : uncertainty.intervals().get(metric);
                bars.add(new BarChart.Bar(
                        name(metric),
                        value,
                        Numbers.fraction(value),
                        interval == null ? null : (Double) interval.low(),
                        interval == null ? null : (Double) interval.high(),
                        baselineOf(metric)));
            }
        }
        html.markup(BarChart.draw("The metrics, from 0 to 1", 1, bars));
        if (uncertainty != null) {
            html.paragraph("Whiskers: " + uncertainty.percent() + " " + Uncertainty.METHOD + " intervals from "
                    + Quantity.count(uncertainty.resampling().resamples())
                    + " resamples of the recordings of each species."
                    + (report.extras().baseline() == null ? "" : " Upright marks: the baseline."));
            IntervalNotes.ofMetrics(report).forEach(html::paragraph);
        }
        html.paragraph("mAP, top-1, top-5, mF1 and ROC-AUC are means over species: each counts the same, however many"
                + " recordings it has. Micro: over recordings.");
        PeerResult peer = report.extras().peer();
        if (peer != null) {
            html.table(
                    "Values of " + peer.peer().title() + " for the same scores",
                    ComparisonTables.peer(evaluation, peer));
            ComparisonTables.reasons(peer).forEach(html::paragraph);
        }
        evaluation.notes().forEach((key, note) -> html.paragraph(key + ": " + note + "."));
        return html;
    }

    private static String name(Metric metric) {
        return switch (metric) {
            case TOP1 -> "top-1";
            case TOP5 -> "top-5";
            case MAP -> "mAP";
            case MF1 -> "mF1";
            case ROC_AUC -> "ROC-AUC";
            case MICRO_TOP1 -> "micro top-1";
            case MICRO_TOP5 -> "micro top-5";
        };
    }

    private @Nullable Double baselineOf(Metric metric) {
        BaselineResult baseline = report.extras().baseline();
        return baseline == null ? null : metric.of(baseline.comparison().baseline());
    }

    private Html baseline() {
        Html html = new Html();
        BaselineResult baseline = report.extras().baseline();
        if (baseline == null) {
            return html;
        }
        Uncertainty uncertainty = report.extras().uncertainty();
        html.table(
                "Compared with " + fileName(baseline.predictions()),
                ComparisonTables.differences(evaluation, baseline, uncertainty == null ? "" : uncertainty.percent()));
        IntervalNotes.ofDifferences(report).forEach(html::paragraph);
        String metric = ComparisonTables.metricOfChanges(baseline);
        html.markup("<div class=\"pair\">\n");
        changes(html, "largest gain", ComparisonTables.changes("species", metric, baseline.gained()));
        changes(html, "largest loss", ComparisonTables.changes("species", metric, baseline.lost()));
        html.markup("</div>\n");
        String warning = ComparisonTables.warning(report, baseline);
        return warning.isEmpty() ? html : html.element("p", "class=\"warning\"", warning);
    }

    private static void changes(Html html, String caption, Table table) {
        if (!table.rows().isEmpty()) {
            html.table(caption, table);
        }
    }

    private Html supercategories() {
        boolean scored = evaluation.metrics().map() != null;
        List<BarChart.Bar> bars = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        evaluation.supercategories().forEach((name, group) -> {
            Evaluation.Metrics metrics = group.metrics();
            Double value = scored ? metrics.map() : (Double) metrics.top1();
            bars.add(new BarChart.Bar(name, value == null ? 0 : value, Numbers.fraction(value)));
            rows.add(List.of(
                    name,
                    Quantity.count(group.recordings()),
                    Quantity.count(group.classes()),
                    Numbers.fraction(metrics.map()),
                    Numbers.fraction(metrics.top1()),
                    Numbers.fraction(metrics.top5()),
                    Numbers.fraction(metrics.mf1())));
        });
        String metric = scored ? "mAP" : "top-1";
        return new Html()
                .markup(BarChart.draw(metric + " by supercategory, from 0 to 1", 1, bars))
                .table(
                        "By supercategory; all species compete",
                        new Table(
                                1,
                                List.of("supercategory", "recordings", "species", "mAP", "top-1", "top-5", "mF1"),
                                rows));
    }

    private Html taxonomy() {
        List<BarChart.Bar> bars = new ArrayList<>();
        evaluation.taxonomy().forEach((rank, value) -> {
            if (value != null) {
                bars.add(new BarChart.Bar(rank, value, Numbers.fraction(value)));
            }
        });
        return new Html()
                .markup(BarChart.draw("Top-1 at each rank, from 0 to 1", 1, bars))
                .paragraph(
                        "How often the predicted species is of the correct taxon, averaged over the taxa of the rank.");
    }

    private Html training() {
        Html html = new Html();
        Annotations train = sources.train;
        if (train == null || evaluation.metrics().map() == null) {
            return html;
        }
        List<ScatterChart.Dot> dots = new ArrayList<>();
        for (ClassResult result : evaluation.perClass()) {
            Double ap = result.ap();
            if (ap != null) {
                dots.add(new ScatterChart.Dot(result.category().name(), trained(train, result), ap));
            }
        }
        return html.markup(ScatterChart.draw(
                        "Average precision of each species against the number of its training recordings",
                        "recordings in the training split",
                        "average precision",
                        dots))
                .paragraph("A dot is a species. The line joins the medians of species with about as many recordings.");
    }

    static int trained(Annotations train, ClassResult result) {
        Category category = train.category(result.category().id());
        return category == null ? 0 : train.recordingCount(category);
    }

    private Html extremes() {
        boolean scored = evaluation.metrics().map() != null;
        List<ClassResult> ranked = new ArrayList<>(evaluation.perClass());
        ranked.sort(Comparator.comparingDouble((ClassResult result) -> measure(result, scored))
                .reversed()
                .thenComparing(Comparator.comparingInt(ClassResult::recordings).reversed())
                .thenComparingInt(result -> result.category().id()));
        int number = Math.min(EXTREMES, ranked.size() / 2);
        List<ClassResult> worst = new ArrayList<>(ranked.subList(ranked.size() - number, ranked.size()));
        Collections.reverse(worst);
        Html html = new Html();
        if (number > 0) {
            html.markup("<div class=\"pair\">\n");
            extremes(html, "The best " + number, ranked.subList(0, number));
            extremes(html, "The worst " + number, worst);
            html.markup("</div>\n");
        }
        return html;
    }

    private static double measure(ClassResult result, boolean scored) {
        Double ap = result.ap();
        return scored && ap != null ? ap : result.top1();
    }

    private static void extremes(Html html, String caption, List<ClassResult> results) {
        List<List<String>> rows = new ArrayList<>();
        for (ClassResult result : results) {
            rows.add(List.of(
                    result.category().name(),
                    Quantity.count(result.recordings()),
                    Numbers.fraction(result.ap()),
                    Numbers.fraction(result.top1())));
        }
        html.table(caption, new Table(1, List.of("species", "recordings", "AP", "top-1"), rows));
    }

    private Html confusions() {
        Html html = new Html();
        List<Confusion> named = report.namedConfusions();
        if (named.isEmpty()) {
            return html;
        }
        for (PairPicture pair : sources.pictures) {
            pair.appendTo(html);
        }
        List<List<String>> rows = new ArrayList<>();
        for (Confusion confusion : named) {
            rows.add(List.of(
                    confusion.truth().name(),
                    confusion.predicted().name(),
                    Quantity.count(confusion.count()),
                    Numbers.fraction(confusion.share())));
        }
        return html.table(
                "Most often confused", new Table(2, List.of("species", "predicted as", "recordings", "share"), rows));
    }

    private Html map() {
        PlaceCells cells = PlaceCells.of(sources.truth, sources.guesses);
        Html html = new Html();
        if (cells.cells().isEmpty()) {
            return html;
        }
        html.markup(WorldMap.draw(
                "Where recordings come from, and the share of correct predictions", PlaceCells.DEGREES, cells.cells()));
        html.markup("<p class=\"legend\">");
        for (int i = 0; i < 5; i++) {
            html.element("span", "class=\"key share" + i + "\"", i * 20 + " – " + (i + 1) * 20 + " %");
        }
        html.markup("</p>\n");
        return html.paragraph("A dot is a cell of " + PlaceCells.DEGREES + " by " + PlaceCells.DEGREES
                + " degrees, larger where there are more recordings; its colour shows how many had the correct species first."
                + (cells.unknown() == 0 ? "" : " " + Quantity.count(cells.unknown()) + " recordings have no place."));
    }

    private Html signature() {
        return new Html()
                .element("p", "class=\"signature\"", report.signature().line())
                .paragraph("Compare two results only when their signatures are the same.");
    }
}
