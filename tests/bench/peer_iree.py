"""IREE as a peer: peer_iree.py THREADS. It gets what JAX makes of a net (StableHLO), compiled for
this CPU; what is compiled is kept. Inputs, weights and results stay in its own memory."""

import hashlib
import importlib.metadata
import os
import sys

os.environ["JAX_PLATFORMS"] = "cpu"

import iree.compiler
import iree.runtime
import jax
import jax.numpy as jnp
import numpy

import jax_function
import nets
from describe import is_state
from peer import Variant, arrays_of, difference, expected_of, serve

THREADS = int(sys.argv[1])
VERSION = importlib.metadata.version("iree-base-compiler")
CACHE = f"{os.environ['NETC_BENCH_CACHE']}/iree"
# A scatter over Cora's nodes takes more of the stack than IREE allows by itself.
OPTIONS = ["--iree-llvmcpu-target-cpu=host", "--iree-opt-level=O3",
           "--iree-llvmcpu-fail-on-out-of-bounds-stack-allocation=false"]
iree.runtime.flags.parse_flags(f"--task_topology_group_count={THREADS}")
CONFIG = iree.runtime.Config("local-sync" if THREADS == 1 else "local-task")


def compiled(function, arguments):
    """The main function of the module that IREE makes of it."""
    text = jax.jit(function).lower(*arguments).as_text()
    key = hashlib.sha256("\0".join([VERSION, *OPTIONS, text]).encode())
    path = f"{CACHE}/{key.hexdigest()}.vmfb"
    if not os.path.exists(path):
        os.makedirs(CACHE, exist_ok=True)
        iree.compiler.compile_str(text, input_type="stablehlo", target_backends=["llvm-cpu"],
                                  extra_args=OPTIONS, output_file=f"{path}.part")
        os.replace(f"{path}.part", path)
    context = iree.runtime.SystemContext(config=CONFIG)
    module = iree.runtime.VmModule.mmap(CONFIG.vm_instance, path)
    context.add_vm_module(module)
    return context.modules[module.name]["main"]


def placed(array):
    return iree.runtime.asdevicearray(CONFIG.device, numpy.asarray(array))


def first(results):
    return results[0] if isinstance(results, (list, tuple)) else results


def predict(name, batch, case):
    """Weights are constants of the module, so that it may prepare them."""
    net = nets.record(name, batch, False)
    parameters, arrays = jax_function.load(case), list(arrays_of(net, case).values())
    run = compiled(lambda *inputs: jax_function.run(net, parameters, inputs), arrays)
    inputs = [placed(array) for array in arrays]

    def call():
        return first(run(*inputs))

    found = call().to_host()
    return Variant(call, difference(found, expected_of(case, batch)))


class Training:
    """Weights, states, slots and the count of steps as one flat list, in and out."""

    def __init__(self, name, batch, case):
        net = nets.record(name, batch, True)
        parameters = jax_function.load(case)
        weights = {key: value for key, value in parameters.items() if not is_state(key)}
        states = {key: value for key, value in parameters.items() if is_state(key)}
        start = weights, states, jax_function.slots_of(name, weights), jnp.int32(0)
        flat, tree = jax.tree_util.tree_flatten(start)
        arrays = list(arrays_of(net, case).values())
        self.start, self.inputs = flat, [placed(array) for array in arrays]
        self.drops = net.has("dropout")
        self.rate = placed(numpy.float32(nets.NETS[name].optimizer.lr))
        self.steps = {}
        for drops in {False, self.drops}:
            step = jax_function.step_of(name, net, drops)

            def flattened(*values, step=step):
                state = jax.tree_util.tree_unflatten(tree, values[:len(flat)])
                *state, loss = step(*state, *values[len(flat):])
                return [loss, *jax.tree_util.tree_leaves(state)]

            self.steps[drops] = compiled(flattened, [*flat, numpy.float32(0), *arrays])
        self.reset()

    def reset(self):
        self.state = [placed(value) for value in self.start]

    def call(self, drops, rate):
        loss, *self.state = self.steps[drops](*self.state, rate, *self.inputs)
        return loss

    def step(self):
        return self.call(self.drops, self.rate)


def train(name, batch, case):
    training = Training(name, batch, case)
    rate = placed(numpy.float32(case["rate"]))
    losses = [float(training.call(False, rate).to_host()) for _ in case["losses"]]
    training.reset()
    training.step()
    return Variant(training.step, difference(losses, case["losses"]), training.reset)


def variants_of(name, mode, batch, case):
    run = {"predict": predict, "train": train}[mode]
    yield "module", lambda: run(name, batch, case)


serve(f"IREE {VERSION}", variants_of)
