"""Runs the comparison: compare.py NETC WORK, called by `run`.

For each number of threads, net and job, all contenders are made ready and compared with netc's
results; then they run in turn, a burst each, many rounds, on the same pinned CPUs. The order
rotates from round to round. netc's bursts measure the machine's peak on the way, so shares refer to
the same minutes. One contender runs at a time; the others wait for input. Each job's rows go to
results.csv as soon as it is measured, in place of older ones; the report is made of that file.
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
import results

# Largest difference that counts as the same result, relative to the largest; that of losses is the
# net's, for rounding grows over layers and steps.
AGREE = 2e-5

# By the name that PEERS takes.
PEERS = {"onnxruntime": "ONNX Runtime", "openvino": "OpenVINO", "torch": "PyTorch", "jax": "JAX",
         "iree": "IREE"}
SETTLE = 0.02  # seconds for the last contender's threads to fall asleep
LEAST_ROUNDS = 3
BUDGET = 20  # seconds of a job, if the least rounds allow it
SLOW = 1.5  # times the fastest: such contenders run in the least rounds only


class Peer:
    """A process that answers; one that dies is started again for the next job."""

    def __init__(self, name, threads, cpus, work):
        self.name, self.threads, self.cpus, self.work = name, threads, cpus, work
        self.process, self.version = None, ""

    def start(self):
        here = os.path.dirname(os.path.abspath(__file__))
        # One compiler at a time, and no pool of them left behind; what is compiled is kept.
        environment = {**os.environ, "OMP_NUM_THREADS": str(self.threads), "OMP_PROC_BIND": "true",
                       "TORCHINDUCTOR_COMPILE_THREADS": "1", "CUDA_VISIBLE_DEVICES": "",
                       "NETC_BENCH_CACHE": f"{self.work}/compiled",
                       "TORCHINDUCTOR_CACHE_DIR": f"{self.work}/compiled/inductor"}
        self.process = subprocess.Popen(
            [sys.executable, "-B", f"{here}/peer_{self.name}.py", str(self.threads)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
            stderr=open(f"{self.work}/peers.log", "a"),
            preexec_fn=lambda: os.sched_setaffinity(0, self.cpus))
        self.version = self.reply()["version"]

    def reply(self):
        line = self.process.stdout.readline()
        if not line:
            self.process = None
            raise netc.Fault("the process ended; peers.log says why")
        return json.loads(line)

    def ask(self, **request):
        if not self.process:
            self.start()
        try:
            print(json.dumps(request), file=self.process.stdin, flush=True)
        except BrokenPipeError:
            pass  # the reply says so
        return self.reply()

    def close(self):
        if self.process:
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

        self.nets = choose("NET", list(nets.NETS))
        self.modes = choose("MODE", ["predict", "train"])
        self.threads = [number("THREADS", count, int) for count in choose("THREADS", ["1", "2"])]
        self.peers, self.without = choose("PEERS", list(PEERS)), choose("WITHOUT", [])
        self.resumes = bool(os.environ.get("RESUME"))
        self.rounds = number("ROUNDS", os.environ.get("ROUNDS") or "9", int)
        self.seconds = number("BURST", os.environ.get("BURST") or "0.25", float)
        self.data = os.environ.get("NETC_DATA") or "/usr/share/datasets"
        self.cpus = sorted(os.sched_getaffinity(0))
        self.check(self.nets, nets.NETS, "NET")
        self.check(self.modes, ["predict", "train"], "MODE")
        self.check(self.peers, PEERS, "PEERS")
        if max(self.threads) > len(self.cpus):
            raise SystemExit(f"bench: THREADS: expected 1 to {len(self.cpus)}")

    def check(self, given, known, name):
        if set(given) - set(known):
            raise SystemExit(f"bench: {name}: expected {', '.join(known)}; found {' '.join(given)}")

    def jobs(self, threads):
        for net in self.nets:
            for mode, batch in nets.jobs_of(net):
                if mode in self.modes:
                    yield {"net": net, "mode": mode, "batch": batch, "threads": threads}


class Contender:
    """One way to do the job, and its bursts. run: seconds -> a burst, or None if it cannot."""

    def __init__(self, job, system, variant, run, version="", difference=None, failed=None,
                 made_in=None):
        self.job, self.system, self.variant, self.run = job, system, variant, run
        self.version, self.made_in = version, made_in
        self.difference, self.failed, self.bursts = difference, failed, []
        agree = AGREE if job["mode"] == "predict" else nets.NETS[job["net"]].agree
        if failed is None and difference is not None and difference > agree:
            self.failed = f"differs from netc by {difference:.1e}"

    def burst(self):
        time.sleep(SETTLE)
        try:
            self.bursts.append(self.run())
        except netc.Fault as fault:
            self.failed, self.bursts = str(fault), []

    def median(self, key):
        return statistics.median(burst[key] for burst in self.bursts)

    def row(self):
        row = {**self.job, "system": self.system, "variant": self.variant, "version": self.version,
               "difference": self.difference, "failed": self.failed, "made_in": self.made_in}
        if self.bursts:
            row |= {"median": self.median("median"), "cpu": self.median("cpu"),
                    "best": min(burst["best"] for burst in self.bursts),
                    "runs": sum(burst["runs"] for burst in self.bursts),
                    "rounds": len(self.bursts)}
        return row


def contenders_of(job, case, program, peers, settings):
    yield Contender(job, "netc", "", program.burst)
    for peer in peers:
        system = PEERS[peer.name]
        try:
            states = peer.ask(do="open", net=job["net"], mode=job["mode"], batch=job["batch"],
                              case=case, without=settings.without)["variants"]
        except netc.Fault as fault:
            states = [{"name": "", "failed": str(fault)}]
        for state in states:
            def theirs(peer=peer, name=state["name"]):
                return peer.ask(do="run", variant=name, seconds=settings.seconds)

            yield Contender(job, system, state["name"], theirs, peer.version,
                            state.get("difference"), state.get("failed"), state.get("made_in"))
        if not states:
            yield Contender(job, system, "", None, peer.version,
                            failed="its package from PyPI does not train")


def measure(contenders, settings):
    """A pilot round says how many rounds fit, and who is too slow to matter."""
    able = [one for one in contenders if one.failed is None]
    began = time.monotonic()
    for one in able:
        one.burst()
    round_seconds = time.monotonic() - began
    rounds = min(settings.rounds, max(LEAST_ROUNDS, int(BUDGET / round_seconds)))
    able = [one for one in able if one.bursts]
    least = min((one.bursts[0]["cpu"] for one in able), default=0)
    for turn in range(1, rounds):
        now = [one for one in able if one.failed is None and
               (turn < LEAST_ROUNDS or one.system == "netc" or
                one.bursts[0]["cpu"] <= SLOW * least)]
        first = turn % max(1, len(now))
        for one in now[first:] + now[:first]:
            one.burst()


def cpu_seconds():
    """Of the whole machine: busy, stolen by the host."""
    with open("/proc/stat") as file:
        fields = [int(field) / os.sysconf("SC_CLK_TCK") for field in file.readline().split()[1:9]]
    user, nice, system, _, _, interrupts, soft, stolen = fields
    return user + nice + system + interrupts + soft, stolen


def children_of(process):
    try:
        with open(f"/proc/{process}/task/{process}/children") as file:
            return [int(child) for child in file.read().split()]
    except OSError:
        return []


def own_seconds():
    """Of this process, of those that ended, and of those that live."""
    usages = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    total = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    left = children_of(os.getpid())
    while left:
        child = left.pop()
        left += children_of(child)
        try:
            with open(f"/proc/{child}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            total += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
        except OSError:
            pass
    return total


class Disturbance:
    """What others took of the machine meanwhile, as a share of all CPUs' time."""

    def __init__(self):
        self.began, self.before, self.own = time.monotonic(), cpu_seconds(), own_seconds()

    def shares(self):
        total = (time.monotonic() - self.began) * os.cpu_count()
        busy, stolen = (now - then for now, then in zip(cpu_seconds(), self.before))
        return {"others": max(0, busy - (own_seconds() - self.own)) / total,
                "stolen": stolen / total}


