"""A peer: a process that prepares jobs and runs bursts of them on request, a JSON line each.

    -> {"do": "open", "net": .., "mode": .., "batch": .., "case": {files, losses}, "without": [..]}
    <- {"variants": [{"name": .., "difference": ..} or {"name": .., "failed": ..}]}
    -> {"do": "run", "variant": .., "seconds": ..}
    <- {"median": .., "best": .., "cpu": .., "runs": ..}

Between bursts it waits for a line and takes no time. `difference` is how far the variant's results,
or the losses of its first steps, are from netc's, relative to the largest.
"""

import gc
import json
import sys
import time

WARM_UPS = 3
WARM_SHARE = 0.1
LEAST_RUNS = 3


class Variant:
    """call: what is timed; difference: from netc; reset: before each burst, or None."""

    def __init__(self, call, difference, reset=None):
        self.call, self.difference, self.reset, self.last = call, difference, reset, 0


def arrays_of(net, case):
    """A recorded net's inputs by name, as many rows and steps of the case as it takes."""
    import numpy
    arrays = {one.name: numpy.load(case["inputs"][one.name]) for one in net.inputs}
    return {one.name: numpy.ascontiguousarray(arrays[one.name][tuple(map(slice, one.shape))])
            for one in net.inputs}


def expected_of(case, batch):
    """netc's first result of a prediction."""
    import numpy
    return numpy.load(case["results"][str(batch)])


def difference(found, expected):
    import numpy
    found, expected = numpy.asarray(found, "f8"), numpy.asarray(expected, "f8")
    if found.shape != expected.shape or not numpy.isfinite(found).all():
        return float("inf")
    return float(abs(found - expected).max() / abs(expected).max())


def burst(variant, seconds):
    """The same as `bench` of netc's executables does: some runs that do not count, if they are
    short, then run by run for about `seconds`."""
    if variant.reset:
        variant.reset()
    call, clock, times = variant.call, time.perf_counter, []
    gc.collect()
    gc.disable()
    began = now = clock()
    for _ in range(WARM_UPS):
        if now - began + variant.last > WARM_SHARE * seconds:
            break
        before = now
        call()
        now = clock()
        variant.last = now - before
    began = now = clock()
    cpu = time.process_time()
    while now - began < (LEAST_RUNS * seconds if len(times) < LEAST_RUNS else seconds):
        before = now
        call()
        now = clock()
        times.append(now - before)
    cpu = time.process_time() - cpu
    gc.enable()
    variant.last = times[-1]
    times.sort()
    return {"median": times[len(times) // 2], "best": times[0], "cpu": cpu / len(times),
            "runs": len(times)}


def open_variants(variants_of, request):
    """variants_of(net, mode, batch, case) yields names and what makes the variant."""
    variants, replies = {}, []
    made = variants_of(request["net"], request["mode"], request["batch"], request["case"])
    for name, make in made:
        if name in request.get("without", ()):
            continue
        began = time.monotonic()
        try:
            variants[name] = make()
            reply = {"name": name, "difference": variants[name].difference}
        except Exception as error:  # the table says so, and the others go on
            lines = str(error).strip().splitlines() or [""]
            reply = {"name": name, "failed": f"{type(error).__name__}: {lines[0][:200]}"}
        replies.append({**reply, "made_in": time.monotonic() - began})
    return variants, replies


def serve(version, variants_of):
    # What libraries print must not come between the replies.
    replies, sys.stdout = sys.stdout, sys.stderr
    variants = {}

    def reply(message):
        print(json.dumps(message), file=replies, flush=True)

    reply({"version": version})
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "open":
            variants.clear()
            gc.collect()
            variants, states = open_variants(variants_of, request)
            reply({"variants": states})
        else:
            reply(burst(variants[request["variant"]], request["seconds"]))
