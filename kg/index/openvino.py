"""The exported model run by OpenVINO instead of onnxruntime: for Intel machines; the extra "openvino"."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.index.encoder import OnnxEncoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EXACT = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1}
"""Without the hint, processors that can would compute in bfloat16 and give other vectors than others do."""


class OpenVinoEncoder(OnnxEncoder):
    """The same weights and vectors as `OnnxEncoder` to about a millionth, with an identity of its own."""

    @property
    def identity(self) -> str:
        """Runtime, model name and weights digest."""
        return f"openvino-{self.facts['identity']}"

    @cached_property
    def _compiled(self) -> Any:  # noqa: ANN401 - the package has no types
        import openvino

        model = str(self.folder / "model.onnx")
        return openvino.Core().compile_model(model, "CPU", _EXACT)

    def _vectors(self, inputs: "dict[str, NDArray[np.int64]]") -> "NDArray[np.float32]":
        # A request of its own for each call: threads of a service may encode at the same time.
        found: NDArray[np.float32] = self._compiled.create_infer_request().infer(inputs)[0]
        return found
