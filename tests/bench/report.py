"""results.md: netc against the best of the peers, the targets, and everything that was measured."""

import math

import nets
import plot
import results

MODES = {"predict 1": "prediction, batch 1", "predict": "prediction, larger batch",
         "train": "training step"}
# By mode: the least ratio to the fastest peer that every net is to reach, and the geometric mean.
TARGETS = {"predict 1": (1.2, 2), "predict": (1.2, 1.7), "train": (1.3, 2.5)}
TWO_THREADS, LONG = 1.85, 10e-3  # one thread's time by two's, on nets that take that many seconds


def count_threads(threads):
    return f"{threads} thread{'s' if threads > 1 else ''}"


def job_cells(job):
    batch = f"{job['batch']:,} nodes" if nets.NETS[job["net"]].data == "cora" else job["batch"]
    return [job["net"], f"{job['mode']} {batch}", str(job["threads"])]


def job_name(job):
    return f"{job['net']}, {job['mode']} {job['batch']}, {count_threads(job['threads'])}"


def mode_of(row):
    single = row["mode"] == "predict" and row["batch"] == 1
    return "predict 1" if single else row["mode"]


def microseconds(seconds):
    return f"{seconds * 1e6:,.1f}" if seconds < 1e-2 else f"{seconds * 1e6:,.0f}"


def percent(share):
    return f"{100 * share:.1f} %"


def order(row):
    names = list(nets.NETS)
    return row["threads"], names.index(row["net"]), row["mode"], row["batch"]


def jobs_of(rows):
    """Rows by job, in order; a net that is no longer among them is passed over."""
    jobs = {}
    for row in sorted((row for row in rows if row["net"] in nets.NETS), key=order):
        jobs.setdefault(results.key(row), []).append(row)
    return list(jobs.values())


def able(rows, system=None):
    return [row for row in rows if row.get("ratio") and not row["failed"] and
            row["system"] != "netc" and system in (None, row["system"])]


def fastest(rows, system=None):
    return min(able(rows, system), key=lambda row: row["time"], default=None)


def best_ratios(jobs):
    """(job's first row, its ratio to the fastest peer) of those that have both."""
    for rows in jobs:
        best = fastest(rows)
        if best:
            yield rows[0], best["ratio"]


def table(head, lines):
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for line in lines:
        yield "| " + " | ".join(line) + " |"


# -- parts of the report ---------------------------------------------------------------------------

def is_busy(row):
    return (row.get("others") or 0) + (row.get("stolen") or 0) > results.QUIET


def mark(row):
    return "" if not is_busy(row) else " ~" if row["threads"] == 1 else " ~~"


def summary(jobs, systems):
    for rows in jobs:
        ours, best = rows[0], fastest(rows)
        line = job_cells(ours)
        if not ours.get("time"):
            yield line + [ours["failed"] or "-"] + ["-"] * (2 + len(systems))
            continue
        line += [microseconds(ours["time"]) + mark(ours), percent(ours["share"])]
        line.append(f"**{best['ratio']:.2f}**" if best else "-")
        for system in systems:
            row = fastest(rows, system)
            line.append(f"{row['ratio']:.2f} {row['variant']}" if row else "-")
        yield line


def mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def met(found, asked):
    return "met" if found >= asked else "**not met**"


def targets(jobs):
    found = list(best_ratios(jobs))
    for mode, (every, middle) in TARGETS.items():
        for threads in sorted({row["threads"] for row, _ in found}):
            here = [(ratio, row["net"]) for row, ratio in found
                    if mode_of(row) == mode and row["threads"] == threads]
            if not here:
                continue
            least, net = min(here)
            reached = sum(ratio >= every for ratio, _ in here)
            name = f"{MODES[mode]}, {count_threads(threads)}"
            yield [name, f"every net {every}",
                   f"{reached} of {len(here)} nets; least {least:.2f} ({net})", met(least, every)]
            geometric = mean([ratio for ratio, _ in here])
            yield [name, f"geometric mean {middle}", f"{geometric:.2f} of {len(here)} nets",
                   met(geometric, middle)]
    yield from scaling(jobs)


def scaling(jobs):
    times = {results.key(rows[0]): rows[0] for rows in jobs if rows[0].get("median")}
    gains = []
    for (net, mode, batch, threads), row in times.items():
        two = times.get((net, mode, batch, 2))
        if threads == 1 and two and row["median"] >= LONG:
            gains.append((row["median"] / two["median"], f"{net}, {mode} {batch}"))
    if gains:
        least, name = min(gains)
        reached = sum(gain >= TWO_THREADS for gain, _ in gains)
        yield ["two threads against one, jobs above 10 ms", f"each {TWO_THREADS}",
               f"{reached} of {len(gains)}; least {least:.2f} ({name})", met(least, TWO_THREADS)]


