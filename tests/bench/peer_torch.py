"""PyTorch as a peer: peer_torch.py THREADS.

A net becomes a module with a forward of its own (torch.fx writes it), as one written by hand has.
Predictions run in inference mode; `compile` freezes the weights then. A step is zero_grad, loss,
backward and the fused optimiser's step, at a constant rate and without a metric, which spares
PyTorch some of netc's work. `prepared` gets the weights of a graph's edges as a sparse matrix, made
before the clock starts.
"""

import copy
import math
import operator
import sys

import torch
from safetensors.torch import load_file
from torch import fx, nn
from torch.nn import functional

import nets
from peer import Variant, arrays_of, difference, expected_of, serve

# -- operations that are no single call of PyTorch -------------------------------------------------


class Affine(nn.Module):
    def __init__(self, mean, factor, shape):
        super().__init__()
        axes = (1, -1, *[1] * (len(shape) - 2)) if len(factor) > 1 or mean else ()
        self.register_buffer("mean", torch.tensor(mean).reshape(axes) if mean else None)
        self.register_buffer("factor", torch.tensor(factor).reshape(axes))

    def forward(self, x):
        x = x.float()
        return (x if self.mean is None else x - self.mean) * self.factor


class Positions(nn.Module):
    def __init__(self, steps, features):
        super().__init__()
        t, d = torch.arange(steps).float()[:, None], torch.arange(features).float()[None]
        angle = t * torch.exp(-math.log(10000.0) * (d - d % 2) / features)
        self.register_buffer("table", torch.where(d % 2 == 0, angle.sin(), angle.cos()))

    def forward(self, x):
        return x + self.table


class Edges(nn.Module):
    """Loops added, and the weight of each edge."""

    def __init__(self, nodes):
        super().__init__()
        self.register_buffer("loops", torch.arange(nodes))

    def forward(self, source, target):
        source, target = torch.cat([source, self.loops]), torch.cat([target, self.loops])
        degree = torch.zeros(len(self.loops)).index_add_(0, target, torch.ones(len(target)))
        root = degree.rsqrt()
        return source, target, root[source] * root[target]


class Matrix(nn.Module):
    """The same, sparse and made once."""

    def __init__(self, source, target, nodes):
        super().__init__()
        source, target, weight = Edges(nodes)(source, target)
        matrix = torch.sparse_coo_tensor(torch.stack([target, source]), weight, (nodes, nodes))
        self.matrix = matrix.coalesce().to_sparse_csr()

    def forward(self, *_):
        return self.matrix


class Gcn(nn.Module):
    def __init__(self, features, units):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(features, units))
        self.bias = nn.Parameter(torch.empty(units))

    def forward(self, x, edges):
        z = x @ self.weight
        if isinstance(edges, torch.Tensor):
            return torch.sparse.mm(edges, z) + self.bias
        source, target, weight = edges
        sums = torch.zeros(len(x), z.shape[1])
        return sums.index_add(0, target, weight[:, None] * z[source]) + self.bias


def attend(q, k, v, lengths, heads):
    batch, steps, features = q.shape
    q, k, v = (x.view(batch, steps, heads, features // heads).transpose(1, 2) for x in (q, k, v))
    mask = (torch.arange(steps)[None] < lengths[:, None])[:, None, None, :]
    y = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return y.transpose(1, 2).reshape(batch, steps, features)


def mean_steps(x, lengths):
    inside = torch.arange(x.shape[1])[None] < lengths[:, None]
    return (x * inside[:, :, None]).sum(1) / lengths[:, None]


def last_step(x):
    return x[:, -1]


def every_other(x, width):
    return functional.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 0, width - x.shape[1]))


def local_response_norm(x, size, alpha, beta, k):
    return functional.local_response_norm(x, size, alpha * size, beta, k)


def masked_cross_entropy(logits, label, mask):
    return functional.cross_entropy(logits[mask], label[mask])


def row_normalize(x):
    return x / x.sum(1, keepdim=True).clamp(min=1)


def reshape(x, shape):
    return x.reshape(shape)


def state(lstm_result, which):
    return lstm_result[1]["hc".index(which)].squeeze(0)


# -- a net as a module -----------------------------------------------------------------------------

def conv(x, settings, parameters):
    return nn.Conv2d(x.shape[1], settings["units"], settings["kernel"], settings["stride"],
                     settings["pad"], groups=settings["groups"], bias="bias" in parameters)


