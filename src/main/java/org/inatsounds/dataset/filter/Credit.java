package org.inatsounds.dataset.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inatsounds.dataset.LicenseUse;
import org.inatsounds.dataset.LicenseUses;
import org.inatsounds.dataset.Recording;

/**
 * Whom to credit for some recordings.
 *
 * @param rightsHolder as written in the annotations; empty where they do not say
 * @param license that the recordings are under
 * @param recordings how many of this rights holder are under this licence
 */
public record Credit(String rightsHolder, LicenseUse license, int recordings) {

    /** Written out, as there may be a hundred thousand. */
    private static int mostFirst(Credit a, Credit b) {
        int order = Integer.compare(b.recordings, a.recordings);
        order = order != 0 ? order : a.rightsHolder.compareTo(b.rightsHolder);
        order = order != 0 ? order : a.license.name().compareTo(b.license.name());
        return order != 0 ? order : a.license.url().compareTo(b.license.url());
    }

    /** One for each rights holder and licence, those of the most recordings first, then by name. */
    public static List<Credit> of(List<Selection> selections) {
        Map<String, Map<LicenseUse, int[]>> holders = new HashMap<>();
        for (Selection selection : selections) {
            LicenseUses uses = new LicenseUses(selection.annotations());
            for (Recording recording : selection.recordings()) {
                holders.computeIfAbsent(recording.rightsHolder(), any -> new HashMap<>(4))
                        .computeIfAbsent(uses.of(recording), any -> new int[1])[0]++;
            }
        }
        List<Credit> credits = new ArrayList<>();
        holders.forEach((holder, licenses) ->
                licenses.forEach((license, count) -> credits.add(new Credit(holder, license, count[0]))));
        credits.sort(Credit::mostFirst);
        return List.copyOf(credits);
    }
}
