package org.inatsounds.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of an annotation file, from the first token to the last. Fields come in any order, unknown ones are
 * skipped. Of a field that comes twice in one object the last value counts; of two spellings the one of the release.
 */
final class AnnotationParser {

    /** No id: what every id is unlike, being an int. */
    private static final long NO_ID = Long.MIN_VALUE;

    private final JsonCursor json;

    private final RecentTexts dates = new RecentTexts();
    private final RecentTexts rightsHolders = new RecentTexts();
    private final RecentTexts taxa = new RecentTexts();

    private final Set<String> arraysSeen = new HashSet<>();

    private final List<Recording> recordings = new ArrayList<>();
    private final List<Category> categories = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<License> licenses = new ArrayList<>();
    private Info info = Info.NONE;

    /** How the file names the array of recordings. */
    private String audio = "audio";

    AnnotationParser(JsonCursor json) {
        this.json = json;
    }

    /**
     * Reads the whole file. What elements refer to is not looked at.
     *
     * @throws org.inatsounds.BadInputException when a value is not what it should be, or missing
     * @throws IOException when the file is not JSON, or can't be read
     */
    Elements parse() throws IOException {
        json.startFile();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "info" -> info = info();
                case "audio", "images" -> {
                    audio = field;
                    once("audio");
                    json.elements(field, () -> recordings.add(recording()));
                }
                case "categories" -> {
                    once(field);
                    json.elements(field, () -> categories.add(category()));
                }
                case "annotations" -> {
                    once(field);
                    json.elements(field, () -> annotations.add(annotation()));
                }
                case "licenses" -> {
                    once(field);
                    json.elements(field, () -> licenses.add(license()));
                }
                default -> json.skip();
            }
        }
        if (!arraysSeen.contains("audio")) {
            throw json.error("no array \"audio\"; expected an annotation file");
        }
        json.endFile();
        return new Elements(info, audio, recordings, categories, annotations, licenses);
    }

    private void once(String array) {
        if (!arraysSeen.add(array)) {
            throw json.error("the file has this array twice");
        }
    }

    private Recording recording() throws IOException {
        long id = NO_ID;
        String fileName = "";
        double duration = Double.NaN;
        Integer license = null;
        String rightsHolder = "";
        String date = "";
        double latitude = Double.NaN;
        double longitude = Double.NaN;
        double locationUncertainty = Double.NaN;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "id" -> id = json.integer();
                case "file_name" -> fileName = json.name();
                case "duration" -> duration = json.number();
                case "license" -> license = json.isNull() ? null : Integer.valueOf(json.integer());
                case "rights_holder" -> rightsHolder = rightsHolders.shared(json.text());
                case "date" -> date = dates.shared(json.text());
                case "latitude" -> latitude = json.number();
                case "longitude" -> longitude = json.number();
                case "location_uncertainty" -> locationUncertainty = json.number();
                default -> json.skip();
            }
        }
        return new Recording(
                id(id, "id"),
                present(fileName, "file_name"),
                duration,
                license,
                rightsHolder,
                date,
                latitude,
                longitude,
                locationUncertainty);
    }

    private Category category() throws IOException {
        long id = NO_ID;
        String name = "";
        String commonName = "";
        String supercategory = "";
        String audioDirName = "";
        String imageDirName = "";
        Boolean evaluation = null;
        Map<Rank, String> lineage = new EnumMap<>(Rank.class);
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "id" -> id = json.integer();
                case "name" -> name = json.name();
                case "common_name" -> commonName = json.text();
                case "supercategory" -> supercategory = taxon();
                case "kingdom" -> lineage.put(Rank.KINGDOM, taxon());
                case "phylum" -> lineage.put(Rank.PHYLUM, taxon());
                case "class" -> lineage.put(Rank.CLASS, taxon());
                case "order" -> lineage.put(Rank.ORDER, taxon());
                case "family" -> lineage.put(Rank.FAMILY, taxon());
                case "genus" -> lineage.put(Rank.GENUS, taxon());
                case "specific_epithet" -> lineage.put(Rank.SPECIES, taxon());
                case "audio_dir_name" -> audioDirName = json.text();
                case "image_dir_name" -> imageDirName = json.text();
                case "evaluation" -> evaluation = evaluation();
                default -> json.skip();
            }
        }
        return new Category(
                id(id, "id"),
                present(name, "name"),
                commonName,
                supercategory,
                lineage,
                audioDirName.isEmpty() ? imageDirName : audioDirName,
                evaluation);
    }

    private String taxon() throws IOException {
        return taxa.shared(json.text());
    }

    private @Nullable Boolean evaluation() throws IOException {
        if (json.isNull()) {
            return null;
        }
        int value = json.integer();
        if (value != 0 && value != 1) {
            throw json.wrong("0 or 1");
        }
        return value == 1;
    }

    private Annotation annotation() throws IOException {
        long id = NO_ID;
        long audioId = NO_ID;
        long imageId = NO_ID;
        long categoryId = NO_ID;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "id" -> id = json.integer();
                case "audio_id" -> audioId = json.integer();
                case "image_id" -> imageId = json.integer();
                case "category_id" -> categoryId = json.integer();
                default -> json.skip();
            }
        }
        return new Annotation(
                id(id, "id"), id(audioId == NO_ID ? imageId : audioId, "audio_id"), id(categoryId, "category_id"));
    }

    private License license() throws IOException {
        long id = NO_ID;
        String name = "";
        String url = "";
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "id" -> id = json.integer();
                case "name" -> name = json.text();
                case "url" -> url = json.text();
                default -> json.skip();
            }
        }
        return new License(id(id, "id"), name, url);
    }

    /** Nothing depends on what a file says of itself, so anything goes. */
    private Info info() throws IOException {
        if (json.isNull()) {
            return Info.NONE;
        }
        json.startObject();
        String year = "";
        String version = "";
        String description = "";
        String contributor = "";
        String url = "";
        String dateCreated = "";
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            String value = json.anything();
            switch (field) {
                case "year" -> year = value;
                case "version" -> version = value;
                case "description" -> description = value;
                case "contributor" -> contributor = value;
                case "url" -> url = value;
                case "date_created" -> dateCreated = value;
                default -> {}
            }
        }
        return new Info(year, version, description, contributor, url, dateCreated);
    }

    private int id(long id, String field) {
        if (id == NO_ID) {
            throw json.missing(field);
        }
        return (int) id;
    }

    private String present(String text, String field) {
        if (text.isEmpty()) {
            throw json.missing(field);
        }
        return text;
    }
}
