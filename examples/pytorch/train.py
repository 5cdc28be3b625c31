"""The nets of examples/ in PyTorch, trained as the examples say: same data, batches, rates, epochs.

    NETC_DATA=DIR python train.py NET.. [--seeds 10]        prints what each reached on the test set

Starts are PyTorch's own, and what is held back to validate is left out here as well. One thread;
the seconds are of CPU time, an epoch. Fashion-MNIST is read from /usr/share/datasets.
"""

import argparse
import gzip
import math
import os
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

DATA = os.environ.get("NETC_DATA", ".")
HERE = os.path.dirname(os.path.abspath(__file__))


# -- data: a list of tensors for each part, samples along the first axis -----------------------------

def fashion():
    def array(name, skip):
        with gzip.open(f"/usr/share/datasets/fashion-mnist/{name}-ubyte.gz") as file:
            return torch.from_numpy(numpy.frombuffer(file.read(), "u1")[skip:].copy())

    def part(name):
        return [array(f"{name}-images-idx3", 16).view(-1, 1, 28, 28),
                array(f"{name}-labels-idx1", 8).long()]

    return part("train"), part("t10k")


def series(folder):
    def part(name):
        names = ("x", "lengths", "y")
        x, lengths, y = (numpy.load(f"{DATA}/{folder}/{name}_{which}.npy") for which in names)
        return [torch.from_numpy(x), torch.from_numpy(lengths).long(), torch.from_numpy(y).long()]

    return part("train"), part("test")


def table():
    rows = torch.from_numpy(numpy.loadtxt(f"{HERE}/../universal.csv", delimiter=",", dtype="f4"))
    return [rows[:, :1], rows[:, 1:]], [rows[:, :1], rows[:, 1:]]


def cora():
    rows = [line.split("\t") for line in open(f"{DATA}/cora/cora.content").read().splitlines()]
    number = {row[0]: i for i, row in enumerate(rows)}
    x = torch.tensor([[float(word) for word in row[1:-1]] for row in rows])
    names = sorted({row[-1] for row in rows})
    label = torch.tensor([names.index(row[-1]) for row in rows])
    links = [[number[end] for end in line.split()] for line in open(f"{DATA}/cora/cora.cites")]
    links = torch.tensor(links).T
    source, target = torch.cat([links, links.flip(0)], 1)
    split = dict(line.split() for line in open(f"{DATA}/cora/cora.split"))
    masks = {which: torch.tensor([split.get(row[0]) == which for row in rows])
             for which in ("train", "test")}
    return x/x.sum(1, keepdim=True).clamp(min=1), label, source, target, masks


# -- nets -------------------------------------------------------------------------------------------

class Scaled(nn.Sequential):
    def forward(self, image):
        return super().forward(image.float()/255)


def dense(*sizes, last=()):
    layers = []
    for size, units in zip(sizes, sizes[1:]):
        layers += [nn.Linear(size, units), nn.ReLU()]
    return [*layers[:-1], *last]


class LeNet5(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Conv2d(1, 6, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2),
                         nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(),
                         nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(),
                         nn.Linear(84, 10))

    def forward(self, image):
        return super().forward((image.float() - 72.9)/90)


class Denoising(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), *dense(784, 512, 128, 512, 784),
                                 nn.Sigmoid(), nn.Unflatten(1, (1, 28, 28)))

    def forward(self, image):
        x = image.float()/255
        if self.training:
            x = (x + 0.5*torch.randn_like(x)).clamp(0, 1)
        return self.net(x)


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode = nn.Sequential(nn.Flatten(), *dense(784, 400, 200), nn.ReLU())
        self.mean, self.spread = nn.Linear(200, 2), nn.Linear(200, 2)
        self.decode = nn.Sequential(*dense(2, 200, 400, 784))

    def forward(self, image):
        h = self.encode(image.float()/255)
        mean, spread = self.mean(h), 6*torch.tanh(self.spread(h)/6)
        z = mean + (spread/2).exp()*torch.randn_like(mean) if self.training else mean
        return self.decode(z), mean, spread


