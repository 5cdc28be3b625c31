"""netc's side, by its executables alone: builds, the case that peers must agree with, and bursts.

An example is compiled as it is, but for what a comparison cannot share: the data are one batch in
npy files, so that an epoch is one step; nothing is held back, augmented or scheduled. Losses are
compared without dropout, whose draws no two systems have in common, and timed with it.
"""

import csv
import json
import math
import os
import re
import shutil
import subprocess

import numpy

import cora
import nets

HEAVY = 2e10  # operations of a step, above which fewer steps are compared
STEPS = {False: 8, True: 3}


class Fault(Exception):
    """A net cannot be measured; the table says why, and the others go on."""


def check_output(command, cpus=None):
    pin = (lambda: os.sched_setaffinity(0, cpus)) if cpus else None
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=pin)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit {done.returncode}"]
        raise Fault(f"{os.path.basename(command[0])} {command[1]}: {lines[0]}")
    return done.stdout


# -- building --------------------------------------------------------------------------------------

def adapted(name, text, drops):
    """The text of an example with the train block that a comparison needs."""
    net = nets.NETS[name]
    if net.data != "cora":
        training = nets.record(name, net.step, True)
        fields = ", ".join(f'{one.name}: "{one.name}.npy"' for one in training.inputs)
        reader = (f"npy({fields})\n  valid = split(0)" if net.data == "npy" else
                  'text("made.txt", held: 0)')
        data = f"  data = {reader}\n  batch = {net.step}\n"
        text = re.sub(r"^  (batch|valid) +=.*\n", "", text, flags=re.M)
        text = re.sub(r"^  data +=.*\n", data, text, flags=re.M)
    text = re.sub(r"^  (augment|schedule|stop) +=.*\n", "", text, flags=re.M)
    if not drops:
        text = re.sub(r"(dropout\(|drop: )[0-9.]+", r"\g<1>0", text)
    return text


def write_if_new(path, text):
    try:
        with open(path) as file:
            if file.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, "w") as file:
        file.write(text)


def kinds_of(name):
    """The executables that a net needs: one to time; one without dropout, where it has some."""
    with open(nets.source_of(name)) as file:
        return ("timed", "plain") if re.search(r"dropout\(|drop: ", file.read()) else ("timed",)


def build(netc, name, folder, drops):
    """The executable, made anew where the compiler or the text is newer."""
    source, kind = nets.source_of(name), "net" if drops else "without_dropout"
    os.makedirs(folder, exist_ok=True)
    with open(source) as file:
        text = adapted(name, file.read(), drops)
    path, program = f"{folder}/{kind}.net", f"{folder}/{kind}"
    write_if_new(path, text)
    batches = nets.NETS[name].batches
    bind = ["--bind", f"B={','.join(map(str, batches))}"] if len(batches) > 1 else []
    inputs = [netc, path]
    for line in re.findall(r'^import "(.*)"', text, flags=re.M):
        with open(f"{os.path.dirname(source)}/{line}") as file:
            write_if_new(f"{folder}/{line}", file.read())
        inputs.append(f"{folder}/{line}")
    write_if_new(f"{program}.options", " ".join(bind))
    inputs.append(f"{program}.options")
    newest = max(os.stat(one).st_mtime for one in inputs)
    if not os.path.exists(program) or os.stat(program).st_mtime < newest:
        check_output([netc, "build", path, "-o", f"{program}.part", *bind])
        os.replace(f"{program}.part", program)
    return program


# -- the case --------------------------------------------------------------------------------------

def made(one, generator):
    if one.zeros:
        return numpy.zeros(one.shape, "f4")
    if one.dtype == "f32":
        return generator.standard_normal(one.shape, "f4")
    high = 256 if one.dtype == "u8" else one.bound
    return generator.integers(one.low, high, one.shape, {"u8": "u1", "i32": "i4"}[one.dtype])


def made_text(inputs, generator, folder):
    """made.txt, and what a net that foretells the next symbol gets of it: a row goes on where the
    last one ends."""
    shape, symbols = inputs["text"].shape, inputs["text"].bound
    numbers = generator.integers(0, symbols, math.prod(shape) + 1, "i4")
    numbers[:symbols] = range(symbols)  # all occur: they are numbered in the order of their bytes
    with open(f"{folder}/made.txt", "wb") as file:
        file.write((numbers + ord("!")).astype("u1").tobytes())
    return {"text": numbers[:-1].reshape(shape), "label": numbers[1:].reshape(shape),
            **{name: made(one, generator) for name, one in inputs.items() if one.zeros}}


def make_data(name, folder, data):
    """Inputs of a step by name; predictions take the first rows of them."""
    kind, generator = nets.NETS[name].data, numpy.random.default_rng(1)
    inputs = {one.name: one for one in nets.record(name, nets.NETS[name].step, True).inputs}
    if kind == "cora":
        try:
            arrays = cora.read(f"{data}/cora")
        except (OSError, ValueError) as error:
            raise Fault(f"no Cora in NETC_DATA: {error}") from error
    elif kind == "text":
        arrays = made_text(inputs, generator, folder)
    else:
        arrays = {key: made(one, generator) for key, one in inputs.items()}
    for key, array in arrays.items():
        numpy.save(f"{folder}/{key}.npy", array)
    return {key: f"{folder}/{key}.npy" for key in arrays}


