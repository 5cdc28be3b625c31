"""A recorded net as a function of JAX: what JAX compiles, and what IREE gets from it."""

import math

import jax
import jax.numpy as jnp
from jax import lax
from safetensors.numpy import load_file

import nets


def conv(op, p, x):
    s = op.settings
    y = lax.conv_general_dilated(x, p["weight"], [s["stride"]] * 2, [(s["pad"], s["pad"])] * 2,
                                 dimension_numbers=("NCHW", "OIHW", "NCHW"),
                                 feature_group_count=s["groups"])
    return y + p["bias"][:, None, None] if "bias" in p else y


def affine(op, p, x):
    mean, factor = op.settings["mean"], op.settings["factor"]
    axes = (-1, *[1] * (x.ndim - 2)) if mean else ()
    x = x.astype(jnp.float32)
    if mean:
        x = x - jnp.array(mean, jnp.float32).reshape(axes)
    return x * jnp.array(factor, jnp.float32).reshape(axes)


def window(op, x, start, combine):
    s = op.settings
    around = [(0, 0), (0, 0), (s["pad"], s["pad"]), (s["pad"], s["pad"])]
    return lax.reduce_window(x, start, combine, (1, 1, s["size"], s["size"]),
                             (1, 1, s["stride"], s["stride"]), around)


def local_response_norm(op, p, x):
    s = op.settings
    half = s["size"] // 2
    total = lax.reduce_window(x * x, 0.0, lax.add, (1, s["size"], 1, 1), (1, 1, 1, 1),
                              [(0, 0), (half, half), (0, 0), (0, 0)])
    return x * (s["k"] + s["alpha"] * total) ** -s["beta"]


def layernorm(op, p, x):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) * lax.rsqrt(variance + 1e-5) * p["weight"] + p["bias"]