class UNet(nn.Module):
    def __init__(self, width=16):
        super().__init__()

        def two(channels, width):
            layers = []
            for c in (channels, width):
                layers += [nn.Conv2d(c, width, 3, padding=1, bias=False), nn.BatchNorm2d(width),
                           nn.ReLU()]
            return nn.Sequential(*layers)

        self.a, self.b, self.c = two(1, width), two(width, 2*width), two(2*width, 4*width)
        self.up1, self.d = nn.ConvTranspose2d(4*width, 2*width, 2, 2), two(4*width, 2*width)
        self.up2, self.e = nn.ConvTranspose2d(2*width, width, 2, 2), two(2*width, width)
        self.last = nn.Conv2d(width, 2, 1)

    def forward(self, image):
        x = image.float()/255
        a = self.a(x + 0.5*torch.randn_like(x))
        b = self.b(F.max_pool2d(a, 2))
        d = self.d(torch.cat([self.up1(self.c(F.max_pool2d(b, 2))), b], 1))
        return self.last(self.e(torch.cat([self.up2(d), a], 1)))


class Slopes(nn.Module):
    def __init__(self, units=64):
        super().__init__()
        self.weight = nn.Parameter(4*torch.randn(units))
        self.place = nn.Parameter(4*torch.rand(units) - 2)
        self.last = nn.Linear(units, 1)

    def forward(self, x):
        return self.last(torch.tanh(self.weight*(x - self.place)))


class Recurrent(nn.Module):
    """The last step of each row, or the mean of its steps in both directions."""

    def __init__(self, kind, features, hidden, classes, drop=0.0, frames=1, both=False):
        super().__init__()
        self.frames, self.both = frames, both
        self.layer = kind(features*frames, hidden, batch_first=True, bidirectional=both)
        self.last = nn.Sequential(nn.Dropout(drop), nn.Linear(hidden*(1 + both), classes))

    def forward(self, x, lengths):
        if self.frames > 1:
            x, lengths = x.reshape(len(x), -1, x.shape[2]*self.frames), lengths//self.frames
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, True, enforce_sorted=False)
        y, _ = nn.utils.rnn.pad_packed_sequence(self.layer(packed)[0], True)
        if self.both:
            return self.last(y.sum(1)/lengths[:, None])
        return self.last(y[torch.arange(len(y)), lengths - 1])


class Block(nn.Module):
    def __init__(self, features, heads, hidden, drop):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(features), nn.LayerNorm(features)
        self.attention = nn.MultiheadAttention(features, heads, batch_first=True)
        self.feed = nn.Sequential(nn.Linear(features, hidden), nn.GELU(),
                                  nn.Linear(hidden, features))
        self.drop = nn.Dropout(drop)

    def forward(self, x, beyond):
        n = self.norm1(x)
        x = x + self.drop(self.attention(n, n, n, key_padding_mask=beyond, need_weights=False)[0])
        return x + self.drop(self.feed(self.norm2(x)))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.last = nn.Linear(20, 64), nn.Linear(64, 10)
        self.blocks = nn.ModuleList(Block(64, 4, 128, 0.1) for _ in range(2))
        self.norm = nn.LayerNorm(64)

    def forward(self, x, lengths):
        d = torch.arange(64)
        angle = torch.arange(x.shape[1])[:, None]*10000.0**(-(d - d % 2)/64)
        h = self.first(x) + torch.where(d % 2 == 0, angle.sin(), angle.cos())
        beyond = torch.arange(x.shape[1]) >= lengths[:, None]
        for block in self.blocks:
            h = block(h, beyond)
        h = self.norm(h).masked_fill(beyond[..., None], 0)
        return self.last(h.sum(1)/lengths[:, None])


# -- what is learned ----------------------------------------------------------------------------------

def right(logits, label):
    return (logits.argmax(1) == label).float().mean()


def classify(net, *inputs, label):
    logits = net(*inputs)
    return F.cross_entropy(logits, label), right(logits, label)


def pictures(net, image, label):
    return classify(net, image, label=label)


def sequences(net, x, lengths, label):
    return classify(net, x, lengths, label=label)


def restore(net, image, label):
    loss = F.mse_loss(net(image), image.float()/255)
    return loss, loss


