"""results.svg: for each way to run a net, how many times faster netc is than the fastest peer."""

import math
from html import escape

ROW, BAR, NAMES, PANEL, GAP, TOP, BOTTOM = 22, 8, 110, 250, 24, 62, 46
FIGURE = 26  # the room that a figure takes
COLOURS = {1: "#3b6fb6", 2: "#e08a2e"}
OTHER = "#777777"
STYLE = ("text{font:12px sans-serif;fill:#222}.small{font-size:10px;fill:#555}"
         ".title{font-weight:bold}"
         "@media(prefers-color-scheme:dark){text{fill:#ddd}.small{fill:#aaa}}")


class Scale:
    """Ratios on a logarithmic axis that holds them all, and 1."""

    def __init__(self, ratios, left):
        self.low = 2 ** math.floor(math.log2(min([0.5, *ratios])))
        self.high = 2 ** math.ceil(math.log2(max([4, *ratios])))
        self.left = left

    def at(self, ratio):
        share = math.log(ratio / self.low) / math.log(self.high / self.low)
        return self.left + PANEL * share

    def ticks(self):
        steps = int(math.log2(self.high / self.low))
        return [self.low * 2 ** i for i in range(0, steps + 1, 1 if steps <= 6 else 2)]


def line(x, top, bottom, colour, dashes=""):
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M{x:.1f} {top}V{bottom}" stroke="{colour}"{more}/>'


def words(x, y, text, anchor="start", kind=""):
    kind = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>{escape(text)}</text>'


def bar(scale, ratio, every, y, colour):
    """A bar from 1, and its figure, which the dashes do not cross."""
    begin, end = sorted((scale.at(1), scale.at(ratio)))
    dashes = scale.at(every)
    after = dashes if end <= dashes < end + FIGURE else end
    yield (f'<rect x="{begin:.1f}" y="{y:.1f}" width="{max(1, end - begin):.1f}" height="{BAR}" '
           f'fill="{colour}"/>')
    yield words(after + 3, y + BAR - 0.5, f"{ratio:.2f}", kind="small")


def panel(entries, names, threads, title, every, middle, scale, bottom):
    yield words(scale.left, TOP - 26, title, kind="title")
    yield words(scale.left, TOP - 12, f"dashes: {every}, what every net is to reach", kind="small")
    for tick in scale.ticks():
        yield line(scale.at(tick), TOP, bottom, "#8884")
        yield words(scale.at(tick), bottom + 13, f"{tick:g}", "middle", "small")
    for net, count, ratio in entries:
        y = TOP + names.index(net) * ROW + 2 + threads.index(count) * (BAR + 1)
        yield from bar(scale, ratio, every, y, COLOURS.get(count, OTHER))
    yield line(scale.at(1), TOP, bottom, "#888")
    yield line(scale.at(every), TOP, bottom, "#b33", "4 3")


def draw(ratios, modes):
    """An SVG as text. ratios: (net, mode, threads, ratio); modes: titles and targets by mode."""
    names = list(dict.fromkeys(net for net, *_ in ratios))
    threads = sorted({count for _, _, count, _ in ratios})
    bottom = TOP + ROW * len(names)
    width, height = NAMES + (PANEL + GAP + 20) * len(modes), bottom + BOTTOM
    title = "netc against the fastest peer: its time by netc's, above 1 netc is faster"
    parts = [words(0, 14, title, kind="title")]
    for i, name in enumerate(names):
        parts.append(words(NAMES - 8, TOP + i * ROW + 14, name, "end"))
    for place, (mode, (title, every, middle)) in enumerate(modes.items()):
        entries = [(net, count, ratio) for net, kind, count, ratio in ratios if kind == mode]
        scale = Scale([ratio for *_, ratio in entries], NAMES + place * (PANEL + GAP + 20))
        parts += panel(entries, names, threads, title, every, middle, scale, bottom)
    for i, count in enumerate(threads):
        x = NAMES + 120 * i
        parts.append(f'<rect x="{x}" y="{bottom + 26}" width="10" height="10" '
                     f'fill="{COLOURS.get(count, OTHER)}"/>')
        parts.append(words(x + 15, bottom + 35, f"{count} thread{'s' if count > 1 else ''}"))
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 0 {width} {height}" '
            f'width="{width}" height="{height}">\n<style>{STYLE}</style>\n{body}\n</svg>\n')
