package org.inatsounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The diagram in {@code docs/architecture.md} is that of the code: an arrow where a room uses another one. */
final class HouseDiagramTest {

    private static final Pattern DIAGRAM = Pattern.compile("```mermaid\\nflowchart LR\\n(.*?)```", Pattern.DOTALL);

    /** What everybody may use, as the root, is left out. */
    private static final String EVERYBODYS = "internal";

    @Test
    void showsWhichRoomUsesWhich() throws IOException {
        Matcher diagram = DIAGRAM.matcher(Files.readString(Path.of("docs/architecture.md")));
        assertThat(diagram.find()).isTrue();
        assertThat(diagram.group(1)).isEqualTo(arrows());
    }

    private static String arrows() {
        TreeSet<String> arrows = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.inatsounds")) {
            each.getDirectDependenciesFromSelf().forEach(dependency -> {
                String from = room(each);
                String to = room(dependency.getTargetClass());
                if (!from.isEmpty() && !to.isEmpty() && !from.equals(to) && !to.equals(EVERYBODYS)) {
                    arrows.add("  " + from + " --> " + to + "\n");
                }
            });
        }
        return arrows.stream().collect(Collectors.joining());
    }

    /** The first name below the root, which every room may use; nothing for the root and what is not ours. */
    private static String room(JavaClass of) {
        String name = of.getPackageName() + ".";
        String root = "org.inatsounds.";
        return name.startsWith(root) && name.length() > root.length()
                ? name.substring(root.length(), name.indexOf('.', root.length()))
                : "";
    }
}
