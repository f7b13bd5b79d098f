#!/usr/bin/env python3
"""Draws what a terminal shows as an SVG: make_terminal_picture.py < text > picture.svg

A line that begins with "$ " is drawn as what was typed. The picture of the README:

    scripts/inatsounds demo -o demo && cd demo
    { echo '$ inatsounds eval predictions.csv'; inatsounds eval predictions.csv -q --data data; } \\
      | head -n 22 | make_terminal_picture.py > docs/images/terminal.svg
"""
import sys
from xml.sax.saxutils import escape

WIDTH, LINE, SIDE, TOP = 8.4, 19, 18, 44
# Blanks at the start and in rows would be drawn as one.
NO_BREAK = "\u00a0"


def main():
    lines = [line.rstrip("\n") for line in sys.stdin]
    width = round(max(len(line) for line in lines) * WIDTH + 2 * SIDE)
    height = TOP + len(lines) * LINE + SIDE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">')
    print(f"<title>{escape(lines[0])}, and what it prints</title>")
    print(f'<rect width="{width}" height="{height}" rx="10" fill="#16202a"/>')
    for i, colour in enumerate(("#e06c75", "#e5c07b", "#98c379")):
        print(f'<circle cx="{22 + 20 * i}" cy="20" r="6" fill="{colour}"/>')
    print('<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#d7dde4">')
    for i, line in enumerate(lines):
        if line.strip():
            style = ' fill="#8fd18a" font-weight="bold"' if line.startswith("$ ") else ""
            print(f'<text x="{SIDE}" y="{TOP + (i + 1) * LINE - 5}"{style}>{escape(line).replace(" ", NO_BREAK)}</text>')
    print("</g>\n</svg>")


main()
