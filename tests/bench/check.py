"""Compares nets.py with `netc summary` of the same nets: check.py NETC, called by `check`."""

import json
import math
import subprocess
import sys

import nets
from describe import is_state

# Whose multiply-adds are not comparable: netc counts auxiliary classifiers with the prediction.
UNLIKE = {"googlenet"}
SIZES = {"char_lstm": ["--bind", "T=1"]}  # a prediction is one symbol there


def described(name):
    trained = nets.record(name, nets.NETS[name].step, True).parameters()
    counts = {"trained": sum(math.prod(shape) for key, shape in trained.items()
                             if not is_state(key))}
    if name not in UNLIKE:
        counts["multiply_adds"] = round(nets.record(name, 1, False).flops() / 2)
    return counts


def main():
    failed = 0
    for name in nets.NETS:
        command = [sys.argv[1], "summary", "--json", *SIZES.get(name, []), nets.source_of(name)]
        lines = subprocess.check_output(command, text=True)
        summary = json.loads(lines.splitlines()[0])
        for key, count in described(name).items():
            if count != summary[key]:
                print(f"FAILED {name}: {key} {count:,}, of netc {summary[key]:,}")
                failed += 1
                break
    print(f"{len(nets.NETS) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


sys.exit(main())
