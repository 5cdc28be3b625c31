"""Cora as arrays, as netc's reader `planetoid` gives it: an edge for each direction of a link."""

import os

import numpy


def rows_of(folder, end):
    [name] = [name for name in os.listdir(folder) if name.endswith(end)]
    with open(f"{folder}/{name}") as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip()]


def read(folder):
    papers, links = rows_of(folder, ".content"), rows_of(folder, ".cites")
    parts = dict(rows_of(folder, ".split"))
    places = {row[0]: place for place, row in enumerate(papers)}
    classes = sorted({row[-1] for row in papers})
    both = [(places[a], places[b]) for a, b in links] + [(places[b], places[a]) for a, b in links]
    edges = numpy.array(both, "i4")
    return {"x": numpy.array([row[1:-1] for row in papers], "f4"),
            "g.source": edges[:, 0].copy(), "g.target": edges[:, 1].copy(),
            "label": numpy.array([classes.index(row[-1]) for row in papers], "i4"),
            "mask": numpy.array([parts.get(row[0]) == "train" for row in papers])}
