"""ONNX Runtime as a peer: peer_onnxruntime.py THREADS. Predictions only: its package from PyPI has
no training.

`run` is session.run on arrays; `binding` keeps input and output in place, which spares the copies.
`floats`: the pictures are scaled before the clock starts, which spares it some of netc's work.
"""

import sys

import numpy
import onnxruntime
from safetensors.numpy import load_file

import nets
from peer import Variant, difference, serve

THREADS = int(sys.argv[1])


def session_of(net, batch, case, scales):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    model = nets.onnx_graph(net, batch, load_file(case["weights"]), scales)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def predict(net, batch, case, scales=True, binds=True):
    session = session_of(net, batch, case, scales)
    image = numpy.load(case["pictures"])[:batch]
    if not scales:
        image = nets.scaled(net, image)
    logits = numpy.empty((batch, nets.CLASSES), "f4")
    binding = session.io_binding()
    result = onnxruntime.OrtValue.ortvalue_from_numpy(logits)
    binding.bind_ortvalue_input("image", onnxruntime.OrtValue.ortvalue_from_numpy(image))
    binding.bind_ortvalue_output("logits", result)

    def call_bound():
        session.run_with_iobinding(binding)

    def call():
        return session.run(["logits"], {"image": image})[0]

    if binds:
        call_bound()
    found = result.numpy() if binds else call()
    expected = numpy.load(case["logits"])[:batch]
    return Variant(call_bound if binds else call, difference(found, expected), None)


def variants_of(net, mode, batch, case):
    choices = [("run", {"binds": False}), ("binding", {}), ("floats", {"scales": False})]
    for name, options in choices if mode == "predict" else []:
        yield name, lambda options=options: predict(net, batch, case, **options)


serve(f"ONNX Runtime {onnxruntime.__version__}", variants_of)
