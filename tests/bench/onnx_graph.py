"""A recorded net as an ONNX model of fixed shapes, for the peers that read such files."""

import math

import numpy
from onnx import TensorProto, checker, helper, numpy_helper

ELEMENTS = {"u8": TensorProto.UINT8, "i32": TensorProto.INT32, "f32": TensorProto.FLOAT}
SINGLE = {"relu": "Relu", "tanh": "Tanh", "sigmoid": "Sigmoid", "gelu": "Gelu"}


class Graph:
    def __init__(self, net, weights):
        self.net, self.weights = net, weights
        self.nodes, self.tensors = [], []

    def constant(self, array):
        name = f"c{len(self.tensors)}"
        self.tensors.append(numpy_helper.from_array(numpy.asarray(array, order="C"), name))
        return name

    def node(self, operator, inputs, count=1, **attributes):
        names = [f"n{len(self.nodes)}.{i}" for i in range(count)]
        self.nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names[0] if count == 1 else names

    def floats(self, *numbers):
        return self.constant(numpy.array(numbers if len(numbers) > 1 else numbers[0], "f4"))

    def whole(self, *numbers):
        return self.constant(numpy.array(numbers, "i8"))

    def weight(self, operation, part):
        return self.weights[f"{operation.name}.{part}".lstrip(".")]

    def parameter(self, operation, part):
        return self.constant(self.weight(operation, part))

    def reshaped(self, value, *shape):
        return self.node("Reshape", [value, self.whole(*shape)])

    # -- an operation each -------------------------------------------------------------------------

    def conv(self, operation, x):
        settings = operation.settings
        inputs = [x] + [self.parameter(operation, part) for part in operation.parameters]
        return self.node("Conv", inputs, strides=[settings["stride"]] * 2,
                         pads=[settings["pad"]] * 4, group=settings["groups"])

    def dense(self, operation, x):
        if len(operation.output.shape) == 2:
            both = [self.parameter(operation, part) for part in ("weight", "bias")]
            return self.node("Gemm", [x, *both], transB=1)
        product = self.node("MatMul", [x, self.constant(self.weight(operation, "weight").T)])
        return self.node("Add", [product, self.parameter(operation, "bias")])

    def batchnorm(self, operation, x):
        parts = ["weight", "bias", "running_mean", "running_var"]
        return self.node("BatchNormalization",
                         [x, *(self.parameter(operation, part) for part in parts)], epsilon=1e-5)

    def layernorm(self, operation, x):
        both = [self.parameter(operation, part) for part in ("weight", "bias")]
        return self.node("LayerNormalization", [x, *both], axis=-1, epsilon=1e-5)

    def embedding(self, operation, x):
        return self.node("Gather", [self.parameter(operation, "weight"), x])

    def affine(self, operation, x):
        mean, factor = operation.settings["mean"], operation.settings["factor"]
        axes = (1, -1, *[1] * (len(operation.output.shape) - 2)) if mean else ()
        x = self.node("Cast", [x], to=TensorProto.FLOAT)
        if mean:
            x = self.node("Sub", [x, self.constant(numpy.array(mean, "f4").reshape(axes))])
        return self.node("Mul", [x, self.constant(numpy.array(factor, "f4").reshape(axes))])

    def window(self, operator, operation, x, **more):
        settings = operation.settings
        return self.node(operator, [x], kernel_shape=[settings["size"]] * 2,
                         strides=[settings["stride"]] * 2, pads=[settings["pad"]] * 4, **more)

    def maxpool(self, operation, x):
        return self.window("MaxPool", operation, x)

    def avgpool(self, operation, x):
        return self.window("AveragePool", operation, x)

    def global_avgpool(self, operation, x):
        return self.node("Flatten", [self.node("GlobalAveragePool", [x])])

    def local_response_norm(self, operation, x):
        s = operation.settings
        return self.node("LRN", [x], size=s["size"], alpha=s["alpha"] * s["size"], beta=s["beta"],
                         bias=float(s["k"]))

    def reshape(self, operation, x):
        return self.reshaped(x, *operation.output.shape)

    def transpose(self, operation, x):
        return self.node("Transpose", [x], perm=[0, 2, 1])

    def add(self, operation, x, y):
        return self.node("Add", [x, y])

    def concat(self, operation, *values):
        return self.node("Concat", list(values), axis=1)

    def every_other(self, operation, x):
        channels = operation.inputs[0].shape[1]
        far = 1 << 30
        x = self.node("Slice", [x, self.whole(0, 0), self.whole(far, far), self.whole(2, 3),
                                self.whole(2, 2)])
        zeros = self.whole(0, 0, 0, 0, 0, operation.settings["width"] - channels, 0, 0)
        return self.node("Pad", [x, zeros])

    def positions(self, operation, x):
        _, steps, features = operation.output.shape
        t, d = numpy.arange(steps)[:, None], numpy.arange(features)[None]
        angle = t * numpy.exp(-math.log(10000) * (d - d % 2) / features)
        table = numpy.where(d % 2 == 0, numpy.sin(angle), numpy.cos(angle))
        return self.node("Add", [x, self.constant(table.astype("f4"))])

    def inside(self, lengths, steps):
        """[B, 1, 1, steps]: whether a row has that step."""
        steps = self.constant(numpy.arange(steps, dtype="i4").reshape(1, 1, 1, -1))
        return self.node("Less", [steps, self.reshaped(lengths, -1, 1, 1, 1)])

    def attend(self, operation, q, k, v, lengths):
        batch, steps, features = operation.output.shape
        heads = operation.settings["heads"]
        width = features // heads

        def parts(x, order):
            x = self.reshaped(x, batch, steps, heads, width)
            return self.node("Transpose", [x], perm=order)

        scores = self.node("MatMul", [parts(q, [0, 2, 1, 3]), parts(k, [0, 2, 3, 1])])
        scores = self.node("Mul", [scores, self.floats(width ** -0.5)])
        scores = self.node("Where", [self.inside(lengths, steps), scores, self.floats(-1e30)])
        shares = self.node("Softmax", [scores], axis=-1)
        y = self.node("MatMul", [shares, parts(v, [0, 2, 1, 3])])
        return self.reshaped(self.node("Transpose", [y], perm=[0, 2, 1, 3]), batch, steps, features)

    def mean_steps(self, operation, x, lengths=None):
        if lengths is None:
            return self.node("ReduceMean", [x, self.whole(1)], keepdims=0)
        inside = self.node("Cast", [self.inside(lengths, operation.inputs[0].shape[1])],
                           to=TensorProto.FLOAT)
        kept = self.node("Mul", [x, self.reshaped(inside, 0, -1, 1)])
        count = self.node("Cast", [self.reshaped(lengths, -1, 1)], to=TensorProto.FLOAT)
        return self.node("Div", [self.node("ReduceSum", [kept, self.whole(1)], keepdims=0), count])

    def last_step(self, operation, x):
        return self.node("Gather", [x, self.constant(numpy.array(-1, "i8"))], axis=1)

    def lstm(self, operation, x, *state):
        """ONNX has gates i, o, f, c and time in front."""
        hidden, names = operation.settings["hidden"], operation.settings["names"]
        batch, steps, width = operation.output.shape

        def stacked(part):
            rows = []
            for name in names:
                i, f, g, o = numpy.split(self.weight(operation, f"{name}.{part}"), 4)
                rows.append(numpy.concatenate([i, o, f + (part == "bias"), g]))
            return numpy.stack(rows).astype("f4")

        bias = numpy.concatenate([stacked("bias"), numpy.zeros((len(names), 4 * hidden), "f4")], 1)
        inputs = [self.node("Transpose", [x], perm=[1, 0, 2]),
                  *map(self.constant, (stacked("weight_ih"), stacked("weight_hh"), bias))]
        if state:
            inputs += ["", *(self.reshaped(one, 1, batch, hidden) for one in state)]
        direction = "bidirectional" if len(names) == 2 else "forward"
        y, h, c = self.node("LSTM", inputs, 3, hidden_size=hidden, direction=direction)
        self.states = {"h": h, "c": c}
        y = self.node("Transpose", [y], perm=[2, 0, 1, 3])
        return self.reshaped(y, batch, steps, width)

    def part(self, operation, _):
        return self.reshaped(self.states[operation.settings["which"]], *operation.output.shape)

    def row_normalize(self, operation, x):
        total = self.node("ReduceSum", [x, self.whole(1)], keepdims=1)
        return self.node("Div", [x, self.node("Max", [total, self.floats(1)])])

    def edges(self, operation, source, target):
        nodes = operation.settings["nodes"]
        loops = self.constant(numpy.arange(nodes, dtype="i4"))
        source, target = (self.node("Concat", [one, loops], axis=0) for one in (source, target))
        places = self.reshaped(target, -1, 1)
        ones = self.constant(numpy.ones(operation.output.shape, "f4"))
        degree = self.node("ScatterElements",
                           [self.constant(numpy.zeros(nodes, "f4")), target, ones], axis=0,
                           reduction="add")
        root = self.node("Reciprocal", [self.node("Sqrt", [degree])])
        ends = [self.node("Gather", [root, end]) for end in (source, target)]
        self.ends = source, self.node("Cast", [places], to=TensorProto.INT64)
        return self.reshaped(self.node("Mul", ends), -1, 1)

    def gcn(self, operation, x, weight):
        z = self.node("MatMul", [x, self.parameter(operation, "weight")])
        source, places = self.ends
        terms = self.node("Mul", [self.node("Gather", [z, source]), weight])
        zeros = self.constant(numpy.zeros(operation.output.shape, "f4"))
        sums = self.node("ScatterND", [zeros, places, terms], reduction="add")
        return self.node("Add", [sums, self.parameter(operation, "bias")])

    # -- the model ---------------------------------------------------------------------------------

    def run(self):
        values = {one.name: one.name for one in self.net.inputs}
        for operation in self.net.operations:
            inputs = [values[value.name] for value in operation.inputs]
            if operation.kind in SINGLE:
                made = self.node(SINGLE[operation.kind], inputs)
            else:
                made = getattr(self, operation.kind)(operation, *inputs)
            values[operation.output.name] = made
        return [values[value.name] for value in self.net.results]


def result_names(net):
    return [f"result{i}" for i in range(len(net.results))]


def model_of(net, weights):
    """As bytes; weights: arrays by name."""
    graph = Graph(net, weights)
    results = graph.run()
    names = result_names(net)
    graph.nodes += [helper.make_node("Identity", [made], [name])
                    for made, name in zip(results, names)]
    inputs = [helper.make_tensor_value_info(one.name, ELEMENTS[one.dtype], one.shape)
              for one in net.inputs]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, value.shape)
               for name, value in zip(names, net.results)]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "net", inputs, outputs, graph.tensors),
        opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    checker.check_model(model)
    return model.SerializeToString()
