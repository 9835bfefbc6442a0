#!/usr/bin/env python3
"""Makes land.txt, the outline of the world's land as one SVG path.

usage: outline.py land-110m.json > land.txt

land-110m.json comes with the package world-atlas 2.0.2 of npm (ISC; made from Natural Earth 1:110m, public
domain). The path is in degrees: x = longitude + 180, y = 90 - latitude.
"""

import json
import sys


def arcs(topology):
    """The arcs of a quantised topology, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def ring(all_arcs, numbers):
    """The points of a ring; the number of a reversed arc is its complement."""
    points = []
    for number in numbers:
        arc = all_arcs[number] if number >= 0 else all_arcs[~number][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def parts(points):
    """The points in pieces that do not cross the meridian at which the picture is cut."""
    pieces = [[points[0]]]
    for before, point in zip(points, points[1:]):
        if abs(point[0] - before[0]) > 180:
            pieces.append([])
        pieces[-1].append(point)
    if len(pieces) > 1:  # the ring goes on from its last piece to its first
        pieces[0] = pieces.pop() + pieces[0][1:]
    return [piece for piece in pieces if len(piece) > 2]


def main():
    topology = json.load(open(sys.argv[1], encoding="utf-8"))
    all_arcs = list(arcs(topology))
    shapes = topology["objects"]["land"]["geometries"]
    for shape in shapes:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            for numbers in polygon:
                for part in parts(ring(all_arcs, numbers)):
                    steps = [f"{x + 180:.1f} {90 - y:.1f}" for x, y in part]
                    print("M" + "L".join(steps) + "Z")


main()
