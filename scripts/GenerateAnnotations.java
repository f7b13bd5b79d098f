import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a synthetic annotation file in the shape of the published ones, at full size unless told otherwise:
 *
 * <pre>
 * java scripts/GenerateAnnotations.java --out train.json
 * java scripts/GenerateAnnotations.java --out test.json --split test --recordings 1000 --categories 60 --seed 7
 * </pre>
 *
 * The same options give the same bytes on every machine. Files of one seed and one number of categories belong together:
 * they have the same categories, and recordings of {@code val} and {@code test} are only of the evaluated ones.
 *
 * <p>By default the numbers of species and recordings per supercategory are those of the published table. Recordings per
 * species fall off with a long tail. Dates carry time and zone, as in the sister dataset of 2021, and most of them differ:
 * that is the costlier case for a reader. {@code location_uncertainty} is a number, {@code NaN}, {@code null} or absent,
 * now and then odd.
 */
public final class GenerateAnnotations {

    private static final String USAGE = "usage: java GenerateAnnotations.java --out FILE [--split train|val|test]"
            + " [--recordings N] [--categories N] [--seed N]";

    private static final List<String> SPLITS = List.of("train", "val", "test");

    private static final int MAX_CATEGORIES = 100_000;
    private static final int MAX_RECORDINGS = 10_000_000;

    /** Published counts, in the order of category ids. Recordings are those of train, val, test. */
    private enum Supercategory {
        INSECTA("Insecta", "Arthropoda", 745, 111, 10_080, 3_065, 3_305),
        AMPHIBIA("Amphibia", "Chordata", 650, 118, 13_183, 4_004, 4_081),
        AVES("Aves", "Chordata", 3_846, 939, 111_029, 37_597, 41_036),
        MAMMALIA("Mammalia", "Chordata", 296, 41, 2_566, 983, 1_073),
        REPTILIA("Reptilia", "Chordata", 32, 3, 154, 49, 32);

        final String label;
        final String phylum;
        final int species;
        final int evaluated;
        final int[] recordings;

        Supercategory(String label, String phylum, int species, int evaluated, int... recordings) {
            this.label = label;
            this.phylum = phylum;
            this.species = species;
            this.evaluated = evaluated;
            this.recordings = recordings;
        }
    }

    /** One category. The {@code lineage} goes from the kingdom down to the specific epithet. */
    private record Species(
            int id, Supercategory supercategory, String[] lineage, String dirName, boolean evaluated, int popularity) {}

    private final Random random;
    private final Set<String> namesTaken = new HashSet<>();

    private GenerateAnnotations(long seed) {
        random = new Random(seed);
    }

    /**
     * Writes the file.
     *
     * @param args see the class comment
     */
    public static void main(String[] args) {
        Path out = null;
        int split = 0;
        int recordings = -1;
        int categories = -1;
        long seed = 1;
        try {
            for (int i = 0; i < args.length; i += 2) {
                String value = args[i + 1];
                switch (args[i]) {
                    case "--out" -> out = Path.of(value);
                    case "--split" -> split = SPLITS.indexOf(value);
                    case "--recordings" -> recordings = within(Integer.parseInt(value), MAX_RECORDINGS);
                    case "--categories" -> categories = within(Integer.parseInt(value), MAX_CATEGORIES);
                    case "--seed" -> seed = Long.parseLong(value);
                    default -> throw new IllegalArgumentException(args[i]);
                }
            }
            if (out == null || split < 0) {
                throw new IllegalArgumentException("--out is missing, or --split is none of " + SPLITS);
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
        }
        try {
            write(out, split, recordings, categories, seed);
        } catch (IOException | UncheckedIOException e) {
            System.err.println(out + ": can't be written: " + e.getMessage());
            System.exit(6);
        }
    }

    private static int within(int number, int most) {
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("expected a number from 0 to " + most + ", got " + number);
        }
        return number;
    }

    private static void write(Path out, int split, int recordings, int categories, long seed) throws IOException {
        List<Species> all = new GenerateAnnotations(seed).species(categories);
        GenerateAnnotations own = new GenerateAnnotations(seed * 31 + split + 1);
        List<Species> labels = own.labels(all, split, recordings);
        List<Integer> ids = own.shuffledNumbers(labels.size());
        try (Writer writer = Files.newBufferedWriter(out)) {
            writer.write(
                    "{\"info\": {\"year\": 2024, \"version\": \"synthetic\", \"description\": \"Synthetic annotations"
                            + " in the shape of iNatSounds\", \"contributor\": \"\", \"url\": \"\", \"date_created\":"
                            + " \"2024-06-01 00:00:00\"}, \"audio\": [");
            own.writeRecordings(writer, ids, labels, SPLITS.get(split));
            writer.write("], \"categories\": [");
            writeCategories(writer, all);
            writer.write("], \"annotations\": [");
            for (int i = 0; i < labels.size(); i++) {
                writer.write((i == 0 ? "" : ", ") + "{\"id\": " + i + ", \"audio_id\": " + ids.get(i)
                        + ", \"category_id\": " + labels.get(i).id + "}");
            }
            writer.write("], \"licenses\": [");
            writeLicenses(writer);
            writer.write("]}");
        }
    }