MODULES = {
    "conv": conv,
    "dense": lambda x, s, p: nn.Linear(x.shape[-1], s["units"]),
    "batchnorm": lambda x, s, p: nn.BatchNorm2d(x.shape[1]),
    "layernorm": lambda x, s, p: nn.LayerNorm(x.shape[-1]),
    "embedding": lambda x, s, p: nn.Embedding(s["words"], s["features"]),
    "lstm": lambda x, s, p: nn.LSTM(x.shape[2], s["hidden"], batch_first=True,
                                    bidirectional=len(s["names"]) == 2),
    "gcn": lambda x, s, p: Gcn(x.shape[1], s["units"]),
    "edges": lambda x, s, p: Edges(s["nodes"]),
    "affine": lambda x, s, p: Affine(s["mean"], s["factor"], x.shape),
    "positions": lambda x, s, p: Positions(*x.shape[1:]),
    "dropout": lambda x, s, p: nn.Dropout(s["share"]),
    "relu": lambda x, s, p: nn.ReLU(inplace=True),
    "tanh": lambda x, s, p: nn.Tanh(),
    "sigmoid": lambda x, s, p: nn.Sigmoid(),
    "gelu": lambda x, s, p: nn.GELU(),
    "maxpool": lambda x, s, p: nn.MaxPool2d(s["size"], s["stride"], s["pad"]),
    "avgpool": lambda x, s, p: nn.AvgPool2d(s["size"], s["stride"]),
}
# Functions of the operation's inputs and settings.
FUNCTIONS = {
    "attend": (attend, ["heads"]), "every_other": (every_other, ["width"]),
    "local_response_norm": (local_response_norm, ["size", "alpha", "beta", "k"]),
    "last_step": (last_step, []), "row_normalize": (row_normalize, []), "add": (operator.add, []),
    "times": (operator.mul, ["factor"]), "cross_entropy": (functional.cross_entropy, []),
    "masked_cross_entropy": (masked_cross_entropy, []), "mse": (functional.mse_loss, []),
}


def load_lstm(module, settings, weights):
    """netc's one bias goes to the first of PyTorch's two; the other stays zero and is not learned,
    for two would learn twice as fast."""
    for name, end in zip(settings["names"], ("", "_reverse")):
        bias = weights[f"{name}.bias"].clone()
        bias[settings["hidden"]:2 * settings["hidden"]] += 1
        for part, value in [("weight_ih", weights[f"{name}.weight_ih"]),
                            ("weight_hh", weights[f"{name}.weight_hh"]), ("bias_ih", bias),
                            ("bias_hh", torch.zeros_like(bias))]:
            parameter = getattr(module, f"{part}_l0{end}")
            parameter.data.copy_(value)
            parameter.requires_grad = part != "bias_hh"


def load(module, operation, weights):
    if operation.kind == "lstm":
        return load_lstm(module, operation.settings, weights)
    for part in operation.parameters:
        getattr(module, part).data.copy_(weights[f"{operation.name}.{part}"])


class Builder:
    """The module of a recorded net: takes its inputs in order; gives the first results, or of a
    training the loss."""

    def __init__(self, net, weights, prepared=None):
        self.net, self.weights, self.prepared = net, weights, prepared
        self.root, self.graph, self.nodes = nn.Module(), fx.Graph(), {}
        self.names = {}  # of modules: the operation's

    def module(self, operation):
        settings = operation.settings
        if operation.kind == "edges" and self.prepared:
            return Matrix(*self.prepared, settings["nodes"])
        made = MODULES[operation.kind](operation.inputs[0], settings, operation.parameters)
        load(made, operation, self.weights)
        return made

    def call(self, operation):
        arguments = [self.nodes[value.name] for value in operation.inputs]
        settings, graph, kind = operation.settings, self.graph, operation.kind
        if kind in MODULES:
            name = f"{kind}_{len(self.names)}"
            self.names[name] = operation.name
            self.root.add_module(name, self.module(operation))
            if kind == "lstm":
                return self.lstm(operation, name, arguments)
            return graph.call_module(name, tuple(arguments))
        if kind == "concat":
            return graph.call_function(torch.cat, (arguments, 1))
        if kind == "reshape":
            return graph.call_function(reshape, (arguments[0], operation.output.shape))
        if kind == "transpose":
            return graph.call_function(torch.transpose, (arguments[0], 1, 2))
        if kind == "global_avgpool":
            return graph.call_function(torch.mean, (arguments[0], (2, 3)))
        if kind == "mean_steps" and len(arguments) == 1:
            return graph.call_function(torch.mean, (arguments[0], 1))
        if kind == "mean_steps":
            return graph.call_function(mean_steps, tuple(arguments))
        if kind == "part":
            whole = arguments[0].args[0]
            return graph.call_function(state, (whole, settings["which"]))
        function, names = FUNCTIONS[kind]
        return graph.call_function(function, (*arguments, *(settings[name] for name in names)))

    def lstm(self, operation, name, arguments):
        given = ()
        if len(arguments) == 3:
            given = (tuple(self.graph.call_function(torch.unsqueeze, (one, 0))
                           for one in arguments[1:]),)
        whole = self.graph.call_module(name, (arguments[0], *given))
        return self.graph.call_function(operator.getitem, (whole, 0))

    def build(self):
        for one in self.net.inputs:
            self.nodes[one.name] = self.graph.placeholder(one.name.replace(".", "_"))
        for operation in self.net.operations:
            self.nodes[operation.output.name] = self.call(operation)
        if self.net.training:
            self.graph.output(self.nodes[self.net.loss.name])
        else:
            self.graph.output(tuple(self.nodes[value.name] for value in self.net.results))
        return fx.GraphModule(self.root, self.graph)