def attend(op, p, q, k, v, lengths):
    batch, steps, features = q.shape
    heads = op.settings["heads"]
    q, k, v = (x.reshape(batch, steps, heads, features // heads) for x in (q, k, v))
    scores = jnp.einsum("bind,bjnd->bnij", q, k) * (features // heads) ** -0.5
    inside = jnp.arange(steps)[None] < lengths[:, None]
    shares = jax.nn.softmax(jnp.where(inside[:, None, None], scores, -1e30))
    return jnp.einsum("bnij,bjnd->bind", shares, v).reshape(batch, steps, features)


def positions(op, p, x):
    t, d = jnp.arange(x.shape[1])[:, None], jnp.arange(x.shape[2])[None]
    angle = t * jnp.exp(-math.log(10000) * (d - d % 2) / x.shape[2])
    return x + jnp.where(d % 2 == 0, jnp.sin(angle), jnp.cos(angle))


def mean_steps(op, p, x, lengths=None):
    if lengths is None:
        return x.mean(1)
    inside = jnp.arange(x.shape[1])[None] < lengths[:, None]
    return (x * inside[:, :, None]).sum(1) / lengths[:, None]


def every_other(op, p, x):
    channels = op.settings["width"] - x.shape[1]
    return jnp.pad(x[:, :, ::2, ::2], ((0, 0), (0, channels), (0, 0), (0, 0)))


def direction(x, p, name, h, c, reverse):
    """Time in front; the product with the input for all steps at once."""
    gates = x @ p[f"{name}.weight_ih"].T + p[f"{name}.bias"]

    def step(carry, gate):
        h, c = carry
        i, f, g, o = jnp.split(gate + h @ p[f"{name}.weight_hh"].T, 4, axis=-1)
        c = jax.nn.sigmoid(f + 1) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    return lax.scan(step, (h, c), gates, reverse=reverse)


def lstm(op, p, x, *state):
    """The steps, and the last state."""
    h, c = state or [jnp.zeros((x.shape[0], op.settings["hidden"]))] * 2
    x = x.swapaxes(0, 1)
    runs = [direction(x, p, name, h, c, reverse=i == 1)
            for i, name in enumerate(op.settings["names"])]
    y = jnp.concatenate([y for _, y in runs], -1).swapaxes(0, 1)
    return y, dict(zip("hc", runs[0][0]))


def edges(op, p, source, target):
    nodes = op.settings["nodes"]
    loops = jnp.arange(nodes, dtype=source.dtype)
    source, target = jnp.concatenate([source, loops]), jnp.concatenate([target, loops])
    root = lax.rsqrt(jax.ops.segment_sum(jnp.ones(len(target)), target, nodes))
    return source, target, root[source] * root[target]


def gcn(op, p, x, ends):
    source, target, weight = ends
    z = x @ p["weight"]
    return jax.ops.segment_sum(weight[:, None] * z[source], target, len(x)) + p["bias"]


def cross_entropy(op, p, logits, label):
    own = jnp.take_along_axis(jax.nn.log_softmax(logits, 1), jnp.expand_dims(label, 1), 1)
    return -own.mean()


def masked_cross_entropy(op, p, logits, label, mask):
    own = jnp.take_along_axis(jax.nn.log_softmax(logits, 1), label[:, None], 1)[:, 0]
    return -jnp.where(mask, own, 0).sum() / mask.sum()


OPERATIONS = {
    "conv": conv, "affine": affine, "local_response_norm": local_response_norm,
    "layernorm": layernorm, "attend": attend, "positions": positions, "mean_steps": mean_steps,
    "every_other": every_other, "lstm": lstm, "edges": edges, "gcn": gcn,
    "cross_entropy": cross_entropy, "masked_cross_entropy": masked_cross_entropy,
    "dense": lambda op, p, x: x @ p["weight"].T + p["bias"],
    "embedding": lambda op, p, x: p["weight"][x],
    "relu": lambda op, p, x: jnp.maximum(x, 0),
    "tanh": lambda op, p, x: jnp.tanh(x),
    "sigmoid": lambda op, p, x: jax.nn.sigmoid(x),
    "gelu": lambda op, p, x: jax.nn.gelu(x, approximate=False),
    "maxpool": lambda op, p, x: window(op, x, -jnp.inf, lax.max),
    "avgpool": lambda op, p, x: window(op, x, 0.0, lax.add) / op.settings["size"] ** 2,
    "global_avgpool": lambda op, p, x: x.mean((2, 3)),
    "reshape": lambda op, p, x: x.reshape(op.output.shape),
    "transpose": lambda op, p, x: x.swapaxes(1, 2),
    "last_step": lambda op, p, x: x[:, -1],
    "row_normalize": lambda op, p, x: x / jnp.maximum(x.sum(1, keepdims=True), 1),
    "add": lambda op, p, x, y: x + y,
    "concat": lambda op, p, *values: jnp.concatenate(values, 1),
    "mse": lambda op, p, x, y: ((x - y) ** 2).mean(),
    "times": lambda op, p, x: x * op.settings["factor"],
}


def batchnorm(op, p, x, training, states):
    """In training by the batch; the running values go to `states`."""
    mean, variance = p["running_mean"], p["running_var"]
    if training:
        mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3))
        count = x.size // x.shape[1]
        states[f"{op.name}.running_mean"] = 0.9 * p["running_mean"] + 0.1 * mean
        states[f"{op.name}.running_var"] = (0.9 * p["running_var"] +
                                            0.1 * variance * count / (count - 1))
    factor = p["weight"] * lax.rsqrt(variance + 1e-5)
    return x * factor[:, None, None] + (p["bias"] - mean * factor)[:, None, None]


def dropout(op, x, key):
    share = op.settings["share"]
    return jnp.where(jax.random.bernoulli(key, 1 - share, x.shape), x / (1 - share), 0)


def run(net, parameters, inputs, key=None):
    """The results; or of a training the loss and new states. key: of draws; None: no dropout."""
    values = dict(zip([one.name for one in net.inputs], inputs))
    whole, states = {}, {}
    for number, op in enumerate(net.operations):
        given = [values[value.name] for value in op.inputs]
        own = {part: parameters[f"{op.name}.{part}".lstrip(".")] for part in op.parameters}
        if op.kind == "batchnorm":
            made = batchnorm(op, own, *given, net.training, states)
        elif op.kind == "dropout":
            made = given[0] if key is None else dropout(op, *given, jax.random.fold_in(key, number))
        elif op.kind == "part":
            made = whole[op.inputs[0].name][op.settings["which"]]
        else:
            made = OPERATIONS[op.kind](op, own, *given)
        if op.kind == "lstm":
            made, whole[op.output.name] = made
        values[op.output.name] = made
    if net.training:
        return values[net.loss.name], states
    return [values[value.name] for value in net.results]


def load(case):
    return {name: jnp.asarray(array) for name, array in load_file(case["weights"]).items()}


# -- a step of training ----------------------------------------------------------------------------

def slots_of(name, weights):
    kind = nets.NETS[name].optimizer.kind
    return {slot: {key: jnp.zeros_like(weight) for key, weight in weights.items()}
            for slot in (("v",) if kind == "momentum" else ("m", "v"))}


def updated(numbers, key, w, g, slots, step, rate):
    decay = numbers.weight_decay if key.startswith(numbers.only) else 0
    if numbers.kind != "adamw":
        g = g + decay * w
    if numbers.kind == "momentum":
        v = 0.9 * slots["v"][key] + g
        return w - rate * v, {"v": v}
    m = 0.9 * slots["m"][key] + 0.1 * g
    v = 0.999 * slots["v"][key] + 0.001 * g * g
    change = m / (1 - 0.9 ** step) / (jnp.sqrt(v / (1 - 0.999 ** step)) + 1e-8)
    if numbers.kind == "adamw":
        change = change + decay * w
    return w - rate * change, {"m": m, "v": v}


def step_of(name, net, drops):
    """(weights, states, slots, step, rate, *inputs) -> the same four, and the loss."""
    numbers = nets.NETS[name].optimizer

    def step(weights, states, slots, count, rate, *inputs):
        key = jax.random.fold_in(jax.random.key(0), count) if drops else None

        def loss_of(weights):
            return run(net, {**weights, **states}, inputs, key)

        (loss, states_now), gradients = jax.value_and_grad(loss_of, has_aux=True)(weights)
        if numbers.clip:
            norm = jnp.sqrt(sum((g * g).sum() for g in gradients.values()))
            factor = jnp.minimum(1, numbers.clip / (norm + 1e-6))
            gradients = {key: g * factor for key, g in gradients.items()}
        count = count + 1
        made = {key: updated(numbers, key, weights[key], gradients[key], slots,
                             count.astype(jnp.float32), rate) for key in weights}
        new = {slot: {key: made[key][1][slot] for key in made} for slot in slots}
        return {key: w for key, (w, _) in made.items()}, states_now, new, count, loss

    return step
