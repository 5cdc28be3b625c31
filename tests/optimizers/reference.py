# Writes table.txt: the weights that torch.optim leaves after 100 steps, in double precision.
#
#   python tests/optimizers/reference.py      PyTorch 2; needed only to make the table anew
import os

import torch

here = os.path.dirname(os.path.abspath(__file__))
rows = [[float(v) for v in line.split(",")] for line in open(os.path.join(here, "fit.csv"))]
data = torch.tensor(rows, dtype=torch.float64)
x, target = data[:, :5], data[:, 5:]

optim = torch.optim
cases = {
    "sgd(lr: 0.1)": lambda w: optim.SGD(w, lr=0.1),
    "sgd(lr: 0.1, weight_decay: 0.05)": lambda w: optim.SGD(w, lr=0.1, weight_decay=0.05),
    "momentum(lr: 0.05, momentum: 0.9)": lambda w: optim.SGD(w, lr=0.05, momentum=0.9),
    "nesterov(lr: 0.05, momentum: 0.9)": lambda w: optim.SGD(w, lr=0.05, momentum=0.9, nesterov=True),
    "adagrad(lr: 0.1)": lambda w: optim.Adagrad(w, lr=0.1),
    "adadelta(lr: 1)": lambda w: optim.Adadelta(w, lr=1.0),
    "rmsprop(lr: 0.01)": lambda w: optim.RMSprop(w, lr=0.01),
    "adam(lr: 0.02)": lambda w: optim.Adam(w, lr=0.02),
    "adam(lr: 0.02, weight_decay: 0.1)": lambda w: optim.Adam(w, lr=0.02, weight_decay=0.1),
    "adamw(lr: 0.02, weight_decay: 0.1)": lambda w: optim.AdamW(w, lr=0.02, weight_decay=0.1),
}

with open(os.path.join(here, "table.txt"), "w") as out:
    out.write("# torch %s, by reference.py: the optimizer, then 3x5 weights\n" % torch.__version__)
    for name, make in cases.items():
        weight = torch.full((3, 5), 0.1, dtype=torch.float64, requires_grad=True)
        optimizer = make([weight])
        for _ in range(100):
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(x @ weight.T, target).backward()
            optimizer.step()
        values = " ".join("%.9g" % v for v in weight.detach().flatten().tolist())
        out.write("%s = %s\n" % (name, values))