class Runner:
    def __init__(self, netc_path, work):
        self.netc_path, self.work, self.settings = netc_path, work, Settings()
        self.machine = results.machine(netc_path)
        self.store = results.Store(work)
        self.cases, self.differs = {}, False

    def prepared(self, name):
        """The executable that is timed and the case, made once."""
        if name not in self.cases:
            folder = f"{self.work}/nets/{name}"
            programs = {kind: netc.build(self.netc_path, name, folder, kind == "timed")
                        for kind in netc.kinds_of(name)}
            case = netc.Case(programs.get("plain", programs["timed"]), name, f"{folder}/case",
                             self.settings.data)
            self.cases[name] = programs["timed"], case
        return self.cases[name]

    def run_job(self, job, peers):
        settings = self.settings
        cpus = settings.cpus[-job["threads"]:]  # the first CPU serves most interrupts
        try:
            path, case = self.prepared(job["net"])
            case = case.of(job["mode"], job["batch"])
            program = netc.Program(path, case, job, cpus, settings.seconds)
        except netc.Fault as fault:
            row = Contender(job, "netc", "", None, failed=str(fault)).row()
            self.store.replace(job, [{**row, **self.machine}], [])
            print(f"bench: {fault}", file=sys.stderr)
            return
        contenders = list(contenders_of(job, case, program, peers, settings))
        disturbance = Disturbance()
        measure(contenders, settings)
        program.close()
        shared = {**self.machine, **disturbance.shares(), "seconds": settings.seconds}
        rows = results.finished([one.row() for one in contenders], contenders[0], shared)
        bursts = [{**job, "system": one.system, "variant": one.variant, "round": turn, **burst}
                  for one in contenders for turn, burst in enumerate(one.bursts, 1)]
        self.store.replace(job, rows, bursts)
        self.differs |= any((row["failed"] or "").startswith("differs") for row in rows)

    def run(self):
        for threads in self.settings.threads:
            cpus = self.settings.cpus[-threads:]
            peers = [Peer(name, threads, cpus, self.work) for name in self.settings.peers]
            for job in self.settings.jobs(threads):
                if self.settings.resumes and self.store.has(job, self.machine["netc"]):
                    continue
                print(f"bench: {report.job_name(job)}", file=sys.stderr, flush=True)
                self.run_job(job, peers)
                report.write(self.work, self.store.rows)
            for peer in peers:
                peer.close()
        report.write(self.work, self.store.rows)
        print(f"in {self.work}: results.md results.svg results.csv bursts.csv")
        return 1 if self.differs else 0


def main():
    netc_path, work = sys.argv[1:]
    load = os.getloadavg()[0]
    if load > 0.5:
        print(f"bench: others load this machine ({load:.1f}); the figures will not be worth much",
              file=sys.stderr)
    open(f"{work}/peers.log", "w").close()
    return Runner(netc_path, work).run()


sys.exit(main())
