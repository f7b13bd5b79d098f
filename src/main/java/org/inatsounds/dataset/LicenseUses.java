package org.inatsounds.dataset;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The licences of one file, each looked at once: there are a handful, and as many recordings as there are. For one thread. */
public final class LicenseUses {

    private final Annotations annotations;
    private final Map<@Nullable Integer, Counted> known = new HashMap<>();

    private static final class Counted {
        private final LicenseUse license;
        private int recordings;

        Counted(LicenseUse license) {
            this.license = license;
        }
    }

    /** Of the recordings of a file. */
    public LicenseUses(Annotations annotations) {
        this.annotations = annotations;
    }

    /** The licence of a recording. */
    public LicenseUse of(Recording recording) {
        return counted(recording).license;
    }

    /** Counts a recording. */
    public void count(Recording recording) {
        counted(recording).recordings++;
    }

    /** How many recordings were counted of each licence. */
    public Map<LicenseUse, Integer> counts() {
        Map<LicenseUse, Integer> counts = new LinkedHashMap<>();
        known.values().forEach(each -> counts.merge(each.license, each.recordings, Integer::sum));
        return counts;
    }

    private Counted counted(Recording recording) {
        Counted counted = known.get(recording.license());
        if (counted == null) {
            counted = new Counted(LicenseUse.of(recording.license(), annotations));
            known.put(recording.license(), counted);
        }
        return counted;
    }
}
