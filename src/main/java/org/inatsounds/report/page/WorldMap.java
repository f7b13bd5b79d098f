package org.inatsounds.report.page;

import java.util.List;

/** A map of the world in degrees, with a dot a cell: the more recordings, the larger. */
final class WorldMap {

    private static final int TENTHS = 10;
    private static final int WIDTH = 360 * TENTHS;

    /** Where the map ends: there are no recordings of the inland ice. */
    private static final int SOUTHERNMOST = -60;

    private static final int NORTHERNMOST = 85;

    /**
     * A cell.
     *
     * @param latitude of its middle, degrees north
     * @param longitude of its middle, degrees east
     * @param recordings at least 1
     * @param share between 0 and 1, such as how many were recognised; negative where there is no such thing
     * @param text what it holds, in words
     */
    record Cell(double latitude, double longitude, int recordings, double share, String text) {}

    private WorldMap() {}

    /**
     * Draws.
     *
     * @param degrees how wide a cell is: the largest dot fills it
     */
    static String draw(String label, double degrees, List<Cell> cells) {
        int height = (NORTHERNMOST - SOUTHERNMOST) * TENTHS;
        Svg svg = new Svg("chart map", (90 - NORTHERNMOST) * TENTHS, WIDTH, height, label);
        svg.path("land", Page.resource("land.svgpath").strip());
        int most = cells.stream().mapToInt(Cell::recordings).max().orElse(1);
        for (Cell cell : cells) {
            double area = Math.sqrt(cell.recordings / (double) most);
            double radius = Math.max(6, area * degrees * TENTHS * 0.7);
            double latitude = Math.max(SOUTHERNMOST, Math.min(NORTHERNMOST, cell.latitude));
            svg.dot(classOf(cell.share), (cell.longitude + 180) * TENTHS, (90 - latitude) * TENTHS, radius, cell.text);
        }
        return svg.markup();
    }

    /** One of five colours, from missed to recognised. */
    private static String classOf(double share) {
        return share < 0 ? "place" : "place share" + Math.min(4, (int) (share * 5));
    }
}
