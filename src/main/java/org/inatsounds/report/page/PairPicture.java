package org.inatsounds.report.page;

import java.util.Base64;
import org.inatsounds.evaluation.Evaluation.Confusion;
import org.inatsounds.internal.Quantity;

/**
 * Two confused species side by side.
 *
 * @param confusion the pair
 * @param mistaken a recording of the first that was taken for the second
 * @param other a recording of the second
 */
public record PairPicture(Confusion confusion, Picture mistaken, Picture other) {

    /**
     * A spectrogram.
     *
     * @param recording whose it is: a file name
     * @param png the bytes of a PNG, in the alphabet of Base64
     */
    public record Picture(String recording, String png) {

        /** Of the bytes of a PNG. */
        public static Picture of(String recording, byte[] png) {
            return new Picture(recording, Base64.getEncoder().encodeToString(png));
        }
    }

    void appendTo(Html html) {
        html.markup("<div class=\"pair pictures\">\n");
        String taken = "predicted as the other in " + Quantity.count(confusion.count())
                + (confusion.count() == 1 ? " recording" : " recordings");
        figure(html, confusion.truth().name(), taken, mistaken);
        figure(html, confusion.predicted().name(), "the other", other);
        html.markup("</div>\n");
    }

    private static void figure(Html html, String species, String role, Picture picture) {
        html.open("figure", "")
                .markup("<img loading=\"lazy\" alt=\"Mel spectrogram of a recording of " + Html.escaped(species)
                        + "\" src=\"data:image/png;base64," + picture.png + "\">\n")
                .open("figcaption", "")
                .element("em", "", species)
                .text(" – " + role)
                .element("small", "", picture.recording)
                .close("figcaption")
                .close("figure");
    }
}
