"""The nets of examples/ as the peers know them: one list of layers each.

The list gives a torch module, an ONNX graph and a count of operations. Parameters bear netc's
names, which are PyTorch's, so one safetensors file serves all three. Nothing here is taken on
trust: logits and losses are compared with netc's before anything is timed.
"""

import math
import os
import re
from collections import OrderedDict, namedtuple

PICTURE = (1, 28, 28)
CLASSES = 10

LAYERS = {
    "softmax": [("flatten",), ("dense", 784, 10)],
    "mlp": [("flatten",), ("dense", 784, 256), ("relu",), ("dense", 256, 128), ("relu",),
            ("dense", 128, 10)],
    "lenet5": [("conv", 1, 6, 5, 2), ("tanh",), ("avgpool", 2),
               ("conv", 6, 16, 5, 0), ("tanh",), ("avgpool", 2), ("flatten",),
               ("dense", 400, 120), ("tanh",), ("dense", 120, 84), ("tanh",), ("dense", 84, 10)],
}

# The numbers that an example's text says: pictures become (bytes - mean)*factor.
Numbers = namedtuple("Numbers", "mean factor optimizer lr weight_decay cosine")


def numbers_of(net):
    path = f"{os.path.dirname(os.path.abspath(__file__))}/../../examples/{net}.net"
    with open(path) as file:
        text = re.sub("#.*", "", file.read())
    scale = re.search(r"scale\(1/(\d+)\)", text)
    normal = re.search(r"normalize\(mean: \[([\d.]+)\], std: \[([\d.]+)\]\)", text)
    optimizer = re.search(
        r"optimizer *= *(adamw?)\(lr: ([\d.e-]+)(?:, weight_decay: ([\d.e-]+))?\)", text)
    schedule = re.search(r"schedule *= *(.*)", text)
    known = schedule is None or schedule[1].strip() == "cosine(warmup: 1 epoch)"
    if not (scale or normal) or not optimizer or not known:
        raise SystemExit(f"bench: {path} has a first layer, optimizer or schedule that the peers "
                         "do not have here")
    mean, spread = (0, float(scale[1])) if scale else map(float, normal.groups())
    return Numbers(mean, 1 / spread, optimizer[1], float(optimizer[2]), float(optimizer[3] or 0),
                   schedule is not None)


def named(net):
    """Layers with names as netc gives them: conv1, tanh1, avgpool1, conv2, ..."""
    counts = {}
    for kind, *numbers in LAYERS[net]:
        counts[kind] = counts.get(kind, 0) + 1
        yield f"{kind}{counts[kind]}", kind, numbers


def has_convolutions(net):
    return any(layer[0] == "conv" for layer in LAYERS[net])


def forward_flops(net):
    """Of the products, per sample, a multiply-add as two: a list, one per layer with weights."""
    flops, size = [], PICTURE[1]
    for kind, *numbers in LAYERS[net]:
        if kind == "dense":
            flops.append(2 * numbers[0] * numbers[1])
        elif kind == "conv":
            channels, units, kernel, pad = numbers
            size = size + 2 * pad - kernel + 1
            flops.append(2 * channels * units * kernel * kernel * size * size)
        elif kind == "avgpool":
            size //= numbers[0]
    return flops


def useful_flops(net, mode, batch):
    """What any implementation must do; a step needs two more products a layer, but no gradient of
    the picture. The numerator of every share of peak, so that shares compare like times."""
    flops = forward_flops(net)
    once = sum(flops)
    return batch * (once if mode == "predict" else 3 * once - flops[0])


def learning_rate(net, step, steps):
    """At `step` of `steps` (from 1), with an epoch of one step."""
    numbers = numbers_of(net)
    if not numbers.cosine or step == 1:
        return numbers.lr
    share = (step - 2) / max(1, steps - 1)
    return numbers.lr * 0.5 * (1 + math.cos(math.pi * share))


def torch_module(net, scales):
    """scales: the module takes bytes, as netc's net does, else floats that are scaled already."""
    from torch import nn

    numbers = numbers_of(net)

    class Scale(nn.Module):
        def forward(self, image):
            image = image.float()
            return (image - numbers.mean if numbers.mean else image) * numbers.factor

    make = {
        "conv": lambda c, o, k, p: nn.Conv2d(c, o, k, padding=p),
        "dense": nn.Linear,
        "avgpool": nn.AvgPool2d,
        "relu": nn.ReLU,
        "tanh": nn.Tanh,
        "flatten": nn.Flatten,
    }
    modules = OrderedDict([("scale", Scale())] if scales else [])
    for name, kind, sizes in named(net):
        modules[name] = make[kind](*sizes)
    return nn.Sequential(modules)


def scaled(net, pictures):
    """What the first layer makes of the bytes, as an array of floats."""
    import numpy
    numbers = numbers_of(net)
    return (pictures.astype("f4") - numpy.float32(numbers.mean)) * numpy.float32(numbers.factor)


def onnx_scale(net, helper, numpy_helper, element):
    """Nodes and constants of the first layer: image -> scaled."""
    import numpy
    numbers = numbers_of(net)
    constants = [numpy_helper.from_array(numpy.float32(numbers.factor), "factor")]
    nodes, value = [helper.make_node("Cast", ["image"], ["cast"], to=element)], "cast"
    if numbers.mean:
        constants.append(numpy_helper.from_array(numpy.float32(numbers.mean), "mean"))
        nodes.append(helper.make_node("Sub", ["cast", "mean"], ["centred"]))
        value = "centred"
    nodes.append(helper.make_node("Mul", [value, "factor"], ["scaled"]))
    return nodes, constants


def onnx_node(helper, name, kind, sizes, value, result):
    both = [value, f"{name}.weight", f"{name}.bias"]
    if kind == "dense":
        return helper.make_node("Gemm", both, [result], transB=1)
    if kind == "conv":
        return helper.make_node("Conv", both, [result], pads=[sizes[3]] * 4)
    if kind == "avgpool":
        window = [sizes[0]] * 2
        return helper.make_node("AveragePool", [value], [result], kernel_shape=window,
                                strides=window)
    operator = {"relu": "Relu", "tanh": "Tanh", "flatten": "Flatten"}[kind]
    return helper.make_node(operator, [value], [result])


def onnx_graph(net, batch, weights, scales):
    """A model of fixed batch as bytes; weights: arrays by name."""
    from onnx import TensorProto, checker, helper, numpy_helper

    nodes, tensors, value = [], [], "image"
    if scales:
        nodes, tensors = onnx_scale(net, helper, numpy_helper, TensorProto.FLOAT)
        value = "scaled"
    tensors += [numpy_helper.from_array(array, name) for name, array in weights.items()]
    layers = list(named(net))
    for name, kind, sizes in layers:
        result = "logits" if name == layers[-1][0] else name
        nodes.append(onnx_node(helper, name, kind, sizes, value, result))
        value = result
    element = TensorProto.UINT8 if scales else TensorProto.FLOAT
    image = helper.make_tensor_value_info("image", element, [batch, *PICTURE])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [batch, CLASSES])
    graph = helper.make_graph(nodes, net, [image], [logits], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    checker.check_model(model)
    return model.SerializeToString()
