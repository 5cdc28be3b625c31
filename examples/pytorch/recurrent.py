# Wrote recurrent.safetensors, recurrent_x.npy and recurrent_y.npy, by PyTorch 2.15. Nothing runs it.
import numpy
import safetensors.torch
import torch


class Recurrent(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.LSTM(3, 4, batch_first=True, bidirectional=True)
        self.c = torch.nn.GRU(3, 4, batch_first=True)
        self.d = torch.nn.RNN(3, 4, batch_first=True)
        self.norm = torch.nn.BatchNorm1d(8)
        self.head = torch.nn.Linear(16, 2)

    def forward(self, x):
        a, c, d = self.a(x)[0], self.c(x)[0], self.d(x)[0]
        e = self.norm(torch.cat([c, d], 2).transpose(1, 2)).transpose(1, 2)
        return self.head(torch.cat([a, e], 2))


torch.manual_seed(3)
module = Recurrent()
with torch.no_grad():
    module.norm.weight.uniform_(0.5, 1.5)
    module.norm.bias.uniform_(-0.5, 0.5)
for _ in range(5):  # for the running statistics
    module(torch.randn(6, 7, 3))
module.eval()
x = torch.randn(2, 5, 3)
safetensors.torch.save_file(module.state_dict(), "recurrent.safetensors")
numpy.save("recurrent_x.npy", x.numpy())
numpy.save("recurrent_y.npy", module(x).detach().numpy())
