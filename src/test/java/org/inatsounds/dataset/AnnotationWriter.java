package org.inatsounds.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes annotations as JSON in one of the many ways that mean the same: arrays and fields in any order, what is not known
 * as null, NaN or nothing, either spelling, unknown fields in between.
 */
final class AnnotationWriter {

    /** Writes one field, or a part of one. */
    private interface Part {
        void write() throws IOException;
    }

    private final Random random;
    private final boolean draft;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;

    private AnnotationWriter(long seed) throws IOException {
        random = new Random(seed);
        draft = random.nextBoolean();
        json = JsonFactory.builder()
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, random.nextBoolean())
                .build()
                .createGenerator(bytes);
    }

    /** One way to write the elements, chosen by the seed. */
    static byte[] write(Elements elements, long seed) throws IOException {
        AnnotationWriter writer = new AnnotationWriter(seed);
        writer.write(elements);
        return writer.bytes.toByteArray();
    }

    private void write(Elements elements) throws IOException {
        List<Part> parts = new ArrayList<>();
        parts.add(() -> info(elements.info()));
        parts.add(() -> array(draft ? "images" : "audio", elements.recordings(), this::recording));
        array(parts, "categories", elements.categories(), this::category);
        array(parts, "annotations", elements.annotations(), this::annotation);
        array(parts, "licenses", elements.licenses(), this::license);
        object(parts);
        json.close();
    }

    private interface Writer<T> {
        List<Part> fields(T element) throws IOException;
    }

    private <T> void array(List<Part> parts, String name, List<T> elements, Writer<T> writer) {
        if (!elements.isEmpty() || random.nextBoolean()) {
            parts.add(() -> array(name, elements, writer));
        }
    }

    private <T> void array(String name, List<T> elements, Writer<T> writer) throws IOException {
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            object(writer.fields(element));
        }
        json.writeEndArray();
    }

    private void object(List<Part> fields) throws IOException {
        if (random.nextInt(4) == 0) {
            fields.add(this::unknown);
        }
        Collections.shuffle(fields, random);
        json.writeStartObject();
        for (Part field : fields) {
            field.write();
        }
        json.writeEndObject();
    }

    private void unknown() throws IOException {
        json.writeFieldName("unknown" + random.nextInt(100));
        switch (random.nextInt(4)) {
            case 0 -> json.writeString("\"audio\": [");
            case 1 -> json.writeNumber(Double.NaN);
            case 2 -> json.writeNull();
            default -> {
                json.writeStartArray();
                object(new ArrayList<>(List.of(() -> json.writeStringField("id", "none"))));
                json.writeEndArray();
            }
        }
    }

    private void info(Info info) throws IOException {
        List<Part> fields = new ArrayList<>();
        text(fields, "year", info.year());
        text(fields, "version", info.version());
        text(fields, "description", info.description());
        text(fields, "contributor", info.contributor());
        text(fields, "url", info.url());
        text(fields, "date_created", info.dateCreated());
        json.writeFieldName("info");
        object(fields);
    }

    private List<Part> recording(Recording recording) {
        List<Part> fields = new ArrayList<>();
        integer(fields, "id", recording.id());
        text(fields, "file_name", recording.fileName());
        number(fields, "duration", recording.duration());
        if (recording.license() != null) {
            integer(fields, "license", recording.license());
        } else if (random.nextBoolean()) {
            fields.add(() -> json.writeNullField("license"));
        }
        text(fields, "rights_holder", recording.rightsHolder());
        text(fields, "date", recording.date());
        number(fields, "latitude", recording.latitude());
        number(fields, "longitude", recording.longitude());
        number(fields, "location_uncertainty", recording.locationUncertainty());
        return fields;
    }

    private List<Part> category(Category category) {
        List<Part> fields = new ArrayList<>();
        integer(fields, "id", category.id());
        text(fields, "name", category.name());
        text(fields, "common_name", category.commonName());
        text(fields, "supercategory", category.supercategory());
        category.lineage()
                .forEach((rank, name) -> text(fields, rank == Rank.SPECIES ? "specific_epithet" : rank.label(), name));
        text(fields, draft ? "image_dir_name" : "audio_dir_name", category.audioDirName());
        if (category.evaluation() != null) {
            integer(fields, "evaluation", category.evaluation() ? 1 : 0);
        } else if (random.nextBoolean()) {
            fields.add(() -> json.writeNullField("evaluation"));
        }
        return fields;
    }

    private List<Part> annotation(Annotation annotation) {
        List<Part> fields = new ArrayList<>();
        integer(fields, "id", annotation.id());
        integer(fields, draft ? "image_id" : "audio_id", annotation.recordingId());
        integer(fields, "category_id", annotation.categoryId());
        return fields;
    }

    private List<Part> license(License license) {
        List<Part> fields = new ArrayList<>();
        integer(fields, "id", license.id());
        text(fields, "name", license.name());
        text(fields, "url", license.url());
        return fields;
    }

    private void integer(List<Part> fields, String name, int value) {
        fields.add(() -> json.writeNumberField(name, value));
    }

    private void text(List<Part> fields, String name, String value) {
        if (!value.isEmpty() || random.nextInt(3) == 0) {
            fields.add(() -> json.writeStringField(name, value));
        } else if (random.nextBoolean()) {
            fields.add(() -> json.writeNullField(name));
        }
    }

    private void number(List<Part> fields, String name, double value) {
        if (!Double.isNaN(value) || random.nextInt(3) == 0) {
            fields.add(() -> json.writeNumberField(name, value));
        } else if (random.nextBoolean()) {
            fields.add(() -> json.writeNullField(name));
        }
    }
}
