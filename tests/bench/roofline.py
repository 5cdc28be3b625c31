"""The roofline of a net (Williams, Waterman and Patterson 2009): how fast each kernel of a step ran,
by how many operations it does for a byte, under what the machine can do.

    roofline.py NETC PROGRAM OUT.svg [ENTRY..]

PROGRAM is an executable that netc built; ENTRY begins the name of what it runs (predict, train).
A kernel's disc has the area of its share of the time. The bytes are those that a kernel touches:
where they come from a cache, a kernel lies above the roof of the memory."""

import json
import math
import subprocess
import sys

from plot import STYLE, words

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 620, 360, 46, 40, 60
COLOURS = ["#3b6fb6", "#e08a2e", "#4a9a5b"]
LARGEST = 16  # the radius of all of the time
LEAST_SHARE = 0.001


def lines(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Axis:
    """Powers of two on a logarithmic axis."""

    def __init__(self, low, high, start, end):
        self.low, self.high = math.floor(math.log2(low)), math.ceil(math.log2(high))
        self.start, self.end = start, end

    def at(self, value):
        share = (math.log2(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self):
        return [2.0 ** i for i in range(self.low, self.high + 1, 2)]


def roofs(machine):
    """The slopes: name and bytes a second of one core."""
    return [(name, machine[name]["bytes_per_second"][0]) for name in ("memory", "L3", "L2")]


def kernels(rows, entry):
    """Operations a byte, operations a second, share of the time."""
    for row in rows:
        if row.get("entry", "").startswith(entry) and row["bytes_per_second"] > 0 \
                and row["flops_per_second"] > 0 and row["share_of_time"] >= LEAST_SHARE:
            speed = row["flops_per_second"]
            yield speed / row["bytes_per_second"], speed / 1e9, row["share_of_time"]


def slope(x, y, name, bandwidth, peak):
    """From where the axis begins to where arithmetic takes over."""
    first, last = 2.0 ** x.low, min(peak / bandwidth, 2.0 ** x.high)
    lowest = 2.0 ** y.low * 1e9 / bandwidth
    first = max(first, lowest)
    yield (f'<path d="M{x.at(first):.1f} {y.at(first * bandwidth / 1e9):.1f}L{x.at(last):.1f} '
           f'{y.at(last * bandwidth / 1e9):.1f}" stroke="#888" fill="none"/>')
    yield words(x.at(first) + 4, y.at(first * bandwidth / 1e9) - 6,
                f"{name} {bandwidth / 1e9:.0f} GB/s", kind="small")


def draw(title, machine, peak, found):
    points = [point for entry in found.values() for point in entry]
    x = Axis(min([0.25, *(p[0] for p in points)]), 1.5 * max([64, *(p[0] for p in points)]), LEFT,
             WIDTH - 10)
    y = Axis(min([1, *(p[1] for p in points)]), max(peak / 1e9, *(p[1] for p in points)) * 1.2,
             HEIGHT - BOTTOM, TOP)
    parts = [words(0, 14, title, kind="title")]
    for tick in x.ticks():
        parts.append(f'<path d="M{x.at(tick):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#8883"/>')
        parts.append(words(x.at(tick), HEIGHT - BOTTOM + 14, f"{tick:g}", "middle", "small"))
    for tick in y.ticks():
        parts.append(f'<path d="M{LEFT} {y.at(tick):.1f}H{WIDTH - 10}" stroke="#8883"/>')
        parts.append(words(LEFT - 5, y.at(tick) + 4, f"{tick:g}", "end", "small"))
    parts.append(words(WIDTH / 2, HEIGHT - BOTTOM + 30, "operations a byte", "middle", "small"))
    parts.append(words(LEFT, TOP - 8, "GFLOP/s", "middle", "small"))
    for place, (entry, entries) in enumerate(found.items()):
        colour = COLOURS[place % len(COLOURS)]
        for intensity, speed, share in sorted(entries, key=lambda p: -p[2]):
            radius = max(1.5, LARGEST * math.sqrt(share * 4))
            parts.append(f'<circle cx="{x.at(intensity):.1f}" cy="{y.at(speed):.1f}" '
                         f'r="{radius:.1f}" fill="{colour}" fill-opacity="0.45" '
                         f'stroke="{colour}"/>')
        parts.append(f'<circle cx="{LEFT + 140 * place + 5}" cy="{HEIGHT - 14}" r="5" '
                     f'fill="{colour}"/>')
        parts.append(words(LEFT + 140 * place + 15, HEIGHT - 10, entry))
    for name, bandwidth in roofs(machine):
        parts += slope(x, y, name, bandwidth, peak)
    parts.append(f'<path d="M{x.at(peak / roofs(machine)[-1][1]):.1f} {y.at(peak / 1e9):.1f}'
                 f'H{WIDTH - 10}" stroke="#888"/>')
    parts.append(words(WIDTH - 12, y.at(peak / 1e9) - 5, f"peak {peak / 1e9:.0f} GFLOP/s", "end",
                       "small"))
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 0 {WIDTH + 6} {HEIGHT}" '
            f'width="{WIDTH + 6}" height="{HEIGHT}">\n<style>{STYLE}</style>\n{body}\n</svg>\n')


def main(netc, program, out, *entries):
    machine = lines(netc, "machine", "--json")[0]
    rows = lines(program, "profile", "--json", "--threads", "1", "--seconds", "0.3")
    head, rows = rows[0], rows[1:]
    found = {}
    for entry in entries or ("predict", "train"):
        found[entry] = list(kernels(rows, entry))
    title = f"{head['net']}: one thread, a disc's area is a kernel's share of the time"
    with open(out, "w") as file:
        file.write(draw(title, machine, head["peak_flops_per_second"], found))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