def inputs_of(net, case, channels_last):
    tensors = []
    arrays = arrays_of(net, case)
    for one in net.inputs:
        tensor = torch.from_numpy(arrays[one.name])
        if one.of_training and one.dtype == "i32" or one.name.startswith("g."):
            tensor = tensor.long()
        if channels_last and tensor.dim() == 4:
            tensor = tensor.contiguous(memory_format=torch.channels_last)
        tensors.append(tensor)
    return tensors


def module_of(net, case, tensors, channels_last, prepared):
    edges = [tensor for one, tensor in zip(net.inputs, tensors) if one.name.startswith("g.")]
    builder = Builder(net, load_file(case["weights"]), edges if prepared else None)
    module = builder.build()
    return module.to(memory_format=torch.channels_last) if channels_last else module, builder.names


def compiled_of(module, frozen):
    """frozen: weights are constants of the code. Set for the whole process, for it is asked for
    where a function is traced, before its own options count."""
    import torch._inductor.config as config  # takes seconds
    config.freezing = frozen
    return torch.compile(module, dynamic=False)


def predict(name, batch, case, channels_last=False, compiled=False, traced=False, prepared=False):
    net = nets.record(name, batch, False)
    tensors = inputs_of(net, case, channels_last)
    module, _ = module_of(net, case, tensors, channels_last, prepared)
    module = module.eval()
    if compiled:
        module = compiled_of(module, frozen=True)
    if traced:
        module = torch.jit.optimize_for_inference(torch.jit.trace(module, tuple(tensors)))

    @torch.inference_mode()
    def call():
        return module(*tensors)

    with torch.no_grad():  # freezing asks for it when it compiles
        module(*tensors)
    return Variant(call, difference(call()[0], expected_of(case, batch)))


# -- training --------------------------------------------------------------------------------------

def optimizer_of(name, module, names):
    numbers = nets.NETS[name].optimizer
    decayed, plain = [], []
    for path, parameter in module.named_parameters():
        if parameter.requires_grad:
            is_decayed = names[path.split(".")[0]].startswith(numbers.only.rstrip("."))
            (decayed if is_decayed else plain).append(parameter)
    groups = [{"params": decayed, "weight_decay": numbers.weight_decay}]
    if plain:
        groups.append({"params": plain, "weight_decay": 0})
    make = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "momentum": torch.optim.SGD}
    more = {"momentum": 0.9} if numbers.kind == "momentum" else {}
    return make[numbers.kind](groups, lr=numbers.lr, fused=True, **more)


class Dropouts:
    """Off while losses are compared: no two systems draw the same."""

    def __init__(self, module):
        self.modules = [one for one in module.modules() if isinstance(one, nn.Dropout)]
        self.shares = [one.p for one in self.modules]

    def set(self, on):
        for one, share in zip(self.modules, self.shares):
            one.p = share if on else 0.0


def train(name, batch, case, channels_last=False, compiled=False, prepared=False):
    net = nets.record(name, batch, True)
    tensors = inputs_of(net, case, channels_last)
    module, names = module_of(net, case, tensors, channels_last, prepared)
    module = module.train()
    optimizer = optimizer_of(name, module, names)
    clip = nets.NETS[name].optimizer.clip
    parameters = [one for one in module.parameters() if one.requires_grad]
    start = copy.deepcopy(module.state_dict())
    dropouts = Dropouts(module)
    loss_of = compiled_of(module, frozen=False) if compiled else module

    def call():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(*tensors)
        loss.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(parameters, clip)
        optimizer.step()
        return loss

    def set_rate(rate):
        for group in optimizer.param_groups:
            group["lr"] = rate

    def reset():
        module.load_state_dict(start)
        for slots in optimizer.state.values():
            for slot in slots.values():
                slot.zero_()

    dropouts.set(False)
    set_rate(case["rate"])
    losses = [call().item() for _ in case["losses"]]
    set_rate(nets.NETS[name].optimizer.lr)
    dropouts.set(True)
    if dropouts.modules:
        call()
    return Variant(call, difference(losses, case["losses"]), reset)


def variants_of(name, mode, batch, case):
    run = {"predict": predict, "train": train}[mode]
    net = nets.record(name, batch, False)
    wide = {"channels_last": True} if net.has("conv") else {}
    choices = [("eager", {})]
    if wide:
        choices.append(("channels last", wide))
    if net.has("edges"):
        choices.append(("prepared", {"prepared": True}))
    if mode == "predict":
        choices.append(("traced", {"traced": True}))
    choices.append(("compile", {"compiled": True, **wide}))
    for label, options in choices:
        yield label, lambda options=options: run(name, batch, case, **options)


torch.set_num_threads(int(sys.argv[1]))
torch.set_num_interop_threads(1)
serve(f"PyTorch {torch.__version__.split('+')[0]}", variants_of)