def details(jobs):
    for row in (row for rows in jobs for row in rows):
        line = [*job_cells(row), f"{row['system']} {row['variant'] or ''}".strip()]
        if row.get("median"):
            line += [microseconds(row[name]) for name in ("median", "best", "cpu")]
            line.append(f"{row['runs']:,}")
            line += ([percent(row["share"]), f"{row['ratio']:.2f}"] if row.get("ratio") else
                     ["-"] * 2)
        else:
            line += ["-"] * 6
        if row["failed"]:
            line.append(row["failed"].replace("|", "/").replace("\n", " "))
        else:
            line.append("" if row["difference"] is None else f"{row['difference']:.1e}")
        yield line


def peaks(jobs):
    for threads in sorted({rows[0]["threads"] for rows in jobs}):
        found = sorted(rows[0]["peak"] / 1e9 for rows in jobs
                       if rows[0]["threads"] == threads and rows[0].get("peak"))
        if found:
            yield (f"{count_threads(threads)} {found[len(found) // 2]:.1f} GFLOP/s "
                   f"({found[0]:.1f} to {found[-1]:.1f})")


def span(values):
    values = sorted({value for value in values if value})
    return "?" if not values else values[0] if len(values) == 1 else f"{values[0]} to {values[-1]}"


def latest(rows, column):
    return max(rows, key=lambda row: row["date"]).get(column) or "?"


NOTE = """\
All contenders of a job run in turn, bursts of {seconds} s, on the same pinned CPUs. Times are
microseconds of a call. A ratio is the peer's time by netc's: above 1, netc is faster; the bold one
is to the fastest peer of all, the others to each peer's fastest variant. Shares of peak count the
multiply-adds of the products alone, the same number for all: a form that needs fewer can be above
100 %. Peers are called from Python, as their users do; netc from its own executable."""

BUSY_NOTE = """\
**The machine was not idle.** Where others took more than {quiet} of it, times are marked: with ~
they are the time of the CPU, in which what others took is not contained, where that is less than
the clock's (one thread); with ~~ they are the clock's and not to be relied on (more threads)."""

DETAILS_NOTE = """\
Median and best of the clock, and the mean time of all CPUs, of a call. The last column is how far
results, or the losses of the first steps, are from netc's, relative to the largest; or why there is
no figure."""


def text(rows):
    jobs = jobs_of(rows)
    rows = [row for rows in jobs for row in rows]
    systems = list(dict.fromkeys(row["system"] for row in rows if row["system"] != "netc"))
    versions = list(dict.fromkeys(row["version"] for row in rows if row["version"]))
    yield f"# {span([row['netc'] for row in rows])} against {', '.join(versions)}"
    yield ""
    yield f"{span([row['date'] for row in rows])}; {span([row['machine'] for row in rows])};"
    yield f"netc's code is for {span([row['target'] for row in rows])}. Peak of multiply-and-add,"
    yield f"measured between the runs: {', '.join(peaks(jobs))}. One core reads, in GB/s:"
    yield f"{latest(rows, 'bandwidths')}."
    yield ""
    yield NOTE.format(seconds=span([str(row["seconds"] or "") for row in rows]))
    if any(is_busy(row) for row in rows):
        yield BUSY_NOTE.format(quiet=percent(results.QUIET))
    yield ""
    yield "## Targets"
    yield ""
    yield from table(["of", "target", "found", ""], targets(jobs))
    yield ""
    yield "## netc and its peers"
    yield ""
    yield "![ratio to the fastest peer](results.svg)"
    yield ""
    yield from table(["net", "job", "threads", "netc, us", "of peak", "ratio", *systems],
                     summary(jobs, systems))
    yield ""
    yield "## Everything"
    yield ""
    yield DETAILS_NOTE
    yield ""
    yield from table(["net", "job", "threads", "system", "median, us", "best, us", "CPU, us",
                      "runs", "of peak", "ratio", "difference"], details(jobs))


def write(work, rows):
    if not rows:
        return
    with open(f"{work}/results.md", "w") as file:
        file.write("\n".join(text(rows)) + "\n")
    with open(f"{work}/results.svg", "w") as file:
        file.write(plot.draw([(row["net"], mode_of(row), row["threads"], ratio)
                              for row, ratio in best_ratios(jobs_of(rows))],
                             {mode: (MODES[mode], *TARGETS[mode]) for mode in MODES}))
