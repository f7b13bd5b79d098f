package org.inatsounds.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.inatsounds.model.ModelInput.Cut;
import org.inatsounds.model.ModelInput.Scaling;
import org.inatsounds.testing.Property;
import org.junit.jupiter.api.Test;

/** How samples are cut into windows. */
final class WaveformWindowsTest {

    private static final Scaling NONE = new Scaling(1, false, 0);

    /** A window that was given. */
    private record Given(List<Float> samples, long start, int length) {}

    /** Against the rule as it is written, on the whole recording at once. */
    @Test
    void windowsAreThoseOfTheRule() {
        Property.tries(500).check(draw -> {
            int length = draw.anInt(1, 40);
            Cut cut = new Cut(length, draw.anInt(1, 60), draw.aBoolean(), draw.anInt(0, length));
            int total = draw.anInt(1, 300);
            int piece = draw.anInt(1, 100);
            List<Given> expected = new ArrayList<>();
            for (int start = 0; start < total || start == 0; start += cut.hop()) {
                int there = Math.min(length, total - start);
                boolean isNew = start == 0 || start + there > start - cut.hop() + length;
                boolean counts = there == length || (cut.pad() && there >= cut.least() && isNew);
                if (start == 0 || counts) {
                    List<Float> samples = new ArrayList<>();
                    for (int i = 0; i < length; i++) {
                        samples.add(i < there ? (float) (start + i + 1) : 0f);
                    }
                    expected.add(new Given(samples, start, there));
                }
            }
            assertThat(cut(cut, NONE, total, piece)).isEqualTo(expected);
        });
    }

    @Test
    void aRecordingThatIsShorterThanAWindowHasOne() {
        assertThat(cut(new Cut(10, 10, false, 10), NONE, 3, 3))
                .containsExactly(new Given(List.of(1f, 2f, 3f, 0f, 0f, 0f, 0f, 0f, 0f, 0f), 0, 3));
    }

    @Test
    void theMeanIsTakenOffAndThePeakScaled() {
        List<Float> samples = cut(new Cut(4, 4, true, 0), new Scaling(32_768, true, 0.25), 4, 4)
                .get(0)
                .samples();
        assertThat(samples.get(0)).isCloseTo(-0.25f, within(1e-6f));
        assertThat(samples.get(1)).isCloseTo(-0.25f / 3, within(1e-6f));
        assertThat(samples.get(3)).isCloseTo(0.25f, within(1e-6f));
    }

    @Test
    void silenceStaysSilence() {
        List<Given> given = new ArrayList<>();
        WaveformWindows windows = new WaveformWindows(
                new Cut(2, 2, true, 0),
                new Scaling(32_768, true, 0.25),
                (samples, start, length) -> given.add(new Given(List.of(samples[0], samples[1]), start, length)));
        windows.begin();
        windows.accept(new float[2], 0, 2);
        windows.finish();
        assertThat(given).containsExactly(new Given(List.of(0f, 0f), 0, 2));
    }

    /** Of a recording that counts from 1; the cutter has seen another one before. */
    private static List<Given> cut(Cut cut, Scaling scaling, int total, int piece) {
        List<Given> given = new ArrayList<>();
        WaveformWindows windows = new WaveformWindows(cut, scaling, (samples, start, length) -> {
            List<Float> copy = new ArrayList<>();
            for (float sample : samples) {
                copy.add(sample);
            }
            given.add(new Given(copy, start, length));
        });
        windows.begin();
        windows.accept(new float[] {7, 8, 9}, 0, 3);
        given.clear();
        windows.begin();
        float[] all = new float[total];
        for (int i = 0; i < total; i++) {
            all[i] = i + 1;
        }
        for (int at = 0; at < total; at += piece) {
            windows.accept(all, at, Math.min(piece, total - at));
        }
        windows.finish();
        return given;
    }
}
