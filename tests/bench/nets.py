"""The nets that are compared, each described once; the words are those of its `.net` file.

A description records operations (describe.py); it must equal the example that netc compiles.
"""

import os
from dataclasses import dataclass

from describe import Recorder

CLASSES = 1000
MEAN, STD = [123.7, 116.3, 103.5], [58.4, 57.1, 57.4]


# -- small nets on pictures of 28x28 ---------------------------------------------------------------

def labelled(net, logits, classes):
    net.results = [logits]
    if net.training:
        net.loss = logits.cross_entropy(net.input("label", "i32", (), bound=classes,
                                                  of_training=True))


def softmax(net):
    image = net.input("image", "u8", (1, 28, 28))
    labelled(net, image.scale(1 / 255).flatten().dense(10), 10)


def mlp(net):
    x = net.input("image", "u8", (1, 28, 28)).scale(1 / 255).flatten()
    labelled(net, x.dense(256).relu().dense(128).relu().dense(10), 10)


def lenet5(net):
    x = net.input("image", "u8", (1, 28, 28)).normalize([72.9], [90])
    x = x.conv(6, 5, pad=2).tanh().avgpool(2).conv(16, 5).tanh().avgpool(2).flatten()
    labelled(net, x.dense(120).tanh().dense(84).tanh().dense(10), 10)


def autoencoder(net):
    scaled = net.input("image", "u8", (1, 28, 28)).scale(1 / 255)
    code = scaled.flatten().dense(256).relu().dense(64).relu().dense(16)
    picture = code.dense(64).relu().dense(256).relu().dense(784).sigmoid().reshape((1, 28, 28))
    net.results = [picture, code]
    if net.training:
        net.loss = picture.mse(scaled)


# -- residual nets ---------------------------------------------------------------------------------

def normed(x, units, kernel, **options):
    return x.conv(units, kernel, bias=False, **options).batchnorm()


def cifar_block(net, x, width, stride, name):
    with net.layer(name):
        y = normed(normed(x, width, 3, stride=stride, pad=1).relu(), width, 3, pad=1)
    return (y + (x if stride == 1 else x.every_other(width))).relu()


def resnet20(net):
    x = net.input("image", "u8", (3, 32, 32)).normalize([125.3, 123, 113.9], [63, 62.1, 66.7])
    with net.layer("stages1"):
        x = normed(x, 16, 3, pad=1).relu()
        for stage, width in enumerate([16, 32, 64]):
            x = cifar_block(net, x, width, 1 if stage == 0 else 2, f"block1.{stage}")
            for i in range(2):
                x = cifar_block(net, x, width, 1, f"block2.{stage}.{i}")
    labelled(net, x.global_avgpool().dense(10), 10)


def shortcut(net, x, width, stride):
    if stride == 1 and x.shape[1] == width:
        return x
    with net.layer("shortcut1"):
        return normed(x, width, 1, stride=stride)


def basic_block(net, x, width, stride):
    y = normed(normed(x, width, 3, stride=stride, pad=1).relu(), width, 3, pad=1)
    return (y + shortcut(net, x, width, stride)).relu()


def bottleneck(net, x, width, stride):
    y = normed(normed(x, width, 1).relu(), width, 3, stride=stride, pad=1).relu()
    return (normed(y, 4 * width, 1) + shortcut(net, x, 4 * width, stride)).relu()


def residual(net, block, depths):
    x = net.input("image", "u8", (3, 224, 224)).normalize(MEAN, STD)
    with net.layer("residual_stages1"):
        x = normed(x, 64, 7, stride=2, pad=3).relu().maxpool(3, stride=2, pad=1)
        for stage, depth in enumerate(depths):
            for i in range(depth):
                name = f"block2.{stage}.{i - 1}" if i else f"block1.{stage}"
                with net.layer(name):
                    x = block(net, x, 64 << stage, 2 if stage and not i else 1)
    labelled(net, x.global_avgpool().dense(CLASSES), CLASSES)


def resnet18(net):
    residual(net, basic_block, [2, 2, 2, 2])


