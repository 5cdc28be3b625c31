"""The tables: results.md and results.csv (a row per contender), bursts.csv (a row per burst)."""

import csv
import datetime
import json
import os
import platform
import subprocess

COLUMNS = ["net", "mode", "batch", "threads", "system", "variant", "median", "best", "runs",
           "flops", "peak", "share", "ratio", "ratio_of_bests", "difference", "failed"]
BURST_COLUMNS = ["net", "mode", "batch", "threads", "system", "variant", "round", "median", "best",
                 "runs", "peak"]
QUIET = 0.02  # of the machine's time in others' hands: more than that, and the table says so


def machine(netc_path, program):
    said = subprocess.check_output([program, "info", "--json"], text=True)
    info = json.loads(said.splitlines()[0])
    with open("/proc/cpuinfo") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    revision = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True,
                              text=True, cwd=os.path.dirname(os.path.abspath(__file__)))
    now = datetime.datetime.now(datetime.timezone.utc)
    return {"netc": f"{info['compiler']} {revision.stdout.strip()}".strip(),
            "target": info["target"], "cpu": names[0] if names else platform.machine(),
            "system": f"{platform.system()} {platform.release()}", "count": os.cpu_count(),
            "date": now.strftime("%Y-%m-%dT%H:%MZ")}


def count_threads(threads):
    return f"{threads} thread{'s' if threads > 1 else ''}"


def job_cells(job):
    return [job["net"], f"{job['mode']} {job['batch']}", str(job["threads"])]


def job_name(job):
    return f"{job['net']}, {job['mode']} {job['batch']}, {count_threads(job['threads'])}"


def microseconds(seconds):
    return f"{seconds * 1e6:,.1f}" if seconds < 1e-2 else f"{seconds * 1e6:,.0f}"


def percent(share):
    return f"{100 * share:.1f} %"


def grouped(rows):
    """Rows of one job, in order."""
    jobs = {}
    for row in rows:
        jobs.setdefault((row["net"], row["mode"], row["batch"], row["threads"]), []).append(row)
    return list(jobs.values())


def table(head, lines):
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for line in lines:
        yield "| " + " | ".join(line) + " |"


def fastest(rows, system, floats):
    able = [row for row in rows if row["system"] == system and not row["failed"]
            and (row["variant"] == "floats") <= floats]
    return min(able, key=lambda row: row["median"], default=None)


def summary(rows):
    """netc and the fastest variant of each peer that does the whole job."""
    for job in grouped(rows):
        ours = job[0]
        line = [*job_cells(ours), microseconds(ours["median"]), percent(ours["share"])]
        for system in "PyTorch", "ONNX Runtime":
            row = fastest(job, system, False)
            line += [f"{microseconds(row['median'])} ({row['variant']})", percent(row["share"]),
                     f"**{row['ratio']:.2f}**"] if row else ["-", "-", "-"]
        yield line


def details(rows):
    for job in grouped(rows):
        for row in job:
            line = [*job_cells(row), f"{row['system']} {row['variant']}".strip()]
            if "median" in row:
                line += [microseconds(row["median"]), microseconds(row["best"]), f"{row['runs']:,}",
                         percent(row["share"]), f"{row['ratio']:.2f}",
                         f"{row['ratio_of_bests']:.2f}"]
            else:
                line += ["-"] * 6
            if row["failed"]:
                line.append(row["failed"].replace("|", "/"))
            else:
                line.append("" if row["difference"] is None else f"{row['difference']:.1e}")
            yield line


def peaks(rows):
    for threads in sorted({row["threads"] for row in rows}):
        found = sorted(row["peak"] / 1e9 for row in rows if row["threads"] == threads and
                       row["system"] == "netc")
        yield (f"{count_threads(threads)} "
               f"{found[len(found) // 2]:.1f} GFLOP/s ({found[0]:.1f} to {found[-1]:.1f})")


NOTE = """\
All in one run, in turn, {rounds} bursts of {seconds} s each, on the same pinned CPUs. Times are
microseconds of a call: the median of the bursts' medians. A ratio is the peer's time by netc's:
above 1, netc is faster. Shares of peak count the multiply-adds of the products alone, the same
number for all. Peers are called from Python, as their users do; netc from its own executable."""

DETAILS_NOTE = """\
`floats` gets pictures that are scaled already; the others get bytes, as netc does. The last column
is how far logits, or the losses of eight steps, are from netc's, relative to the largest."""


def disturbance(machine):
    shares = f"{percent(machine['others'])} of the machine, its host {percent(machine['stolen'])}."
    if machine["others"] > QUIET or machine["stolen"] > QUIET:
        return f"**Not idle: other processes took {shares} These figures are not to be relied on.**"
    return f"Other processes took {shares}"


def text(machine, rows):
    yield f"# {machine['netc']} against {' and '.join(machine['versions'])}"
    yield ""
    yield f"{machine['date']}, {machine['cpu']}, {machine['count']} CPUs, {machine['system']};"
    yield f"netc's code is for {machine['target']}. Peak of multiply-and-add, measured between the"
    yield f"runs: {', '.join(peaks(rows))}."
    yield disturbance(machine)
    yield ""
    yield NOTE.format(**machine)
    yield ""
    yield "## netc and the fastest variant of each peer"
    yield ""
    yield from table(["net", "job", "threads", "netc, us", "of peak", "PyTorch, us", "of peak",
                      "ratio", "ONNX Runtime, us", "of peak", "ratio"], summary(rows))
    yield ""
    yield "## Everything"
    yield ""
    yield DETAILS_NOTE
    yield ""
    yield from table(["net", "job", "threads", "system", "median, us", "best, us", "runs",
                      "of peak", "ratio", "ratio of bests", "difference"], details(rows))


def write_csv(path, columns, rows):
    with open(path, "w", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write(work, machine, rows, bursts):
    lines = "\n".join(text(machine, rows)) + "\n"
    with open(f"{work}/results.md", "w") as file:
        file.write(lines)
    write_csv(f"{work}/results.csv", COLUMNS, rows)
    write_csv(f"{work}/bursts.csv", BURST_COLUMNS, bursts)
    print(lines)
    print(f"in {work}: results.md results.csv bursts.csv")