    /** All species, by id; those of one supercategory, order, family and genus are neighbours. */
    private List<Species> species(int count) {
        Supercategory[] groups = Supercategory.values();
        int[] species = new int[groups.length];
        int[] evaluated = new int[groups.length];
        for (int g = 0; g < groups.length; g++) {
            species[g] = groups[g].species;
            evaluated[g] = groups[g].evaluated;
        }
        if (count >= 0) {
            species = apportion(count, species);
        }
        List<Species> all = new ArrayList<>();
        for (int g = 0; g < groups.length; g++) {
            int shareEvaluated = (species[g] * evaluated[g] + groups[g].species - 1) / groups[g].species;
            addSpecies(all, groups[g], species[g], shareEvaluated);
        }
        return all;
    }

    private void addSpecies(List<Species> all, Supercategory group, int count, int evaluated) {
        List<Integer> popularity = shuffledNumbers(count);
        String order = "";
        String family = "";
        String genus = "";
        for (int i = 0; i < count; i++) {
            boolean newOrder = i == 0 || random.nextInt(120) == 0;
            boolean newFamily = newOrder || random.nextInt(20) == 0;
            order = newOrder ? fresh(group == Supercategory.INSECTA ? "ptera" : "iformes") : order;
            family = newFamily ? fresh("idae") : family;
            genus = newFamily || random.nextInt(3) == 0 ? fresh("") : genus;
            String epithet = fresh("us").toLowerCase(Locale.ROOT);
            String[] lineage = {"Animalia", group.phylum, group.label, order, family, genus, epithet};
            String dirName = String.format(Locale.ROOT, "%05d_%s", all.size(), String.join("_", lineage));
            int rank = popularity.get(i);
            all.add(new Species(all.size(), group, lineage, dirName, rank < evaluated, rank));
        }
    }