def predict(program, case, name, batch, folder):
    """The file of the first result of a prediction."""
    files = []
    for one in nets.record(name, batch, False).inputs:
        if not one.zeros:
            array = numpy.load(case["inputs"][one.name])
            files.append(f"{folder}/{one.name}.predict.npy")
            # As many rows and steps as the prediction has.
            numpy.save(files[-1], array[tuple(slice(size) for size in one.shape)])
    results = f"{folder}/result.{batch}.npy"
    check_output([program, "predict", "--weights", case["weights"], "--output", results, *files])
    for file in files:
        os.remove(file)
    return results


class Case:
    """What peers must agree with: weights come from one step off netc's own start; results and
    losses are what netc makes of them. Parts are made when they are asked for, and kept for as long
    as the executable is the same."""

    def __init__(self, program, name, folder, data):
        """program: the executable without dropout."""
        self.program, self.name, self.folder, self.net = program, name, folder, nets.NETS[name]
        self.root = data if self.net.data == "cora" else folder
        os.makedirs(folder, exist_ok=True)
        self.parts = self.kept()
        if not self.parts:
            inputs = make_data(name, folder, data)
            self.parts = {"made_by": self.stamp(), "inputs": inputs, "results": {},
                          "rate": self.net.rate * self.net.optimizer.lr,
                          "weights": f"{folder}/weights.safetensors"}
            self.train("--epochs", "1", "--lr", str(self.parts["rate"]), "--save",
                       self.parts["weights"])
            self.keep()

    def stamp(self):
        return [os.stat(self.program).st_mtime, os.stat(nets.__file__).st_mtime]

    def kept(self):
        try:
            with open(f"{self.folder}/case.json") as file:
                parts = json.load(file)
        except FileNotFoundError:
            return None
        return parts if parts["made_by"] == self.stamp() else None

    def keep(self):
        with open(f"{self.folder}/case.json", "w") as file:
            json.dump(self.parts, file)

    def train(self, *options):
        check_output([self.program, "train", "--quiet", "--data", self.root, *options])
        for left_over in os.listdir(self.folder):
            if left_over.endswith(".ckpt.safetensors"):
                os.remove(f"{self.folder}/{left_over}")

    def losses(self):
        steps = STEPS[nets.record(self.name, self.net.step, True).flops() > HEAVY]
        log, after = f"{self.folder}/losses.csv", f"{self.folder}/after.safetensors"
        self.train("--epochs", str(steps), "--weights", self.parts["weights"], "--lr",
                   str(self.parts["rate"]), "--log", log, "--save", after)
        os.remove(after)
        with open(log) as file:
            return [float(row["loss"]) for row in csv.DictReader(file)]

    def of(self, mode, batch):
        """As a peer takes it, for this job."""
        if mode == "train" and "losses" not in self.parts:
            self.parts["losses"] = self.losses()
            self.keep()
        if mode == "predict" and str(batch) not in self.parts["results"]:
            result = predict(self.program, self.parts, self.name, batch, self.folder)
            self.parts["results"][str(batch)] = result
            self.keep()
        return self.parts


# -- bursts ----------------------------------------------------------------------------------------

class Program:
    """An executable that waits, and measures on request."""

    def __init__(self, program, case, job, cpus, seconds):
        command = [program, "bench", "--wait", "--json", "--quiet", "--only", job["mode"],
                   "--threads", str(job["threads"]), "--seconds", str(seconds), "--weights",
                   case["weights"]]
        # One symbol of one text is a binding that `generate` brings: --batch would choose the rows
        # alone, so all bindings are measured, on made-up numbers, and the one is taken.
        self.rows, self.binding = 1, None
        if nets.NETS[job["net"]].data == "text" and job["mode"] == "predict":
            info = json.loads(check_output([program, "info", "--json"]).splitlines()[0])
            self.rows = sum(entry["kind"] == "predict" for entry in info["entries"])
            self.binding = {"B": 1, "T": 1}
        else:
            command += ["--batch", str(job["batch"])]
            for name, path in case["inputs"].items():
                command += ["--input", f"{name}={path}"]
        self.process = subprocess.Popen(command, text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        preexec_fn=lambda: os.sched_setaffinity(0, cpus))

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            raise Fault(f"bench: {self.process.stderr.read().strip()}")
        return json.loads(line)

    def burst(self):
        """The reply has the peak that was measured just before."""
        try:
            print(file=self.process.stdin, flush=True)
        except BrokenPipeError:
            pass  # the reply says why
        head, *rows = [self.line() for _ in range(1 + self.rows)]
        row = next(row for row in rows if self.binding in (None, row["binding"]))
        return {"median": row["median_seconds"], "best": row["best_seconds"],
                "cpu": row["cpu_seconds"], "runs": row["runs"],
                "peak": head["peak_flops_per_second"]}

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass  # it ended already, and a burst has said why
        self.process.wait()
