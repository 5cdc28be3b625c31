"""ONNX Runtime as a peer: peer_onnxruntime.py THREADS. Predictions only: its package from PyPI has
no training.

`run` is session.run on arrays; `binding` keeps inputs and results in place and spares the copies.
"""

import sys

import numpy
import onnxruntime
from safetensors.numpy import load_file

import nets
import onnx_graph
from peer import Variant, arrays_of, difference, expected_of, serve

THREADS = int(sys.argv[1])


def session_of(net, case):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    model = onnx_graph.model_of(net, load_file(case["weights"]))
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def predict(name, batch, case, binds):
    net = nets.record(name, batch, False)
    session, inputs = session_of(net, case), arrays_of(net, case)
    names = onnx_graph.result_names(net)
    binding = session.io_binding()
    results = [onnxruntime.OrtValue.ortvalue_from_numpy(numpy.zeros(value.shape, "f4"))
               for value in net.results]
    for key, array in inputs.items():
        binding.bind_ortvalue_input(key, onnxruntime.OrtValue.ortvalue_from_numpy(array))
    for key, result in zip(names, results):
        binding.bind_ortvalue_output(key, result)

    def call_bound():
        session.run_with_iobinding(binding)

    def call():
        return session.run(names, inputs)

    if binds:
        call_bound()
    found = results[0].numpy() if binds else call()[0]
    return Variant(call_bound if binds else call, difference(found, expected_of(case, batch)))


def variants_of(name, mode, batch, case):
    for label, binds in (("run", False), ("binding", True)) if mode == "predict" else ():
        yield label, lambda binds=binds: predict(name, batch, case, binds)


serve(f"ONNX Runtime {onnxruntime.__version__}", variants_of)
