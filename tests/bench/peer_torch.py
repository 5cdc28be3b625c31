"""PyTorch as a peer: peer_torch.py THREADS.

Predictions run in inference mode. A step is zero_grad, loss, backward and the optimiser's step, at
a constant rate and without a metric, which spares PyTorch some of netc's work. `floats`: the
pictures are scaled before the clock starts, which spares it some more. All but `eager` train with
the fused optimiser.
"""

import copy
import sys

import numpy
import torch
from safetensors.torch import load_file
from torch.nn.functional import cross_entropy

import nets
from peer import Variant, difference, serve


def load(net, case, scales):
    model = nets.torch_module(net, scales)
    model.load_state_dict(load_file(case["weights"]), strict=True)
    return model


def pictures(net, batch, case, scales, channels_last):
    image = numpy.load(case["pictures"])[:batch]
    image = torch.from_numpy(image if scales else nets.scaled(net, image))
    return image.contiguous(memory_format=torch.channels_last) if channels_last else image


def predict(net, batch, case, scales=True, channels_last=False, compiled=False, traced=False):
    model = load(net, case, scales).eval()
    image = pictures(net, batch, case, scales, channels_last)
    if channels_last:
        model = model.to(memory_format=torch.channels_last)
    if compiled:
        model = torch.compile(model, dynamic=False)
    if traced:
        model = torch.jit.optimize_for_inference(torch.jit.trace(model, image))

    @torch.inference_mode()
    def call():
        return model(image)

    expected = numpy.load(case["logits"])[:batch]
    return Variant(call, difference(call(), expected), None)


def optimizer_of(net, model, fused):
    numbers = nets.numbers_of(net)
    make = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[numbers.optimizer]
    return make(model.parameters(), lr=numbers.lr, weight_decay=numbers.weight_decay,
                **({"fused": True} if fused else {}))


def train(net, batch, case, scales=True, channels_last=False, compiled=False, fused=True):
    model = load(net, case, scales).train()
    if channels_last:
        model = model.to(memory_format=torch.channels_last)
    image = pictures(net, batch, case, scales, channels_last)
    label = torch.from_numpy(numpy.load(case["labels"])[:batch]).long()
    optimizer = optimizer_of(net, model, fused)
    start = copy.deepcopy(model.state_dict()), copy.deepcopy(optimizer.state_dict())

    def loss_of(image, label):
        return cross_entropy(model(image), label)

    if compiled:
        loss_of = torch.compile(loss_of, dynamic=False)

    def call():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(image, label)
        loss.backward()
        optimizer.step()
        return loss

    def reset():
        model.load_state_dict(start[0])
        optimizer.load_state_dict(copy.deepcopy(start[1]))

    losses = []
    for step in range(1, len(case["losses"]) + 1):
        for group in optimizer.param_groups:
            group["lr"] = nets.learning_rate(net, step, len(case["losses"]))
        losses.append(call().item())
    return Variant(call, difference(losses, case["losses"]), reset)


def variants_of(net, mode, batch, case):
    run = {"predict": predict, "train": train}[mode]
    choices = [("eager", {"fused": False} if mode == "train" else {})]
    if mode == "train":
        choices.append(("fused optimiser", {}))
    if nets.has_convolutions(net):
        choices.append(("channels last", {"channels_last": True}))
    if mode == "predict":
        choices.append(("traced", {"traced": True}))
    choices.append(("compile", {"compiled": True}))
    choices.append(("floats", {"scales": False}))
    for name, options in choices:
        yield name, lambda options=options: run(net, batch, case, **options)


torch.set_num_threads(int(sys.argv[1]))
torch.set_num_interop_threads(1)
serve(f"PyTorch {torch.__version__.split('+')[0]}", variants_of)
