"""netc's side, by its executables alone: the case that peers must agree with, and the bursts."""

import csv
import gzip
import json
import os
import subprocess

import numpy

STEPS = 8  # of training that are compared
ROWS = 64


def check_output(command, cpus=None):
    pin = (lambda: os.sched_setaffinity(0, cpus)) if cpus else None
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=pin)
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def read_idx(path, header, shape):
    with gzip.open(path) as file:
        data = file.read(header + int(numpy.prod(shape)))
    return numpy.frombuffer(data[header:], "u1").reshape(shape)


def write_idx(path, array):
    sizes = b"".join(int(size).to_bytes(4, "big") for size in array.shape)
    with open(path, "wb") as file:
        file.write(bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes())


def make_case(program, folder, source):
    """One batch of Fashion-MNIST as all the data there is, so that an epoch is one step. Weights
    come from one step off netc's own start; logits and losses are what netc makes of them."""
    data = f"{folder}/data"
    os.makedirs(data, exist_ok=True)
    images = read_idx(f"{source}/t10k-images-idx3-ubyte.gz", 16, (ROWS, 28, 28))
    labels = read_idx(f"{source}/t10k-labels-idx1-ubyte.gz", 8, (ROWS,))
    for part in "train", "t10k":
        write_idx(f"{data}/{part}-images-idx3-ubyte", images)
        write_idx(f"{data}/{part}-labels-idx1-ubyte", labels)
    case = {name: f"{folder}/{name}.npy" for name in ("pictures", "labels", "logits")}
    case["weights"] = f"{folder}/weights.safetensors"
    numpy.save(case["pictures"], images.reshape(ROWS, 1, 28, 28))
    numpy.save(case["labels"], labels)
    common = [program, "train", "--quiet", "--data", data, "--batch", str(ROWS)]
    check_output([*common, "--epochs", "1", "--save", case["weights"]])
    check_output([program, "predict", "--weights", case["weights"], "--output", case["logits"],
                  case["pictures"]])
    check_output([*common, "--epochs", str(STEPS), "--weights", case["weights"], "--log",
                  f"{folder}/losses.csv", "--save", f"{folder}/after.safetensors"])
    with open(f"{folder}/losses.csv") as file:
        case["losses"] = [float(row["loss"]) for row in csv.DictReader(file)]
    return case


def burst(program, case, mode, batch, threads, cpus, seconds):
    """A fresh process on made-up pictures. The reply has the peak that it measured just before."""
    lines = check_output(
        [program, "bench", "--json", "--only", mode, "--batch", str(batch), "--threads",
         str(threads), "--seconds", str(seconds), "--weights", case["weights"]], cpus).splitlines()
    head, row = map(json.loads, lines)
    return {"median": row["median_seconds"], "best": row["best_seconds"], "runs": row["runs"],
            "peak": head["peak_flops_per_second"]}
