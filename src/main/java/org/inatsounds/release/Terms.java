package org.inatsounds.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The terms of use of the dataset: whole for {@code inatsounds terms}, short for before data is fetched. */
public final class Terms {

    private Terms() {}

    /** What to say once, before the first byte is fetched: three lines. */
    public static String notice() {
        return """
            The recordings are for non-commercial research and education only, and may not be redistributed.
            Each has its own licence and rights holder; UMass Amherst gives no warranty, and you take full responsibility.
            By downloading them you accept these terms and those of iNaturalist: 'inatsounds terms' shows them in full.""";
    }

    /** How the authors' paper is cited, in Markdown. */
    public static String citation() {
        return """
            Mustafa Chasmai, Alexander Shepard, Subhransu Maji, Grant Van Horn: The iNaturalist Sounds Dataset.
            Advances in Neural Information Processing Systems 37 (NeurIPS 2024), Datasets and Benchmarks Track.
            <https://arxiv.org/abs/2506.00343>""";
    }

    /** All of them. */
    public static String text() {
        try (InputStream in = Terms.class.getResourceAsStream("terms.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