def resnet50(net):
    residual(net, bottleneck, [3, 4, 6, 3])


# -- the other nets for ImageNet -------------------------------------------------------------------

def classifier(x):
    x = x.flatten().dense(4096).relu().dropout(0.5).dense(4096).relu().dropout(0.5)
    return x.dense(CLASSES)


def alexnet(net):
    x = net.input("image", "u8", (3, 227, 227)).normalize(MEAN, STD)
    x = x.conv(96, 11, stride=4).relu().local_response_norm().maxpool(3, stride=2)
    x = x.conv(256, 5, pad=2, groups=2).relu().local_response_norm().maxpool(3, stride=2)
    x = x.conv(384, 3, pad=1).relu().conv(384, 3, pad=1, groups=2).relu()
    x = x.conv(256, 3, pad=1, groups=2).relu().maxpool(3, stride=2)
    labelled(net, classifier(x), CLASSES)


def vgg16(net):
    x = net.input("image", "u8", (3, 224, 224)).normalize(MEAN, STD)
    for stage, (width, depth) in enumerate([(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]):
        for i in range(depth):
            x = x.conv(width, 3, pad=1, name=f"conv1.{stage}.{i}").relu()
        x = x.maxpool(2)
    labelled(net, classifier(x), CLASSES)


def inception(net, x, a, b_reduce, b, c_reduce, c, d):
    with net.layer(net.name_of("inception")):
        return net.concat([
            x.conv(a, 1).relu(),
            x.conv(b_reduce, 1).relu().conv(b, 3, pad=1).relu(),
            x.conv(c_reduce, 1).relu().conv(c, 5, pad=2).relu(),
            x.maxpool(3, stride=1, pad=1).conv(d, 1).relu()])


def auxiliary(net, x):
    with net.layer(net.name_of("auxiliary")):
        x = x.avgpool(5, stride=3).conv(128, 1).relu().flatten()
        return x.dense(1024).relu().dropout(0.7).dense(CLASSES)


def googlenet(net):
    x = net.input("image", "u8", (3, 224, 224)).normalize(MEAN, STD)
    x = x.conv(64, 7, stride=2, pad=3).relu().maxpool(3, stride=2, pad=1).local_response_norm()
    x = x.conv(64, 1).relu().conv(192, 3, pad=1).relu()
    x = x.local_response_norm().maxpool(3, stride=2, pad=1)
    x = inception(net, inception(net, x, 64, 96, 128, 16, 32, 32), 128, 128, 192, 32, 96, 64)
    x = inception(net, x.maxpool(3, stride=2, pad=1), 192, 96, 208, 16, 48, 64)
    first = auxiliary(net, x) if net.training else None
    x = inception(net, inception(net, x, 160, 112, 224, 24, 64, 64), 128, 128, 256, 24, 64, 64)
    x = inception(net, x, 112, 144, 288, 32, 64, 64)
    second = auxiliary(net, x) if net.training else None
    x = inception(net, x, 256, 160, 320, 32, 128, 128).maxpool(3, stride=2, pad=1)
    x = inception(net, inception(net, x, 256, 160, 320, 32, 128, 128), 384, 192, 384, 48, 128, 128)
    net.results = [x.global_avgpool().dropout(0.4).dense(CLASSES)]
    if net.training:
        label = net.input("label", "i32", (), bound=CLASSES, of_training=True)
        net.loss = (net.results[0].cross_entropy(label) + first.cross_entropy(label).times(0.3)
                    + second.cross_entropy(label).times(0.3))


def fire(net, x, squeeze, expand):
    with net.layer(net.name_of("fire")):
        s = x.conv(squeeze, 1).relu()
        return net.concat([s.conv(expand, 1).relu(), s.conv(expand, 3, pad=1).relu()])


def squeezenet(net):
    x = net.input("image", "u8", (3, 227, 227)).normalize(MEAN, STD)
    x = x.conv(96, 7, stride=2).relu().maxpool(3, stride=2)
    x = fire(net, fire(net, fire(net, x, 16, 64), 16, 64), 32, 128).maxpool(3, stride=2)
    for squeeze, expand in [(32, 128), (48, 192), (48, 192), (64, 256)]:
        x = fire(net, x, squeeze, expand)
    x = fire(net, x.maxpool(3, stride=2), 64, 256).dropout(0.5)
    labelled(net, x.conv(CLASSES, 1).relu().global_avgpool(), CLASSES)


def separable(net, x, width, stride, name):
    with net.layer(name):
        x = x.conv(x.shape[1], 3, stride=stride, pad=1, groups=x.shape[1], bias=False,
                   name="depthwise1").batchnorm().relu()
        return normed(x, width, 1).relu()


def mobilenet(net):
    x = net.input("image", "u8", (3, 224, 224)).normalize(MEAN, STD)
    x = normed(x, 32, 3, stride=2, pad=1).relu()
    widths = [(64, 1, 1), (128, 2, 2), (256, 2, 2), (512, 6, 2), (1024, 2, 2)]
    for stage, (width, depth, stride) in enumerate(widths):
        x = separable(net, x, width, stride, f"separable1.{stage}")
        for i in range(depth - 1):
            x = separable(net, x, width, 1, f"separable2.{stage}.{i}")
    labelled(net, x.global_avgpool().dense(CLASSES), CLASSES)


# -- sequences -------------------------------------------------------------------------------------

STEPS = 128


def lstm(net):
    x = net.input("x", "f32", (STEPS, 64))
    labelled(net, x.lstm(256, ["lstm1"]).last_step().dense(10), 10)


def bilstm(net):
    x = net.input("x", "f32", (STEPS, 64))
    labelled(net, x.lstm(256, ["lstm1", "lstm2"]).mean_steps().dense(10), 10)


def char_lstm(net):
    """A prediction is one symbol of one text, and the state goes on; a step of training is 64
    symbols of 64 texts."""
    steps = 64 if net.training else 1
    text = net.input("text", "i32", (steps,), bound=65)
    state = [net.input(name, "f32", (256,), zeros=True) for name in "hc"]
    y, h, c = text.embedding(65, 64).lstm(256, ["lstm_from1"], state)
    logits = y.dropout(0.25).dense(65).transpose()
    net.results = [logits, h, c]
    if net.training:
        label = net.input("label", "i32", (steps,), bound=65, of_training=True)
        net.loss = logits.cross_entropy(label)


def attention(net, x, heads, lengths):
    with net.layer("attention1"):
        parts = [x.dense(x.shape[2], name=name) for name in ("query", "key", "value")]
        return parts[0].attend(*parts[1:], heads, lengths).dense(x.shape[2], name="output")


def encoder_block(net, x, name, lengths):
    with net.layer(name):
        x = x + attention(net, x.layernorm(), 4, lengths).dropout(0.1)
        return x + x.layernorm().dense(128).gelu().dense(64).dropout(0.1)


def transformer(net):
    x = net.input("x", "f32", (40, 20))
    lengths = net.input("lengths", "i32", (), low=20, bound=41)
    x = x.dense(64).positions()
    for i in range(2):
        x = encoder_block(net, x, f"block.{i}", lengths)
    labelled(net, x.layernorm().mean_steps(lengths).dense(10), 10)


# -- a graph ---------------------------------------------------------------------------------------

PAPERS, LINKS, WORDS = 2708, 10556, 1433  # Cora, an edge for each direction


def gcn(net):
    x = net.input("x", "f32", (PAPERS, WORDS), rows=False)
    source = net.input("g.source", "i32", (LINKS,), bound=PAPERS, rows=False)
    target = net.input("g.target", "i32", (LINKS,), bound=PAPERS, rows=False)
    edges = net.add("edges", [source, target], (LINKS + PAPERS,), nodes=PAPERS)
    x = x.row_normalize().dropout(0.5).gcn(16, edges).relu()
    logits = x.dropout(0.5).gcn(7, edges)
    net.results = [logits]
    if net.training:
        label = net.input("label", "i32", (PAPERS,), bound=7, of_training=True, rows=False)
        mask = net.input("mask", "bool", (PAPERS,), of_training=True, rows=False)
        net.loss = logits.masked_cross_entropy(label, mask)


# -- how each is measured --------------------------------------------------------------------------

@dataclass
class Optimizer:
    kind: str  # adam, adamw, momentum
    lr: float
    weight_decay: float = 0
    only: str = ""  # the decay is for names that begin so
    clip: float = 0  # the norm that all gradients together are held to


@dataclass
class Net:
    describe: object
    source: str  # below examples/, or beside this file
    optimizer: Optimizer
    batches: tuple = (1, 16)  # of predictions
    step: int = 16  # samples of a step of training
    data: str = "npy"  # what netc reads: made-up arrays, a made-up text, or Cora
    rate: float = 0.1  # times the optimizer's: where losses are compared, rounding grows slowly
    agree: float = 2e-4  # the largest difference of losses, relative to them, that counts as none


def momentum(lr, weight_decay):
    return Optimizer("momentum", lr, weight_decay)


SMALL = {"batches": (1, 64), "step": 64}
NETS = {
    "softmax": Net(softmax, "softmax.net", Optimizer("adam", 1e-3), **SMALL),
    "mlp": Net(mlp, "mlp.net", Optimizer("adamw", 1e-3, 1e-2), **SMALL),
    "lenet5": Net(lenet5, "lenet5.net", Optimizer("adamw", 2e-3, 5e-2), **SMALL),
    "autoencoder": Net(autoencoder, "autoencoder.net", Optimizer("adam", 1e-3), **SMALL),
    "resnet20": Net(resnet20, "cifar/resnet20.net", momentum(0.1, 1e-4), **SMALL),
    "alexnet": Net(alexnet, "imagenet/alexnet.net", momentum(0.01, 5e-4), rate=0.01),
    "vgg16": Net(vgg16, "imagenet/vgg16.net", momentum(0.01, 5e-4), rate=0.001),
    "googlenet": Net(googlenet, "imagenet/googlenet.net", momentum(0.01, 2e-4)),
    "squeezenet": Net(squeezenet, "imagenet/squeezenet.net", momentum(0.04, 2e-4)),
    "mobilenet": Net(mobilenet, "imagenet/mobilenet.net", momentum(0.1, 1e-4), rate=0.001,
                     agree=2e-3),  # as for resnet50
    "resnet18": Net(resnet18, "imagenet/resnet18.net", momentum(0.1, 1e-4)),
    # Rounding grows through 53 batch normalisations of random weights: PyTorch's own layouts part
    # from each other by 1e-3.
    "resnet50": Net(resnet50, "imagenet/resnet50.net", momentum(0.1, 1e-4), rate=0.001, agree=2e-3),
    "lstm": Net(lstm, "nets/lstm.net", Optimizer("adam", 3e-3), **SMALL),
    "bilstm": Net(bilstm, "nets/bilstm.net", Optimizer("adam", 3e-3), **SMALL),
    "char_lstm": Net(char_lstm, "char_lstm.net", Optimizer("adam", 4e-3, clip=5), batches=(1,),
                     step=64, data="text"),
    "gcn": Net(gcn, "gcn.net", Optimizer("adam", 0.01, 5e-4, only="gcn1."), batches=(PAPERS,),
               step=PAPERS, data="cora"),
    "transformer": Net(transformer, "transformer.net", Optimizer("adamw", 2e-3, 1e-2, clip=1),
                       batches=(1, 32), step=32),
}


def source_of(name):
    here, path = os.path.dirname(os.path.abspath(__file__)), NETS[name].source
    own = f"{here}/{path}"
    return own if os.path.exists(own) else os.path.abspath(f"{here}/../../examples/{path}")


def record(name, batch, training):
    net = Recorder(batch, training)
    NETS[name].describe(net)
    return net


def jobs_of(name):
    """(mode, batch), in the order in which they are measured."""
    net = NETS[name]
    return [*(("predict", batch) for batch in net.batches), ("train", net.step)]
