"""results.csv (a row per contender) and bursts.csv (a row per burst): what every run adds to."""

import csv
import datetime
import json
import os
import platform
import subprocess

import nets

KEY = ["net", "mode", "batch", "threads"]
NUMBERS = {"batch": int, "threads": int, "runs": int, "rounds": int,
           **dict.fromkeys(["time", "median", "best", "cpu", "flops", "peak", "share", "ratio",
                            "difference", "made_in", "others", "stolen", "seconds"], float)}
COLUMNS = [*KEY, "system", "variant", "version", "time", "meter", "median", "best", "cpu", "runs",
           "rounds", "flops", "peak", "share", "ratio", "difference", "failed", "made_in", "others",
           "stolen", "seconds", "netc", "target", "machine", "bandwidths", "date"]
BURST_COLUMNS = [*KEY, "system", "variant", "round", "median", "best", "cpu", "runs", "peak"]
QUIET = 0.02  # of the machine's time in others' hands


def bandwidths(figures):
    return ", ".join(f"{place} {figures[place]['bytes_per_second'][0] / 1e9:.0f}"
                     for place in ("L1", "L2", "L3", "memory"))


def machine(netc):
    """Columns that all rows of a run share."""
    figures = json.loads(subprocess.check_output([netc, "machine", "--json"], text=True))
    with open("/proc/cpuinfo") as file:
        names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    revision = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True,
                              text=True, cwd=os.path.dirname(os.path.abspath(__file__)))
    version = subprocess.check_output([netc, "--version"], text=True).strip()
    now = datetime.datetime.now(datetime.timezone.utc)
    return {"netc": f"{version} {revision.stdout.strip()}".strip(), "target": figures["cpu"],
            "machine": f"{names[0] if names else platform.machine()}, {figures['cores']} CPUs, "
                       f"{platform.system()} {platform.release()}",
            "bandwidths": bandwidths(figures), "date": now.strftime("%Y-%m-%dT%H:%MZ")}


def finished(rows, netc, shared):
    """Rows of one job with what follows from them. On a machine that others use, one thread's time
    is that of its CPU, in which what others took is not contained, if it is less than the median of
    the clock, which knows nothing of others in runs that are short. Two threads wait for each
    other, so theirs is that of the clock, whatever it is worth."""
    job = netc.job
    flops = nets.record(job["net"], job["batch"], job["mode"] == "train").flops()
    busy = shared["others"] + shared["stolen"] > QUIET
    meters = ("median", "cpu") if busy and job["threads"] == 1 else ("median",)
    peak = netc.median("peak") if netc.bursts else None
    for row in rows:
        row |= {**shared, "flops": flops, "peak": peak}
        if "median" not in row:
            continue
        meter = min(meters, key=row.get)
        row |= {"meter": meter, "time": row[meter]}
        if netc.bursts:
            row |= {"share": flops / row["time"] / peak, "ratio": row["time"] / rows[0]["time"]}
    return rows


def key(row):
    return tuple(row[name] for name in KEY)


class Store:
    def __init__(self, work):
        self.work = work
        self.rows, self.bursts = self.read("results.csv"), self.read("bursts.csv")

    def read(self, name):
        try:
            with open(f"{self.work}/{name}", newline="") as file:
                rows = list(csv.DictReader(file))
        except FileNotFoundError:
            return []
        return [{column: NUMBERS.get(column, str)(text) if text else None
                 for column, text in row.items()} for row in rows]

    def write(self, name, columns, rows):
        with open(f"{self.work}/{name}.part", "w", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        os.replace(f"{self.work}/{name}.part", f"{self.work}/{name}")

    def has(self, job, netc):
        return any(key(row) == key(job) and row["netc"] == netc for row in self.rows)

    def replace(self, job, rows, bursts):
        rows = [{column: row.get(column) for column in COLUMNS} for row in rows]
        self.rows = [row for row in self.rows if key(row) != key(job)] + rows
        self.bursts = [row for row in self.bursts if key(row) != key(job)] + bursts
        self.write("results.csv", COLUMNS, self.rows)
        self.write("bursts.csv", BURST_COLUMNS, self.bursts)
