"""What is to be said of the requests that a batch ended without answering."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.errors import EndpointError, ModelError
from pipeline.llm.faults import Rejected, Transient, plain, scrubbed
from pipeline.llm.waves.lines import request_fault
from pipeline.llm.waves.service import BatchFault, RemoteBatch

QUEUE_FULL = "token_limit_exceeded"
"""What OpenAI says where as many tokens wait in batches as an account may have waiting."""
NO_MODEL = frozenset({"model_not_found", "invalid_model"})


class QueueFull(Transient):
    """A batch was not taken because too much waits in others."""


class Leftover(NamedTuple):
    """The faults of requests without an answer: of some by their key, of all others."""

    named: dict[str, ModelError]
    others: ModelError


def leftover(batch: RemoteBatch | None, keys: Sequence[str], *, endpoint: str, model: str, secret: str) -> Leftover:
    """Why the requests of a wave, in the order of its lines, have no answer after its batch has ended."""
    if batch is None:
        return Leftover({}, Transient(f"{endpoint} does not know a batch that it took"))
    if batch.status != "failed":
        return Leftover({}, Transient(f"{endpoint} ended a batch ({batch.status}) without an answer to this request"))
    named: dict[str, ModelError] = {}
    for fault in batch.faults:
        if fault.line is not None and 1 <= fault.line <= len(keys):
            said = scrubbed(fault.message or fault.code or "", secret)
            message = f"{endpoint} did not take a request for a batch: {plain(said)}"
            named[keys[fault.line - 1]] = Rejected(message, complaint=said.lower())
    general = next((fault for fault in batch.faults if fault.line is None), BatchFault())
    if named and not general.code:
        return Leftover(named, Transient(f"{endpoint} did not take a batch because of other requests in it"))
    return Leftover(named, _general_fault(general, endpoint, model, secret))


def _general_fault(fault: BatchFault, endpoint: str, model: str, secret: str) -> ModelError:
    if fault.code == QUEUE_FULL:
        return QueueFull(f"{endpoint} has too many tokens waiting in batches")
    if fault.code in NO_MODEL:
        return EndpointError(f"{endpoint} has no model {plain(model)!r} for batches; choose another with --model")
    told = {"code": fault.code, "message": fault.message}
    return request_fault(dict(told), endpoint=endpoint, model=model, secret=secret)
