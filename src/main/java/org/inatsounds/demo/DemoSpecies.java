package org.inatsounds.demo;

import java.util.List;
import java.util.Locale;

/**
 * A made-up species and its call: syllables of a tone that rises or falls, with pauses between them.
 *
 * @param id the category id
 * @param supercategory also the class
 * @param name scientific name, two words
 * @param commonName in English
 * @param hertz the middle of the tone
 * @param sweep how far it rises within a syllable, in hertz; negative for falling
 * @param syllables a second
 */
record DemoSpecies(
        int id, String supercategory, String name, String commonName, int hertz, int sweep, double syllables) {

    /** Every one, by id. */
    static final List<DemoSpecies> ALL = List.of(
            new DemoSpecies(101, "Aves", "Fluta aurea", "Golden Flute", 3200, 900, 2.5),
            new DemoSpecies(102, "Aves", "Fluta montana", "Mountain Flute", 3600, 700, 2.5),
            new DemoSpecies(103, "Aves", "Trillus rex", "King's Trill", 5200, 300, 12),
            new DemoSpecies(104, "Aves", "Trillus fuscus", "Brown Trill", 4700, 300, 11),
            new DemoSpecies(105, "Aves", "Ulula profunda", "Deep Ulula", 420, -60, 0.9),
            new DemoSpecies(106, "Aves", "Ululina brevis", "Short Ulula", 700, -80, 1.6),
            new DemoSpecies(107, "Aves", "Pipula cinerea", "Ash Pipit", 6500, -1800, 4),
            new DemoSpecies(108, "Aves", "Pipula alba", "White Pipit", 7100, -1600, 4.5),
            new DemoSpecies(201, "Insecta", "Stridulus argenteus", "Silver Stridule", 8600, 0, 30),
            new DemoSpecies(202, "Insecta", "Stridulus minor", "Lesser Stridule", 9300, 0, 38),
            new DemoSpecies(203, "Insecta", "Notocanta aestiva", "Summer Singer", 6100, 100, 55),
            new DemoSpecies(204, "Insecta", "Bombinella tarda", "Late Hummer", 260, 20, 20),
            new DemoSpecies(301, "Amphibia", "Coaxia viridis", "Green Coax", 1500, -300, 3.2),
            new DemoSpecies(302, "Amphibia", "Coaxia palustris", "Marsh Coax", 1250, -280, 2.8),
            new DemoSpecies(303, "Amphibia", "Tinnula parva", "Bell Froglet", 2300, 40, 1.4),
            new DemoSpecies(401, "Mammalia", "Latrans rufus", "Red Barker", 850, -450, 1.9),
            new DemoSpecies(402, "Mammalia", "Latrans niveus", "Snow Barker", 980, -520, 2.2),
            new DemoSpecies(403, "Mammalia", "Scandula volans", "Flying Chitter", 9900, -2500, 9),
            new DemoSpecies(501, "Reptilia", "Geckonella loquax", "Talking Geckonel", 1900, 700, 5.5),
            new DemoSpecies(502, "Reptilia", "Geckonella tacita", "Quiet Geckonel", 2100, 600, 6.5));

    /** The folder of its recordings, as the release names folders. */
    String audioDirName() {
        return String.format(
                Locale.ROOT,
                "%05d_Animalia_%s_%s_Demoformes_Demoidae_%s",
                id,
                phylum(),
                supercategory,
                name.replace(' ', '_'));
    }

    String phylum() {
        return supercategory.equals("Insecta") ? "Arthropoda" : "Chordata";
    }
}
