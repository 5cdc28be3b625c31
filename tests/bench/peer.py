"""A peer: a process that prepares jobs and runs bursts of them on request, a JSON line each.

    -> {"do": "open", "net": .., "mode": .., "batch": .., "case": {files and losses}}
    <- {"variants": [{"name": .., "difference": ..} or {"name": .., "failed": ..}]}
    -> {"do": "run", "variant": .., "seconds": ..}
    <- {"median": .., "best": .., "runs": ..}

Between bursts it waits for a line and takes no time. `difference` is how far the variant's logits,
or the losses of its first steps, are from netc's, relative to the largest.
"""

import gc
import json
import sys
import time
from collections import namedtuple

# call: what is timed; difference: from netc; reset: before each burst, or None.
Variant = namedtuple("Variant", "call difference reset")

WARM_UPS = 5
LEAST_RUNS = 3


def difference(found, expected):
    import numpy
    found, expected = numpy.asarray(found, "f8"), numpy.asarray(expected, "f8")
    if found.shape != expected.shape or not numpy.isfinite(found).all():
        return float("inf")
    return float(abs(found - expected).max() / abs(expected).max())


def burst(variant, seconds):
    """The same as `bench` of netc's executables does: run by run, for about `seconds`."""
    if variant.reset:
        variant.reset()
    call, clock, times = variant.call, time.perf_counter, []
    gc.collect()
    gc.disable()
    for _ in range(WARM_UPS):
        call()
    began = now = clock()
    while len(times) < LEAST_RUNS or now - began < seconds:
        before = now
        call()
        now = clock()
        times.append(now - before)
    gc.enable()
    times.sort()
    return {"median": times[len(times) // 2], "best": times[0], "runs": len(times)}


def open_variants(variants_of, request):
    """variants_of(net, mode, batch, case) yields names and what makes the variant."""
    variants, replies = {}, []
    made = variants_of(request["net"], request["mode"], request["batch"], request["case"])
    for name, make in made:
        try:
            variants[name] = make()
            replies.append({"name": name, "difference": variants[name].difference})
        except Exception as error:  # the table says so, and the others go on
            lines = str(error).strip().splitlines() or [""]
            replies.append({"name": name, "failed": f"{type(error).__name__}: {lines[0][:200]}"})
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
            variants, states = open_variants(variants_of, request)
            reply({"variants": states})
        else:
            reply(burst(variants[request["variant"]], request["seconds"]))
