#!/usr/bin/env python3
"""Makes the outline of the land that maps of recordings are drawn on.

  scripts/make_land.py ne_110m_land.geojson > src/main/resources/org/inatsounds/report/page/land.svgpath

The input is the 1:110m land layer of Natural Earth (naturalearthdata.com), which is in the public domain. The output is one
path of SVG: x is degrees east of -180, y degrees south of 90, in tenths, each ring relative to its first point. Points that
lie closer than TOLERANCE degrees to the line between their neighbours are left out (Douglas and Peucker), and islands of
less than SMALLEST square degrees.
"""
import json
import sys

TOLERANCE = 0.35
SMALLEST = 0.6


def distance(p, a, b):
    (px, py), (ax, ay), (bx, by) = p, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    if length == 0:
        return ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
    t = max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / length))
    return ((px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2) ** 0.5


def simplified(points):
    if len(points) < 3:
        return points
    far, at = max((distance(p, points[0], points[-1]), i) for i, p in enumerate(points[1:-1], 1))
    if far <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: at + 1])[:-1] + simplified(points[at:])


def area(ring):
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:]))) / 2


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        features = json.load(file)["features"]
    path = []
    for feature in features:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for ring in (polygon[0] for polygon in polygons):
            ring = [(x, y) for x, y, *_ in ring]
            if area(ring) < SMALLEST:
                continue
            half = len(ring) // 2
            points = simplified(ring[: half + 1])[:-1] + simplified(ring[half:])[:-1]
            tenths = [(round((x + 180) * 10), round((90 - y) * 10)) for x, y in points]
            steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(tenths, tenths[1:])]
            text = "M%d,%dl" % tenths[0] + " ".join("%d,%d" % step for step in steps if step != (0, 0)) + "z"
            path.append(text)
    print("\n".join(path))


main()