    private List<Integer> shuffledNumbers(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, random);
        return numbers;
    }

    /** A made-up capitalised name that was not given before. */
    private String fresh(String ending) {
        String consonants = "bcdfglmnprstvz";
        String vowels = "aeiou";
        while (true) {
            StringBuilder name = new StringBuilder();
            for (int syllables = 2 + random.nextInt(3); syllables > 0; syllables--) {
                name.append(consonants.charAt(random.nextInt(consonants.length())));
                name.append(vowels.charAt(random.nextInt(vowels.length())));
            }
            name.append(ending.isEmpty() ? "x" : ending);
            name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
            if (namesTaken.add(name.toString())) {
                return name.toString();
            }
        }
    }

    /** The species of each recording, in random order. */
    private List<Species> labels(List<Species> all, int split, int count) {
        Supercategory[] groups = Supercategory.values();
        int[] recordings = new int[groups.length];
        for (int g = 0; g < groups.length; g++) {
            recordings[g] = groups[g].recordings[split];
        }
        List<Species> labels = new ArrayList<>();
        if (count >= 0) {
            for (int g = 0; g < groups.length; g++) {
                recordings[g] = species(all, groups[g], split).isEmpty() ? 0 : recordings[g];
            }
            recordings = apportion(count, recordings);
        }
        for (int g = 0; g < groups.length; g++) {
            List<Species> own = species(all, groups[g], split);
            int[] share = longTail(recordings[g], own);
            for (int s = 0; s < own.size(); s++) {
                labels.addAll(Collections.nCopies(share[s], own.get(s)));
            }
        }
        Collections.shuffle(labels, random);
        return labels;
    }

    private static List<Species> species(List<Species> all, Supercategory group, int split) {
        return all.stream()
                .filter(s -> s.supercategory == group && (split == 0 || s.evaluated))
                .toList();
    }

    /** Recordings a species: one each as far as that goes, the rest with a long tail. */
    private static int[] longTail(int recordings, List<Species> species) {
        int[] weights = new int[species.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1_000_000 / (species.get(i).popularity + 10);
        }
        int each = recordings >= weights.length ? 1 : 0;
        int[] share = apportion(recordings - each * weights.length, weights);
        for (int i = 0; i < share.length; i++) {
            share[i] += each;
        }
        return share;
    }

    /** Whole shares of a total, as near to the weights as they can be (largest remainder). */
    private static int[] apportion(int total, int[] weights) {
        long sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int[] shares = new int[weights.length];
        if (sum == 0) {
            return shares;
        }
        List<Integer> byRemainder = new ArrayList<>();
        int given = 0;
        for (int i = 0; i < weights.length; i++) {
            shares[i] = (int) ((long) total * weights[i] / sum);
            given += shares[i];
            byRemainder.add(i);
        }
        long all = sum;
        byRemainder.sort((a, b) -> Long.compare((long) total * weights[b] % all, (long) total * weights[a] % all));
        for (int i = 0; i < total - given; i++) {
            shares[byRemainder.get(i)]++;
        }
        return shares;
    }

    private void writeRecordings(Writer writer, List<Integer> ids, List<Species> labels, String split)
            throws IOException {
        String[] holders = new String[Math.max(1, labels.size() / 8)];
        for (int i = 0; i < holders.length; i++) {
            // Python's json.dump escapes whatever is not ASCII.
            holders[i] = fresh("") + (i % 9 == 0 ? " Mu\\u00f1" : " ") + fresh("ez");
        }
        for (int i = 0; i < labels.size(); i++) {
            writer.write(i == 0 ? "" : ", ");
            String file =
                    split + "/" + labels.get(i).dirName + "/" + new UUID(random.nextLong(), random.nextLong()) + ".wav";
            // A few people record most of it.
            String holder = holders[random.nextInt(1 + random.nextInt(holders.length))];
            double seconds = 0.5 + random.nextInt(20_000) / 1000.0 * (1 + random.nextInt(1 + random.nextInt(12)));
            writer.write(
                    "{\"id\": " + ids.get(i) + ", \"duration\": " + decimal(seconds, 3) + ", \"file_name\": \"" + file
                            + "\", \"license\": " + random.nextInt(LICENSES.length) + ", \"rights_holder\": \"" + holder
                            + "\", \"date\": \"" + date() + "\"" + place() + "}");
        }
    }

    private String date() {
        return String.format(
                Locale.ROOT,
                "%d-%02d-%02d %02d:%02d:%02d+00:00",
                2023 - random.nextInt(1 + random.nextInt(14)),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60));
    }

    private String place() {
        String uncertainty = switch (random.nextInt(40)) {
            case 0, 1, 2 -> "NaN";
            case 3, 4, 5 -> "null";
            case 6 -> random.nextInt(20) == 0 ? "-80" : "106807033.0";
            case 7 -> "";
            default -> random.nextInt(1 + random.nextInt(30_000)) + ".0";
        };
        String latitude = decimal(random.nextDouble() * 140 - 60, 10);
        String longitude = decimal(random.nextDouble() * 360 - 180, 10);
        if (random.nextInt(200) == 0) {
            latitude = random.nextBoolean() ? "NaN" : "null";
            longitude = latitude;
        }
        return ", \"latitude\": " + latitude + ", \"longitude\": " + longitude
                + (uncertainty.isEmpty() ? "" : ", \"location_uncertainty\": " + uncertainty);
    }

    private static String decimal(double number, int places) {
        return java.math.BigDecimal.valueOf(number)
                .setScale(places, java.math.RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static void writeCategories(Writer writer, List<Species> all) throws IOException {
        String[] ranks = {"kingdom", "phylum", "class", "order", "family", "genus", "specific_epithet"};
        for (Species species : all) {
            StringBuilder text = new StringBuilder(species.id == 0 ? "" : ", ");
            text.append("{\"id\": ").append(species.id);
            text.append(", \"name\": \"").append(species.lineage[5]).append(' ').append(species.lineage[6]);
            text.append("\", \"common_name\": \"Common ").append(species.lineage[6]);
            text.append("\", \"supercategory\": \"")
                    .append(species.supercategory.label)
                    .append('"');
            for (int rank = 0; rank < ranks.length; rank++) {
                text.append(", \"").append(ranks[rank]).append("\": \"");
                text.append(species.lineage[rank]).append('"');
            }
            text.append(", \"audio_dir_name\": \"").append(species.dirName);
            text.append("\", \"evaluation\": ")
                    .append(species.evaluated ? 1 : 0)
                    .append('}');
            writer.write(text.toString());
        }
    }

    private static final String[][] LICENSES = {
        {"Public Domain Dedication", "http://creativecommons.org/publicdomain/zero/1.0/"},
        {"Attribution License", "http://creativecommons.org/licenses/by/4.0/"},
        {"Attribution-ShareAlike License", "http://creativecommons.org/licenses/by-sa/4.0/"},
        {"Attribution-NoDerivs License", "http://creativecommons.org/licenses/by-nd/4.0/"},
        {"Attribution-NonCommercial License", "http://creativecommons.org/licenses/by-nc/4.0/"},
        {"Attribution-NonCommercial-ShareAlike License", "http://creativecommons.org/licenses/by-nc-sa/4.0/"},
        {"Attribution-NonCommercial-NoDerivs License", "http://creativecommons.org/licenses/by-nc-nd/4.0/"},
    };

    private static void writeLicenses(Writer writer) throws IOException {
        for (int i = 0; i < LICENSES.length; i++) {
            writer.write((i == 0 ? "" : ", ") + "{\"id\": " + i + ", \"name\": \"" + LICENSES[i][0] + "\", \"url\": \""
                    + LICENSES[i][1] + "\"}");
        }
    }
}
