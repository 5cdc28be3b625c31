"""A net as data: the operations that a description in nets.py makes, in order.

    net = Recorder(batch=16, training=False)
    image = net.input("image", "u8", (3, 32, 32))
    logits = image.scale(1 / 255).conv(16, 3, pad=1).relu().flatten().dense(10)

records a list of Operation. Each peer turns the list into what it runs; here it gives the shapes,
the parameters and the count of arithmetic. Parameters bear netc's names, which are PyTorch's, so
one safetensors file serves all. Nothing is taken on trust: results and losses are compared with
netc's before anything is timed.
"""

import contextlib
import math
from dataclasses import dataclass, field


@dataclass
class Operation:
    kind: str
    name: str  # of the layer: its parameters are name.weight, ..
    inputs: list  # of Value
    output: "Value"
    settings: dict
    parameters: dict = field(default_factory=dict)  # names of the layer's own -> shapes
    products: float = 0  # multiply-adds, forward


@dataclass
class Input:
    name: str
    dtype: str  # u8, i32, f32, bool
    shape: tuple
    low: int = 0  # whole numbers lie in low .. bound - 1
    bound: int = 0
    of_training: bool = False  # a label: predictions do not take it
    zeros: bool = False  # a state, which begins with zeros where nobody gives it


class Value:
    """What an operation makes. Its methods are the operations, in the words of the `.net` files."""

    def __init__(self, net, name, shape, learned):
        self.net, self.name, self.shape = net, name, tuple(shape)
        self.learned = learned  # depends on parameters: a step needs its gradient

    # -- a layer with weights ------------------------------------------------------------------

    def conv(self, units, kernel, stride=1, pad=0, groups=1, bias=True, name=None):
        batch, channels, height, width = self.shape
        size = [(edge + 2 * pad - kernel) // stride + 1 for edge in (height, width)]
        parameters = {"weight": (units, channels // groups, kernel, kernel)}
        if bias:
            parameters["bias"] = (units,)
        products = batch * units * math.prod(size) * (channels // groups) * kernel * kernel
        return self.net.add("conv", [self], (batch, units, *size), name=name,
                            parameters=parameters, products=products, units=units, kernel=kernel,
                            stride=stride, pad=pad, groups=groups)

    def dense(self, units, name=None):
        features = self.shape[-1]
        parameters = {"weight": (units, features), "bias": (units,)}
        return self.net.add("dense", [self], (*self.shape[:-1], units), name=name,
                            parameters=parameters, products=math.prod(self.shape) * units,
                            units=units)

    def batchnorm(self, name=None):
        each = (self.shape[1],)
        parameters = dict.fromkeys(["weight", "bias", "running_mean", "running_var"], each)
        return self.net.add("batchnorm", [self], self.shape, name=name, parameters=parameters)

    def layernorm(self, name=None):
        parameters = dict.fromkeys(["weight", "bias"], self.shape[-1:])
        return self.net.add("layernorm", [self], self.shape, name=name, parameters=parameters)

    def embedding(self, words, features):
        return self.net.add("embedding", [self], (*self.shape, features), learned=True,
                            parameters={"weight": (words, features)}, words=words,
                            features=features)

    def lstm(self, hidden, names, state=()):
        """A direction for each name, the second from the end; the results side by side. `state`: h
        and c to begin with, for one direction. Returns the steps, and with a state the last h, c.
        netc adds 1 to the forget gate, in front of which PyTorch has nothing."""
        batch, steps, features = self.shape
        shapes = {"weight_ih": (4 * hidden, features), "weight_hh": (4 * hidden, hidden),
                  "bias": (4 * hidden,)}
        parameters = {f"{name}.{part}": shape for name in names for part, shape in shapes.items()}
        products = len(names) * batch * steps * 4 * hidden * (features + hidden)
        y = self.net.add("lstm", [self, *state], (batch, steps, len(names) * hidden), name="",
                         parameters=parameters, products=products, hidden=hidden, names=names)
        if not state:
            return y
        return y, *(self.net.add("part", [y], (batch, hidden), which=which) for which in "hc")

    def gcn(self, units, edges):
        nodes, features = self.shape
        parameters = {"weight": (features, units), "bias": (units,)}
        products = nodes * features * units + edges.shape[0] * units
        return self.net.add("gcn", [self, edges], (nodes, units), parameters=parameters,
                            products=products, units=units)

    # -- products without weights --------------------------------------------------------------

    def attend(self, key, value, heads, lengths):
        batch, steps, features = self.shape
        return self.net.add("attend", [self, key, value, lengths], self.shape, heads=heads,
                            products=2 * batch * steps * steps * features)

    # -- windows -------------------------------------------------------------------------------

    def pool(self, kind, size, stride, pad):
        batch, channels, height, width = self.shape
        shape = [(edge + 2 * pad - size) // stride + 1 for edge in (height, width)]
        return self.net.add(kind, [self], (batch, channels, *shape), size=size, stride=stride,
                            pad=pad)

    def maxpool(self, size, stride=None, pad=0):
        return self.pool("maxpool", size, stride or size, pad)

    def avgpool(self, size, stride=None):
        return self.pool("avgpool", size, stride or size, 0)

    def global_avgpool(self):
        return self.net.add("global_avgpool", [self], self.shape[:2])

    def local_response_norm(self):
        return self.net.add("local_response_norm", [self], self.shape, size=5, alpha=1e-4,
                            beta=0.75, k=2)

    # -- element by element, and shapes --------------------------------------------------------

    def normalize(self, mean, std):
        return self.net.add("affine", [self], self.shape, mean=mean, factor=[1 / s for s in std])

    def scale(self, factor):
        return self.net.add("affine", [self], self.shape, mean=None, factor=[factor])

    def map(self, kind):
        return self.net.add(kind, [self], self.shape)

    def relu(self):
        return self.map("relu")

    def tanh(self):
        return self.map("tanh")

    def sigmoid(self):
        return self.map("sigmoid")

    def gelu(self):
        return self.map("gelu")

    def positions(self):
        return self.map("positions")

    def row_normalize(self):
        return self.map("row_normalize")

    def dropout(self, share):
        """Only a step of training has it."""
        if not self.net.training:
            return self
        return self.net.add("dropout", [self], self.shape, share=share)

    def flatten(self):
        return self.reshape((math.prod(self.shape[1:]),))

    def reshape(self, shape):
        return self.net.add("reshape", [self], (self.shape[0], *shape))

    def transpose(self):
        """Axes 1 and 2 change places."""
        first, one, two = self.shape
        return self.net.add("transpose", [self], (first, two, one))

    def every_other(self, width):
        """Every second pixel, and zeros for new channels (ResNet for CIFAR-10, option A)."""
        batch, _, *size = self.shape
        halves = [(edge + 1) // 2 for edge in size]
        return self.net.add("every_other", [self], (batch, width, *halves), width=width)

    def last_step(self):
        return self.net.add("last_step", [self], (self.shape[0], self.shape[2]))

    def mean_steps(self, lengths=None):
        both = [self] if lengths is None else [self, lengths]
        return self.net.add("mean_steps", both, (self.shape[0], self.shape[2]))

    def __add__(self, other):
        return self.net.add("add", [self, other], self.shape)

    # -- losses --------------------------------------------------------------------------------

    def cross_entropy(self, label):
        return self.net.add("cross_entropy", [self, label], ())

    def masked_cross_entropy(self, label, mask):
        return self.net.add("masked_cross_entropy", [self, label, mask], ())

    def mse(self, target):
        return self.net.add("mse", [self, target], ())

    def times(self, factor):
        return self.net.add("times", [self], self.shape, factor=factor)


class Recorder:
    def __init__(self, batch, training=False):
        self.batch, self.training = batch, training
        self.operations, self.inputs, self.results, self.loss = [], [], [], None
        self.scopes, self.counts = [], [{}]

    def input(self, name, dtype, shape, rows=True, **others):
        """`shape` without the batch, if the input has one in front."""
        shape = (self.batch, *shape) if rows else tuple(shape)
        self.inputs.append(Input(name, dtype, shape, **others))
        return Value(self, name, shape, False)

    @contextlib.contextmanager
    def layer(self, name):
        """Layers made inside are called name.conv1, .."""
        self.scopes.append(name)
        self.counts.append({})
        yield
        self.counts.pop()
        self.scopes.pop()

    def name_of(self, kind):
        """As netc counts: conv1, conv2, .. by the calls of one body."""
        counts = self.counts[-1]
        counts[kind] = counts.get(kind, 0) + 1
        return f"{kind}{counts[kind]}"

    def add(self, kind, inputs, shape, name=None, parameters=None, products=0, learned=False,
            **settings):
        own = self.name_of(kind) if name is None else name
        path = ".".join([*self.scopes, own] if own else self.scopes)
        learned = learned or bool(parameters) or any(value.learned for value in inputs)
        output = Value(self, f"v{len(self.operations)}", shape, learned)
        self.operations.append(Operation(kind, path, inputs, output, settings, parameters or {},
                                         products))
        return output

    def concat(self, values):
        batch, _, *rest = values[0].shape
        channels = sum(value.shape[1] for value in values)
        return self.add("concat", values, (batch, channels, *rest))

    # -- what follows from the list ------------------------------------------------------------

    def has(self, kind):
        return any(operation.kind == kind for operation in self.operations)

    def parameters(self):
        """Full names and shapes, in order."""
        return {f"{operation.name}.{part}".lstrip("."): shape for operation in self.operations
                for part, shape in operation.parameters.items()}

    def flops(self):
        """Of the products, a multiply-add as two; of a step the forward ones, for each a product
        for the gradient of the weights (or of the second operand), and one for that of the input
        where it depends on weights. What any implementation must do: the numerator of every share
        of peak, so that shares compare like times."""
        total = 0
        for operation in self.operations:
            times = 2 + operation.inputs[0].learned if self.training else 1
            total += 2 * operation.products * times
        return total


def is_state(name):
    return name.endswith((".running_mean", ".running_var"))
