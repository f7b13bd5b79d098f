package org.inatsounds.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.inatsounds.dataset.filter.Criteria;
import org.inatsounds.dataset.filter.RecordingFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Licences as people write them. What is not understood allows nothing. */
final class LicenseGroupTest {

    private static @Nullable LicenseGroup group(String name, String url) {
        return LicenseGroup.of(new License(1, name, url));
    }

    /** Every way of writing the parts of a licence that forbids commercial use. */
    static Stream<String> nonCommercial() {
        return Stream.of("%s BY%sNC", "%s%sBY%<s%sNC%<sSA 4.0", "%s by%snc%<snd")
                .flatMap(form -> Stream.of("-", "_", " ", "", "/", ".", "\u2011", "\u2013", " - ", "\u00a0", "\u00ad")
                        .flatMap(sign -> Stream.of("CC", "cc", "Creative Commons", "(CC)", "creative_commons")
                                .map(prefix -> fill(form, prefix, sign))));
    }

    private static String fill(String form, String prefix, String sign) {
        return form.replaceFirst("%s", prefix).replaceAll("%<?s", sign);
    }

    @ParameterizedTest
    @MethodSource("nonCommercial")
    void oneWithNcIsNonCommercialHoweverItIsWritten(String name) {
        assertThat(group(name, "")).isEqualTo(LicenseGroup.NON_COMMERCIAL);
        assertThat(group("", name)).isEqualTo(LicenseGroup.NON_COMMERCIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CC_BY_NC_4.0",
                "cc-by_nc-sa",
                "CCBYNC",
                "CCBYNCSA40",
                "CcByNcNd",
                "by-nc",
                "BY_NC_SA",
                "CC-NC",
                "Attribution non commercial",
                "Attribution-NonCommercial",
                "Attribution-NonCommercial License",
                "AttributionNonCommercialShareAlike",
                "ATTRIBUTION, NON-COMMERCIAL",
                "Attribution (not commercial)",
                "Attribution, no commercial use",
                "Attribution; not for commercial use",
                "Attribution noncomercial",
                "Non-commercial use only",
                "some rights reserved (CC BY-NC)",
                "CC BY-NC, see the website",
                "CC BY or CC BY-NC",
                "\uff23\uff23 \uff22\uff39-\uff2e\uff23",
                "Namensnennung - Nicht kommerziell",
                "Atribuci\u00f3n-NoComercial",
                "Atribui\u00e7\u00e3o-N\u00e3oComercial",
                "Attribution - Pas d'Utilisation Commerciale",
                "\u8868\u793a - \u975e\u55b6\u5229",
                "\u7f72\u540d-\u975e\u5546\u4e1a\u6027\u4f7f\u7528",
                "https://creativecommons.org/licenses/by-nc-nd/2.5/it/",
                "http://www.creativecommons.org/licenses/BY_NC/4.0",
                "creativecommons.org/licenses/by-nc/4.0/deed.de",
                "https://example.org/licences/cc-by-nc.html",
                "https://spdx.org/licenses/CC-BY-NC-SA-4.0.html"
            })
    void oneThatSaysSoIsNonCommercial(String text) {
        assertThat(group(text, "")).isEqualTo(LicenseGroup.NON_COMMERCIAL);
        assertThat(group("", text)).isEqualTo(LicenseGroup.NON_COMMERCIAL);
        assertThat(group(text.toUpperCase(Locale.ROOT), "")).isEqualTo(LicenseGroup.NON_COMMERCIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all rights reserved",
                "All-Rights_Reserved",
                "All rights reserved (CC BY)",
                "\u00a9 somebody",
                "(c) somebody, all rights reserved, non-commercial",
                "copyright",
                "none",
                "unknown",
                "C",
                "CC",
                "Creative Commons",
                "Creative Commons License",
                "BY",
                "CC-SA",
                "CC Sampling Plus 1.0",
                "CC BY?",
                "CC BY (unclear)",
                "CC BY except commercial use",
                "CC BY for research",
                "CC BY, academic use only",
                "CC BY-NK",
                "CC BY NV",
                "not CC BY",
                "not public domain",
                "non-public domain",
                "No public domain",
                "Public domain?",
                "Public domain or CC BY",
                "CC0 / CC BY",
                "CC0 1.0 unless stated otherwise",
                "Attribution required, ask first",
                "no attribution",
                "Attribution commercial",
                "some rights reserved",
                "no rights reserved",
                "\u0421\u0421 BY",
                "GPL, CC BY",
                "https://creativecommons.org/",
                "https://creativecommons.org/licenses/",
                "https://creativecommons.org/licenses/sampling/1.0/",
                "https://creativecommons.org/licenses/devnations/2.0/",
                "https://creativecommons.org.example.org/licenses/by/4.0/",
                "https://example.org/?of=creativecommons.org/licenses/by/4.0/",
                "https://example.org/public domain",
                "https://example.org/cc0-is-not-meant",
                "https://rightsstatements.org/vocab/InC/1.0/",
                "attribution\u0000",
                ""
            })
    void whatIsNotUnderstoodAllowsNothing(String text) {
        assertThat(group(text, "")).isNull();
        assertThat(group("", text)).isNull();
        assertThat(group(text, text)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CC BY | ATTRIBUTION",
                "cc-by-4.0 | ATTRIBUTION",
                "CC_BY_ND_3_0 | ATTRIBUTION",
                "CC BY ND | ATTRIBUTION",
                "CCBYSA | ATTRIBUTION",
                "by-sa | ATTRIBUTION",
                "CC BY 3.0 US | ATTRIBUTION",
                "Attribution License | ATTRIBUTION",
                "Attribution-ShareAlike License | ATTRIBUTION",
                "Attribution-NoDerivs 4.0 International | ATTRIBUTION",
                "Creative Commons Attribution 4.0 International (CC BY 4.0) | ATTRIBUTION",
                "some rights reserved (CC BY-SA) | ATTRIBUTION",
                "http://creativecommons.org/licenses/by/4.0/ | ATTRIBUTION",
                "HTTPS://WWW.CREATIVECOMMONS.ORG/LICENSES/BY-SA/3.0/IGO/ | ATTRIBUTION",
                "https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1 | ATTRIBUTION",
                "https://creativecommons.org/licenses/by/2.1/jp/legalcode.ja | ATTRIBUTION",
                "https://spdx.org/licenses/CC-BY-4.0.html | ATTRIBUTION",
                "CC0 | PUBLIC_DOMAIN",
                "CC0-1.0 | PUBLIC_DOMAIN",
                "CC Zero | PUBLIC_DOMAIN",
                "no rights reserved (CC0) | PUBLIC_DOMAIN",
                "Public Domain | PUBLIC_DOMAIN",
                "Public Domain Mark 1.0 | PUBLIC_DOMAIN",
                "http://creativecommons.org/publicdomain/zero/1.0/ | PUBLIC_DOMAIN",
                "https://creativecommons.org/publicdomain/mark/1.0/deed.en | PUBLIC_DOMAIN"
            })
    void aPermissionThatIsUnderstoodCounts(String text, LicenseGroup expected) {
        assertThat(group(text, "")).isEqualTo(expected);
        assertThat(group("", text)).isEqualTo(expected);
        assertThat(group("", text + " ")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "Attribution License | http://creativecommons.org/licenses/by-nc/4.0/ | NON_COMMERCIAL",
                "Attribution-NonCommercial | http://creativecommons.org/licenses/by/4.0/ | NON_COMMERCIAL",
                "Public Domain | http://creativecommons.org/licenses/by/4.0/ | ATTRIBUTION",
                "All rights reserved | http://creativecommons.org/licenses/by/4.0/ | none",
                "CC BY for research | http://creativecommons.org/licenses/by/4.0/ | none",
                "Attribution | https://creativecommons.org/licenses/other/4.0/ | none",
                "Attribution | https://example.org/licence | ATTRIBUTION",
                "Lizenz 7 | http://creativecommons.org/licenses/by/4.0/ | ATTRIBUTION"
            })
    void theStricterOfNameAndAddressCounts(String name, String url, @Nullable LicenseGroup expected) {
        assertThat(group(name, url)).isEqualTo(expected);
    }

    @Test
    void longTextTakesNoLongerThanReadingIt() {
        for (String piece : List.of("non", "by", "cc", "-", "n", "a", "commercia", "no", "4")) {
            String text = piece.repeat(200_000);
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> group(text, text));
            assertThat(group(text, "")).isNull();
        }
    }

    @Test
    void aLicenceThatIsCalledAsAGroupIsNotTakenForOneOfIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("val.json");
        Files.writeString(file, """
                {"audio": [{"id": 1, "file_name": "val/a/1.wav", "license": 1}, {"id": 2, "file_name": "val/a/2.wav", "license": 2}],
                 "licenses": [{"id": 1, "name": "attribution", "url": "http://creativecommons.org/licenses/by-nc/4.0/"},
                              {"id": 2, "name": "CC BY"}]}
                """);
        Annotations annotations = AnnotationReader.read(file);
        Criteria criteria = new Criteria(
                List.of(),
                List.of(),
                null,
                false,
                null,
                List.of("attribution"),
                0,
                Double.POSITIVE_INFINITY,
                "",
                "",
                Integer.MAX_VALUE,
                0,
                false);
        assertThat(new RecordingFilter(criteria).apply(annotations))
                .extracting(Recording::id)
                .containsExactly(2);
    }
}
