"""JAX as a peer: peer_jax.py THREADS. Functions compiled by jit; a step gives its weights and slots
away, so that they are updated in place."""

import os
import sys

# As many threads as CPUs that this process may use: XLA asks for them itself.
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp

import jax_function
import nets
from describe import is_state
from peer import Variant, arrays_of, difference, expected_of, serve


def inputs_of(net, case):
    return [jnp.asarray(array) for array in arrays_of(net, case).values()]


def predict(name, batch, case):
    net = nets.record(name, batch, False)
    inputs, parameters = inputs_of(net, case), jax_function.load(case)
    run = jax.jit(lambda parameters, *inputs: jax_function.run(net, parameters, inputs))

    def call():
        return jax.block_until_ready(run(parameters, *inputs))

    return Variant(call, difference(call()[0], expected_of(case, batch)))


class Training:
    def __init__(self, name, batch, case):
        net = nets.record(name, batch, True)
        self.name, self.case, self.inputs = name, case, inputs_of(net, case)
        self.steps = {drops: jax.jit(jax_function.step_of(name, net, drops),
                                     donate_argnums=(0, 1, 2, 3))
                      for drops in {False, net.has("dropout")}}
        self.drops = net.has("dropout")
        self.rate = jnp.float32(nets.NETS[name].optimizer.lr)
        self.reset()

    def reset(self):
        parameters = jax_function.load(self.case)
        weights = {key: value for key, value in parameters.items() if not is_state(key)}
        states = {key: value for key, value in parameters.items() if is_state(key)}
        self.state = weights, states, jax_function.slots_of(self.name, weights), jnp.int32(0)

    def call(self, drops, rate):
        *self.state, loss = self.steps[drops](*self.state, rate, *self.inputs)
        return jax.block_until_ready(loss)

    def step(self):
        return self.call(self.drops, self.rate)


def train(name, batch, case):
    training = Training(name, batch, case)
    rate = jnp.float32(case["rate"])
    losses = [float(training.call(False, rate)) for _ in case["losses"]]
    training.reset()
    training.step()
    return Variant(training.step, difference(losses, case["losses"]), training.reset)


def variants_of(name, mode, batch, case):
    run = {"predict": predict, "train": train}[mode]
    yield "jit", lambda: run(name, batch, case)


jax.config.update("jax_compilation_cache_dir", f"{os.environ['NETC_BENCH_CACHE']}/jax")
serve(f"JAX {jax.__version__}", variants_of)
