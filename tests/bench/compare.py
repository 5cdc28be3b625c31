"""Runs the comparison: compare.py NETC WORK, called by `run`.

For each number of threads, net and job, all contenders are made ready and compared with netc's
results; then they run in turn, a burst each, many rounds, on the same pinned CPUs. The order
rotates from round to round. netc's bursts measure the machine's peak on the way, so shares refer to
the same minutes. One contender runs at a time; the others wait for input.
"""

import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import time

import netc
import nets
import report

# Largest difference that counts as the same result, relative to the largest logit or loss. Rounding
# grows over the steps of training; a wrong constant anywhere shows at 1e-3 or more.
AGREE = {"predict": 2e-5, "train": 2e-4}

JOBS = [("predict", 1), ("predict", 64), ("train", 64)]
PEERS = {"PyTorch": "peer_torch.py", "ONNX Runtime": "peer_onnxruntime.py"}
SETTLE = 0.02  # seconds for the last contender's threads to fall asleep


class Peer:
    def __init__(self, script, threads, cpus, work):
        here = os.path.dirname(os.path.abspath(__file__))
        # One compiler at a time, and no pool of them left behind.
        environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "OMP_PROC_BIND": "true",
                       "TORCHINDUCTOR_COMPILE_THREADS": "1", "CUDA_VISIBLE_DEVICES": "",
                       "TORCHINDUCTOR_CACHE_DIR": f"{work}/inductor"}
        self.process = subprocess.Popen(
            [sys.executable, "-B", f"{here}/{script}", str(threads)], text=True, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(f"{work}/peers.log", "a"),
            preexec_fn=lambda: os.sched_setaffinity(0, cpus))
        self.version = self.reply()["version"]

    def reply(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("bench: a peer ended; peers.log in the work folder says why")
        return json.loads(line)

    def ask(self, **request):
        print(json.dumps(request), file=self.process.stdin, flush=True)
        return self.reply()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def number(name, text, kind):
    try:
        value = kind(text)
    except ValueError:
        value = 0
    if value <= 0:
        raise SystemExit(f"bench: {name}: expected a number above 0, found {text}")
    return value


class Settings:
    def __init__(self):
        def choose(name, every):
            return os.environ.get(name, "").split() or every

        self.nets = choose("NET", list(nets.LAYERS))
        self.modes = choose("MODE", ["predict", "train"])
        self.threads = [number("THREADS", count, int) for count in choose("THREADS", ["1", "2"])]
        self.rounds = number("ROUNDS", os.environ.get("ROUNDS") or "9", int)
        self.seconds = number("BURST", os.environ.get("BURST") or "0.25", float)
        self.data = os.environ.get("NETC_FASHION_MNIST") or "/usr/share/datasets/fashion-mnist"
        self.cpus = sorted(os.sched_getaffinity(0))
        unknown = set(self.nets) - set(nets.LAYERS) or set(self.modes) - {"predict", "train"}
        if unknown or max(self.threads) > len(self.cpus):
            raise SystemExit(f"bench: expected NET of {', '.join(nets.LAYERS)}, MODE of predict, "
                             f"train and THREADS of 1 to {len(self.cpus)}")


def median(bursts, key):
    return statistics.median(burst[key] for burst in bursts)


class Contender:
    """One way to do the job, and its bursts. run: seconds -> a burst, or None if it cannot."""

    def __init__(self, job, system, variant, run, difference=None, failed=None):
        self.job, self.system, self.variant, self.run = job, system, variant, run
        self.difference, self.failed, self.bursts = difference, failed, []

    def agrees(self):
        return self.difference is None or self.difference <= AGREE[self.job["mode"]]

    def row(self, peak, ours):
        row = {**self.job, "system": self.system, "variant": self.variant,
               "difference": self.difference, "failed": self.failed}
        if self.failed is None and not self.agrees():
            row["failed"] = f"differs from netc by {self.difference:.1e}"
        if self.bursts:
            times = {"median": median(self.bursts, "median"),
                     "best": min(burst["best"] for burst in self.bursts)}
            flops = nets.useful_flops(self.job["net"], self.job["mode"], self.job["batch"])
            row |= {**times, "runs": sum(burst["runs"] for burst in self.bursts), "peak": peak,
                    "flops": flops, "share": flops / times["median"] / peak,
                    "ratio": times["median"] / ours["median"],
                    "ratio_of_bests": times["best"] / ours["best"]}
        return row


def contenders_of(job, case, program, peers, cpus):
    def ours(seconds):
        return netc.burst(program, case, job["mode"], job["batch"], job["threads"], cpus, seconds)

    yield Contender(job, "netc", "", ours)
    for system, peer in peers.items():
        states = peer.ask(do="open", net=job["net"], mode=job["mode"], batch=job["batch"],
                          case=case)["variants"]
        for state in states:
            def theirs(seconds, peer=peer, name=state["name"]):
                return peer.ask(do="run", variant=name, seconds=seconds)

            yield Contender(job, system, state["name"], theirs, state.get("difference"),
                            state.get("failed"))
        if not states:
            yield Contender(job, system, "", None, failed="no training in the package from PyPI")


def measure(contenders, settings):
    able = [contender for contender in contenders if contender.failed is None]
    for round_number in range(settings.rounds):
        first = round_number % len(able)
        for contender in able[first:] + able[:first]:
            time.sleep(SETTLE)
            contender.bursts.append(contender.run(settings.seconds))
    bursts = contenders[0].bursts
    peak = median(bursts, "peak")
    ours = {"median": median(bursts, "median"), "best": min(burst["best"] for burst in bursts)}
    return [contender.row(peak, ours) for contender in contenders]


def cpu_seconds():
    """Of the whole machine: busy, stolen by the host."""
    with open("/proc/stat") as file:
        fields = [int(field) / os.sysconf("SC_CLK_TCK") for field in file.readline().split()[1:9]]
    user, nice, system, _, _, interrupts, soft, stolen = fields
    return user + nice + system + interrupts + soft, stolen


def own_seconds():
    usages = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class Disturbance:
    """What others took of the machine meanwhile, as a share of all CPUs' time."""

    def __init__(self):
        self.began, self.before, self.own = time.monotonic(), cpu_seconds(), own_seconds()

    def shares(self):
        total = (time.monotonic() - self.began) * os.cpu_count()
        busy, stolen = (now - then for now, then in zip(cpu_seconds(), self.before))
        return {"others": max(0, busy - (own_seconds() - self.own)) / total,
                "stolen": stolen / total}


def main():
    netc_path, work = sys.argv[1:]
    settings = Settings()
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"bench: others load this machine ({load:.1f}); the figures will not be worth much",
              file=sys.stderr)
    disturbance, machine = Disturbance(), report.machine(netc_path, f"{work}/{settings.nets[0]}")
    open(f"{work}/peers.log", "w").close()
    cases = {net: netc.make_case(f"{work}/{net}", f"{work}/case/{net}", settings.data)
             for net in settings.nets}
    rows, bursts, versions = [], [], []
    for threads in settings.threads:
        cpus = settings.cpus[-threads:]  # the first CPU serves most interrupts
        peers = {name: Peer(script, threads, cpus, work) for name, script in PEERS.items()}
        versions = [peer.version for peer in peers.values()]
        for net, (mode, batch) in itertools.product(settings.nets, JOBS):
            if mode not in settings.modes:
                continue
            job = {"net": net, "mode": mode, "batch": batch, "threads": threads}
            print(f"bench: {report.job_name(job)}", file=sys.stderr, flush=True)
            contenders = list(contenders_of(job, cases[net], f"{work}/{net}", peers, cpus))
            rows += measure(contenders, settings)
            bursts += [{**job, "system": one.system, "variant": one.variant, "round": turn, **burst}
                       for one in contenders for turn, burst in enumerate(one.bursts, 1)]
        for peer in peers.values():
            peer.close()
    machine |= {"versions": versions, "rounds": settings.rounds, "seconds": settings.seconds,
                "cpus": settings.cpus, **disturbance.shares()}
    report.write(work, machine, rows, bursts)
    return 1 if any(row["failed"] and row["failed"].startswith("differs") for row in rows) else 0


sys.exit(main())