def fit(net, x, target):
    loss = F.mse_loss(net(x), target)
    return loss, loss


def bound(net, image, label):
    logits, mean, spread = net(image)
    bits = F.binary_cross_entropy_with_logits(logits, image.flatten(1).float()/255,
                                              reduction="none").sum(1)
    distance = (spread.exp() + mean**2 - 1 - spread).sum(1)/2
    loss = (bits + distance).mean()
    return loss, loss


def pixels(net, image, label):
    return classify(net, image, label=(image[:, 0] > 25).long())


def cosine(step, steps, warmup):
    if step <= warmup:
        return step/max(1, warmup)
    return 0.5*(1 + math.cos(math.pi*(step - 1 - warmup)/max(1, steps - warmup)))


# net, data, task, batch, epochs, rate, then: decay (of AdamW), warmup in steps (-1: an epoch; None:
# no schedule), clip, held: the share that is held back.
def recipe(net, data, task, batch, epochs, rate, decay=0.0, warmup=None, clip=0.0, held=0.1):
    return locals()


RECIPES = {
    "softmax": recipe(lambda: Scaled(nn.Flatten(), nn.Linear(784, 10)),
                      fashion, pictures, 64, 10, 1e-3),
    "mlp": recipe(lambda: Scaled(nn.Flatten(), *dense(784, 256, 128, 10)),
                  fashion, pictures, 64, 10, 1e-3, 1e-2, -1),
    "lenet5": recipe(LeNet5, fashion, pictures, 64, 10, 2e-3, 5e-2, -1),
    "rnn": recipe(lambda: Recurrent(nn.RNN, 1, 48, 2, frames=10),
                  lambda: series("gunpoint"), sequences, 10, 100, 3e-3, warmup=0, clip=1),
    "lstm": recipe(lambda: Recurrent(nn.LSTM, 12, 100, 9, 0.5),
                   lambda: series("japanese-vowels"), sequences, 16, 40, 3e-3, warmup=0),
    "gru": recipe(lambda: Recurrent(nn.GRU, 20, 96, 10, 0.3),
                  lambda: series("spoken-digits"), sequences, 32, 30, 3e-3, warmup=0, clip=1),
    "bilstm": recipe(lambda: Recurrent(nn.LSTM, 20, 64, 10, 0.3, both=True),
                     lambda: series("spoken-digits"), sequences, 32, 30, 3e-3, warmup=0, clip=1),
    "transformer": recipe(Transformer, lambda: series("spoken-digits"), sequences, 32, 30, 2e-3,
                          1e-2, -1, 1),
    "autoencoder": recipe(
        lambda: Scaled(nn.Flatten(), *dense(784, 256, 64, 16), *dense(16, 64, 256, 784),
                       nn.Sigmoid(), nn.Unflatten(1, (1, 28, 28))),
        fashion, restore, 64, 10, 1e-3, warmup=100),
    "denoising_autoencoder": recipe(Denoising, fashion, restore, 64, 10, 1e-3, warmup=100),
    "conv_autoencoder": recipe(
        lambda: Scaled(nn.Conv2d(1, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU(),
                       nn.Conv2d(32, 4, 3, 1, 1), nn.Conv2d(4, 32, 3, 1, 1), nn.ReLU(),
                       nn.ConvTranspose2d(32, 16, 4, 2, 1), nn.ReLU(),
                       nn.ConvTranspose2d(16, 1, 4, 2, 1), nn.Sigmoid()),
        fashion, restore, 64, 5, 2e-3, warmup=100),
    "vae": recipe(VAE, fashion, bound, 64, 10, 1e-3, warmup=200),
    "unet": recipe(UNet, fashion, pixels, 32, 1, 2e-3, warmup=100),
    "gabor_learned": recipe(
        lambda: Scaled(nn.Conv2d(1, 16, 7, padding=3, bias=False), nn.ReLU(), nn.MaxPool2d(2),
                       nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                       nn.Linear(32*49, 10)),
        fashion, pictures, 64, 3, 2e-3, warmup=100),
    "universal": recipe(Slopes, table, fit, 50, 400, 1e-2, warmup=0, held=0),
}


def evaluate(net, task, part, batch):
    net.eval()
    total = count = 0
    with torch.no_grad():
        for rows in torch.arange(len(part[0])).split(max(batch, 200)):
            total += len(rows)*task(net, *(field[rows] for field in part))[1].item()
            count += len(rows)
    net.train()
    return total/count


def train(net, data, task, batch, epochs, rate, decay, warmup, clip, held):
    learned, test = data()
    kept = torch.randperm(len(learned[0]))[round(held*len(learned[0])):]
    net = net()
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)
    per_epoch = -(-len(kept)//batch)
    if warmup is not None:
        warmup = per_epoch if warmup < 0 else warmup
        factor = lambda done: cosine(done + 1, epochs*per_epoch, warmup)
    else:
        factor = lambda done: 1.0
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
    start = time.process_time()
    for _ in range(epochs):
        for rows in kept[torch.randperm(len(kept))].split(batch):
            optimizer.zero_grad()
            task(net, *(field[rows] for field in learned))[0].backward()
            if clip:
                nn.utils.clip_grad_norm_(net.parameters(), clip)
            optimizer.step()
            schedule.step()
    seconds = (time.process_time() - start)/epochs
    return evaluate(net, task, test, batch), seconds


# -- the text of Shakespeare, whose state goes on from piece to piece ---------------------------------

class CharLSTM(nn.Module):
    def __init__(self, symbols):
        super().__init__()
        self.embedding = nn.Embedding(symbols, 64)
        self.lstm = nn.LSTM(64, 256, batch_first=True)
        self.last = nn.Sequential(nn.Dropout(0.25), nn.Linear(256, symbols))

    def forward(self, text, state):
        y, state = self.lstm(self.embedding(text), state)
        return self.last(y), tuple(part.detach() for part in state)


def pieces(text, rows, steps):
    """Rows of contiguous text, and the symbols that come next, in pieces of so many steps."""
    length = (len(text) - 1)//rows
    begins, labels = (text[at:at + rows*length].view(rows, length) for at in (0, 1))
    return [(begins[:, at:at + steps], labels[:, at:at + steps])
            for at in range(0, length, steps)]


def read_on(net, text, rows, steps=64):
    """Loss and count of each piece."""
    state = None
    for piece, label in pieces(text, rows, steps):
        logits, state = net(piece, state)
        yield F.cross_entropy(logits.transpose(1, 2), label), label.numel()


def train_text(batch=64, epochs=10, rate=4e-3):
    text = numpy.fromfile(f"{DATA}/shakespeare/input.txt", "u1")
    symbols, text = numpy.unique(text, return_inverse=True)
    text = torch.from_numpy(text).long()
    learned, test = text[:-(len(text)//10)], text[-(len(text)//10):]
    net = CharLSTM(len(symbols))
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    steps = epochs*len(pieces(learned, batch, 64))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda done: cosine(done + 1, steps, 0))
    start = time.process_time()
    for _ in range(epochs):
        for loss, _ in read_on(net, learned, batch):
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5)
            optimizer.step()
            schedule.step()
    seconds = (time.process_time() - start)/epochs
    net.eval()
    with torch.no_grad():
        losses = list(read_on(net, test, 1))
    return sum(loss.item()*count for loss, count in losses)/sum(count for _, count in losses), seconds


# -- the citations of Cora, all at once ---------------------------------------------------------------

class Convolution(nn.Module):
    """Kipf and Welling 2017. Edges: source, target; with loops."""

    def __init__(self, features, units):
        super().__init__()
        self.dense = nn.Linear(features, units, bias=False)
        self.bias = nn.Parameter(torch.zeros(units))
        nn.init.xavier_uniform_(self.dense.weight)

    def forward(self, x, source, target):
        degree = torch.bincount(target).float()
        weight = (degree[source]*degree[target]).rsqrt()
        z = self.dense(x)
        return torch.zeros_like(z).index_add(0, target, weight[:, None]*z[source]) + self.bias


class Attention(nn.Module):
    """Velickovic et al. 2018; heads stand side by side."""

    def __init__(self, features, units, heads):
        super().__init__()
        self.dense = nn.Linear(features, heads*units, bias=False)
        self.ends = nn.Parameter(torch.empty(2, heads, units))
        self.bias = nn.Parameter(torch.zeros(heads*units))
        nn.init.xavier_uniform_(self.dense.weight)
        nn.init.uniform_(self.ends, -math.sqrt(6/(units + 1)), math.sqrt(6/(units + 1)))

    def forward(self, x, source, target):
        z = self.dense(x).view(len(x), *self.ends.shape[1:])
        u, v = (z*self.ends[0]).sum(2), (z*self.ends[1]).sum(2)
        s = F.leaky_relu(u[source] + v[target], 0.2).exp()
        total = torch.zeros_like(u).index_add(0, target, s)
        a = F.dropout(s/total[target], 0.6, self.training)
        y = torch.zeros_like(z).index_add(0, target, a[..., None]*z[source])
        return y.flatten(1) + self.bias


class Neighbourhood(nn.Module):
    """GraphSAGE with means; without loops."""

    def __init__(self, features, units):
        super().__init__()
        self.own, self.others = nn.Linear(features, units), nn.Linear(features, units, bias=False)

    def forward(self, x, source, target):
        z = self.others(x)
        degree = torch.bincount(target, minlength=len(x)).clamp(min=1)
        return self.own(x) + torch.zeros_like(z).index_add(0, target, z[source])/degree[:, None]


class Citations(nn.Module):
    def __init__(self, layers, between, drop):
        super().__init__()
        self.layers, self.between, self.drop = nn.ModuleList(layers), between, drop

    def forward(self, x, source, target):
        h = self.between(self.layers[0](F.dropout(x, self.drop, self.training), source, target))
        return self.layers[1](F.dropout(h, self.drop, self.training), source, target)


# layers, between them, dropout, rate, decay of the first and of the second layer, loops
GRAPHS = {
    "gcn": (lambda: [Convolution(1433, 16), Convolution(16, 7)], F.relu, 0.5, 0.01, 5e-4, 0, True),
    "gat": (lambda: [Attention(1433, 8, 8), Attention(64, 7, 1)], F.elu, 0.6, 0.005, 5e-4, 5e-4,
            True),
    "graphsage": (lambda: [Neighbourhood(1433, 16), Neighbourhood(16, 7)], F.relu, 0.5, 0.01, 5e-4,
                  5e-4, False),
}


def train_citations(layers, between, drop, rate, decay, second_decay, loops, epochs=200):
    x, label, source, target, masks = cora()
    if loops:
        source, target = (torch.cat([ends, torch.arange(len(x))]) for ends in (source, target))
    net = Citations(layers(), between, drop)
    optimizer = torch.optim.Adam([
        {"params": net.layers[0].parameters(), "weight_decay": decay},
        {"params": net.layers[1].parameters(), "weight_decay": second_decay}], lr=rate)
    start = time.process_time()
    for _ in range(epochs):
        optimizer.zero_grad()
        logits = net(x, source, target)
        F.cross_entropy(logits[masks["train"]], label[masks["train"]]).backward()
        optimizer.step()
    seconds = (time.process_time() - start)/epochs
    net.eval()
    with torch.no_grad():
        logits = net(x, source, target)
    return right(logits[masks["test"]], label[masks["test"]]).item(), seconds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("nets", nargs="+", choices=[*RECIPES, *GRAPHS, "char_lstm"],
                        metavar="NET")
    parser.add_argument("--seeds", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    for name in options.nets:
        reached = []
        for seed in range(options.seeds):
            torch.manual_seed(seed)
            if name in GRAPHS:
                figure, seconds = train_citations(*GRAPHS[name])
            elif name == "char_lstm":
                figure, seconds = train_text()
            else:
                figure, seconds = train(**RECIPES[name])
            reached.append(figure)
        mean = sum(reached)/len(reached)
        print(f"{name:24} {mean:.4f}  of {len(reached)} seeds, {min(reached):.4f} to"
              f" {max(reached):.4f}  {seconds:.3f} s an epoch", flush=True)


if __name__ == "__main__":
    main()
