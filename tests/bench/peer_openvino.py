"""OpenVINO as a peer: peer_openvino.py THREADS. Predictions only: it does not train. One request at
a time, all threads for it (its hint LATENCY), 32-bit floats as everybody here."""

import sys

import openvino
from safetensors.numpy import load_file

import nets
import onnx_graph
from peer import Variant, arrays_of, difference, expected_of, serve

SETTINGS = {"INFERENCE_NUM_THREADS": int(sys.argv[1]), "NUM_STREAMS": 1,
            "PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32"}
core = openvino.Core()


def predict(name, batch, case):
    net = nets.record(name, batch, False)
    model = core.read_model(onnx_graph.model_of(net, load_file(case["weights"])))
    request = core.compile_model(model, "CPU", SETTINGS).create_infer_request()
    for key, array in arrays_of(net, case).items():
        request.set_tensor(key, openvino.Tensor(array))
    request.infer()
    found = request.get_output_tensor(0).data
    return Variant(request.infer, difference(found, expected_of(case, batch)))


def variants_of(name, mode, batch, case):
    if mode == "predict":
        yield "infer", lambda: predict(name, batch, case)


serve(f"OpenVINO {openvino.__version__.split('-')[0]}", variants_of)
