package org.inatsounds.testing;

import java.util.List;

/**
 * A species of the miniature release. Below the class every name is made up.
 *
 * @param id the category id
 * @param taxonClass {@code Aves}, {@code Insecta}, …: also the supercategory
 * @param evaluated whether it occurs in val and test, that is, its {@code evaluation} is 1
 */
public record MiniatureSpecies(
        int id,
        String phylum,
        String taxonClass,
        String order,
        String family,
        String genus,
        String epithet,
        String commonName,
        boolean evaluated) {

    private static final String TABLE = """
            12,Arthropoda,Insecta,Strepitoptera,Stridulidae,Stridulus,argenteus,Silver Stridule,1
            13,Arthropoda,Insecta,Strepitoptera,Stridulidae,Stridulus,minor,Lesser Stridule,1
            241,Arthropoda,Insecta,Strepitoptera,Cantatoridae,Notocanta,aestiva,Summer Singer,1
            377,Arthropoda,Insecta,Murmuroptera,Bombinidae,Bombinella,tarda,,0
            1102,Chordata,Amphibia,Saltatoria,Coaxidae,Coaxia,viridis,Green Coax,1
            1103,Chordata,Amphibia,Saltatoria,Coaxidae,Coaxia,palustris,Marsh Coax,1
            1250,Chordata,Amphibia,Saltatoria,Tinnulidae,Tinnula,parva,Bell Froglet,1
            2001,Chordata,Aves,Canoriformes,Flutidae,Fluta,aurea,Golden Flute,1
            2002,Chordata,Aves,Canoriformes,Flutidae,Fluta,montana,Mountain Flute,1
            2010,Chordata,Aves,Canoriformes,Trillidae,Trillus,rex,King's Trill,1
            2011,Chordata,Aves,Canoriformes,Trillidae,Trillus,fuscus,"Brown Trill, lesser",1
            2500,Chordata,Aves,Noctiformes,Ululidae,Ulula,profunda,Deep Ulula,1
            2501,Chordata,Aves,Noctiformes,Ululidae,Ululina,brevis,Short Ulula,0
            3300,Chordata,Mammalia,Latratoria,Vulpinidae,Latrans,rufus,Red Barker,1
            3301,Chordata,Mammalia,Latratoria,Vulpinidae,Latrans,niveus,Snow Barker,1
            3420,Chordata,Mammalia,Volantia,Pipistridae,Pipistra,ultima,Last Pipister,1
            5567,Chordata,Reptilia,Crepitantia,Geckonellidae,Geckonella,loquax,Talking Geckonel,1
            5568,Chordata,Reptilia,Crepitantia,Geckonellidae,Geckonella,tacita,Silent Geckonel,0
            """;

    /** All of them, in order of id. */
    static List<MiniatureSpecies> all() {
        return TABLE.lines().map(MiniatureSpecies::parse).toList();
    }

    private static MiniatureSpecies parse(String line) {
        String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
        return new MiniatureSpecies(
                Integer.parseInt(cells[0]),
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                cells[6],
                cells[7].replace("\"", ""),
                cells[8].equals("1"));
    }

    /** The scientific name. */
    public String name() {
        return genus + " " + epithet;
    }

    /** The name of the folder of its recordings, for example {@code 00241_Animalia_Arthropoda_Insecta_…_aestiva}. */
    public String audioDirName() {
        return "%05d_Animalia_%s".formatted(id, String.join("_", phylum, taxonClass, order, family, genus, epithet));
    }
}
