package org.inatsounds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.inatsounds.Split;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** The pages in a browser without a screen: Chromium or Chrome with its driver, where the machine has them. */
final class PageIT {

    private static final Dimension DESKTOP = new Dimension(1200, 900);
    private static final Dimension PHONE = new Dimension(390, 844);

    @TempDir
    static Path folder;

    private static @Nullable ChromeDriver browser;
    private static Path report;
    private static Path statistics;

    @BeforeAll
    static void write() throws IOException, InterruptedException {
        Path chromium = Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(PageIT::onPath)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        Path driver = onPath("chromedriver").orElse(null);
        assumeThat(chromium).as("skipped: no chromium or google-chrome on PATH").isNotNull();
        assumeThat(driver).as("skipped: no chromedriver on PATH").isNotNull();
        MiniatureData data = MiniatureData.in(folder);
        report = folder.resolve("report.html");
        String predictions = data.release().predictions(Split.VAL).toString();
        Path baseline = folder.resolve("baseline.csv");
        List<String> lines = Files.readAllLines(Path.of(predictions));
        // Another model: its columns say what those beside them say here.
        String[] ids = lines.get(0).split(",", -1);
        String first = ids[1];
        System.arraycopy(ids, 2, ids, 1, ids.length - 2);
        ids[ids.length - 1] = first;
        lines.set(0, String.join(",", ids));
        Files.write(baseline, lines);
        data.ok(
                "report",
                predictions,
                "--split",
                "val",
                "--resamples",
                "50",
                "--baseline",
                baseline.toString(),
                "-o",
                report.toString());
        statistics = folder.resolve("stats.html");
        data.ok("stats", "--format", "html", "-o", statistics.toString());
        ChromeOptions options = new ChromeOptions();
        options.setBinary(String.valueOf(chromium));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("browser"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Objects.requireNonNull(driver).toFile())
                .build();
        browser = new ChromeDriver(service, options);
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .map(each -> Path.of(each, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static ChromeDriver open(Path page, Dimension size) {
        ChromeDriver driver = Objects.requireNonNull(browser);
        // A window is no narrower than 500 pixels; a screen may be.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.getWidth(), "height", size.getHeight(), "deviceScaleFactor", 1, "mobile", false));
        driver.get(page.toUri().toString());
        // Of a large page, the driver may come back before its end has been read.
        driver.executeAsyncScript("""
                const done = arguments[0];
                if (document.readyState === "complete") {
                  done();
                } else {
                  addEventListener("load", () => done());
                }""");
        return driver;
    }

    private static Object ask(ChromeDriver driver, String expression) {
        return Objects.requireNonNull(driver.executeScript("return " + expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.html", "stats.html"})
    void needsNothingElseAndFitsBothWidths(String name) {
        for (Dimension size : List.of(DESKTOP, PHONE)) {
            ChromeDriver driver = open(folder.resolve(name), size);
            assertThat(ask(driver, "document.scrollingElement.scrollWidth - window.innerWidth"))
                    .as("pixels beyond the right edge at %s", size)
                    .satisfies(beyond -> assertThat((Long) beyond).isNotPositive());
            assertThat(
                            ask(
                                    driver,
                                    "performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('data:'))"))
                    .isEqualTo(List.of());
            assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
            // Every chart can be heard, and every id is there once.
            assertThat(ask(driver, "[...document.querySelectorAll('svg')].every(s => s.getAttribute('aria-label'))"))
                    .isEqualTo(true);
            assertThat(
                            ask(
                                    driver,
                                    "(i => i.length === new Set(i).size)([...document.querySelectorAll('[id]')].map(e => e.id))"))
                    .isEqualTo(true);
            assertThat(ask(
                            driver,
                            "[...document.querySelectorAll('nav a')].every(a => document.querySelector(a.hash))"))
                    .isEqualTo(true);
        }
    }

    /** Each table is in a box of its own that scrolls, and what is compared fits without that; labels can be read. */
    @ParameterizedTest
    @ValueSource(strings = {"report.html light", "report.html dark", "stats.html light", "stats.html dark"})
    void tablesAndLabelsFitBothWidths(String nameAndScheme) {
        String[] words = nameAndScheme.split(" ", -1);
        for (Dimension size : List.of(DESKTOP, PHONE)) {
            Objects.requireNonNull(browser)
                    .executeCdpCommand(
                            "Emulation.setEmulatedMedia",
                            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", words[1]))));
            ChromeDriver driver = open(folder.resolve(words[0]), size);
            assertThat(ask(driver, "window.innerWidth")).isEqualTo((long) size.getWidth());
            assertThat(ask(driver, "matchMedia('(prefers-color-scheme: dark)').matches"))
                    .isEqualTo(words[1].equals("dark"));
            assertThat(ask(driver, """
                    [...document.querySelectorAll('table')].filter(table => {
                      const box = table.closest('.scroll');
                      return !box || getComputedStyle(box).overflowX !== 'auto'
                        || box.getBoundingClientRect().right > innerWidth;
                    }).map(table => table.caption.textContent)""")).as("at %s", size).isEqualTo(List.of());
            assertThat(ask(driver, """
                    [...document.querySelectorAll('.scroll:not(.tall)')].filter(box => box.scrollWidth > box.clientWidth)
                      .map(box => box.querySelector('caption').textContent)""")).as("at %s", size).isEqualTo(List.of());
            assertThat(ask(driver, """
                    [...document.querySelectorAll('svg text')].filter(text => {
                      const svg = text.ownerSVGElement;
                      const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
                      return parseFloat(getComputedStyle(text).fontSize) * scale < 10;
                    }).map(text => text.textContent)""")).as("at %s", size).isEqualTo(List.of());
        }
    }

    /** No text of a chart is cut off by its edge. */
    @ParameterizedTest
    @ValueSource(strings = {"report.html", "stats.html"})
    void textsOfChartsLieInside(String name) {
        for (Dimension size : List.of(DESKTOP, PHONE)) {
            ChromeDriver driver = open(folder.resolve(name), size);
            Object cut = ask(driver, """
                    [...document.querySelectorAll('svg text')].filter(t => {
                      const box = t.getBoundingClientRect(), svg = t.ownerSVGElement.getBoundingClientRect();
                      return box.left < svg.left - 1 || box.right > svg.right + 1 || box.bottom > svg.bottom + 1;
                    }).map(t => t.textContent)""");
            assertThat(cut).as("at %s", size).isEqualTo(List.of());
        }
    }

    @Test
    void sortsAndSearches() {
        ChromeDriver driver = open(report, DESKTOP);
        WebElement heading = heading(driver, "AP");
        heading.findElement(By.tagName("button")).click();
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("descending");
        List<Double> sorted = column(driver, "AP");
        assertThat(sorted).hasSizeGreaterThan(5).isSortedAccordingTo(Comparator.reverseOrder());
        heading.findElement(By.tagName("button")).click();
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(column(driver, "AP")).isSorted();
        WebElement search = driver.findElement(By.id("search"));
        search.sendKeys("aves");
        List<WebElement> shown = driver.findElements(By.cssSelector("#all tbody tr:not([hidden])"));
        assertThat(shown)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getText()).contains("Aves"));
        assertThat(driver.findElement(By.id("found")).getText()).isEqualTo(shown.size() + " of " + sorted.size());
    }

    /** The first rows are there at once, the others after a while; for the printer all of them at once. */
    @Test
    void sortsALongTableInPortions() throws IOException {
        String page = Files.readString(report);
        int from = page.indexOf("<tbody>", page.indexOf("id=\"all\"")) + "<tbody>".length();
        int to = page.indexOf("</tbody>", from);
        Path large = folder.resolve("large.html");
        Files.writeString(
                large, page.substring(0, to) + page.substring(from, to).repeat(49) + page.substring(to));
        ChromeDriver driver = open(large, DESKTOP);
        Object counted = driver.executeAsyncScript("""
                const done = arguments[0];
                const rows = document.getElementById("all").tBodies[0].rows;
                const [species, ap] = ["species", "AP"].map((name) =>
                  [...document.querySelectorAll("#all thead button")].find((each) => each.textContent === name));
                const all = rows.length;
                species.click();
                ap.click();
                const soon = rows.length < all;
                dispatchEvent(new Event("beforeprint"));
                const printed = rows.length === all;
                ap.click();
                const until = performance.now() + 20_000;
                const column = ap.closest("th").cellIndex;
                const wait = () => {
                  if (rows.length < all && performance.now() < until) {
                    requestAnimationFrame(wait);
                    return;
                  }
                  const values = [...rows].map((row) => Number(row.cells[column].textContent));
                  done([soon, printed, rows.length === all, values.every((v, i) => i === 0 || values[i - 1] <= v)]);
                };
                wait();""");
        assertThat(counted).isEqualTo(List.of(true, true, true, true));
    }

    /** {@code -Dinatsounds.test.report=FILE} has another report measured, and says how long each took. */
    @Test
    void opensSortsAndSearchesWithoutAWait() {
        String other = System.getProperty("inatsounds.test.report");
        ChromeDriver driver = open(other == null ? report : Path.of(other), DESKTOP);
        Object loaded = ask(driver, "Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)");
        // Until the frame after it is drawn: that is when somebody sees it.
        Object taken = Objects.requireNonNull(driver.executeAsyncScript("""
                const done = arguments[0], taken = [];
                const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
                const timed = async (action) => {
                  await frame();
                  const from = performance.now();
                  action();
                  await frame();
                  taken.push(Math.round(performance.now() - from));
                };
                (async () => {
                  for (const button of document.querySelectorAll("#all thead button")) {
                    await timed(() => button.click());
                  }
                  const search = document.getElementById("search");
                  for (const word of ["a", "av", "aves", ""]) {
                    await timed(() => { search.value = word; search.dispatchEvent(new Event("input")); });
                  }
                  done(taken);
                })();"""));
        if (other != null) {
            System.err.println("rows " + ask(driver, "document.querySelectorAll('#all tbody tr').length")
                    + ", opened after " + loaded + " ms, sorted and searched in " + taken + " ms");
        }
        assertThat((Long) loaded).isLessThan(5_000);
        assertThat((List<?>) taken)
                .hasSizeGreaterThan(8)
                .allSatisfy(each -> assertThat((Long) each).isLessThan(500));
    }

    private static WebElement heading(ChromeDriver driver, String name) {
        return driver.findElements(By.cssSelector("#all thead th")).stream()
                .filter(th -> th.getText().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> column(ChromeDriver driver, String name) {
        List<String> headings = driver.findElements(By.cssSelector("#all thead th")).stream()
                .map(th -> th.getText().replaceAll("[^A-Za-z0-9-]", ""))
                .toList();
        int column = headings.indexOf(name) + 1;
        return driver.findElements(By.cssSelector("#all tbody tr > :nth-child(" + column + ")")).stream()
                .map(cell -> Double.valueOf(cell.getText()))
                .toList();
    }

    @Test
    void changesBetweenDarkAndLight() {
        ChromeDriver driver = open(report, DESKTOP);
        Object before = ask(driver, "getComputedStyle(document.body).backgroundColor");
        driver.findElement(By.id("theme")).click();
        Object after = ask(driver, "getComputedStyle(document.body).backgroundColor");
        assertThat(after).isNotEqualTo(before);
        driver.findElement(By.id("theme")).click();
        assertThat(ask(driver, "getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(before);
    }

    @Test
    void showsWhatWasConfusedAndCompared() throws IOException {
        ChromeDriver driver = open(report, DESKTOP);
        List<WebElement> pictures = driver.findElements(By.cssSelector("#confusions figure img"));
        assertThat(pictures).isNotEmpty().allSatisfy(picture -> {
            assertThat((Long) Objects.requireNonNull(
                            driver.executeScript("arguments[0].loading = 'eager'; return 1", picture)))
                    .isOne();
            assertThat(picture.getAttribute("alt")).startsWith("Mel spectrogram of a recording of ");
        });
        assertThat(ask(driver, "document.querySelectorAll('#confusions img').length % 2"))
                .isEqualTo(0L);
        // Nobody's folders are in a page that is passed on.
        assertThat(Files.readString(report)).doesNotContain(folder.toString());
        assertThat(driver.findElement(By.id("baseline")).getText())
                .contains("largest gain", "largest loss", "difference");
        assertThat(driver.findElement(By.cssSelector(".tile.main .value")).getText())
                .matches("0\\.\\d{4}");
        assertThat(driver.findElements(By.cssSelector("#map circle"))).isNotEmpty();
    }
}
