"""The way from a worker's stages to the coordinator's carriers and back, over Dask's own connections.

A worker never talks to a model or to the store: its requests are answered where the limits and the store are.
"""

import pickle
from typing import Self, cast

from distributed import rpc
from distributed.core import Server

from pipeline.errors import StorydigestError
from pipeline.llm.request import Carrier, Completion, Request


class Relay:
    """Answers the requests of workers through a carrier. Use it in `async with`; `address` is where workers find it."""

    def __init__(self, carrier: Carrier, listen_on: str, **listening: object) -> None:
        self._carrier = carrier
        self._listen_on = listen_on
        self._listening = listening
        self._server = Server({"answer": self._answer})

    async def __aenter__(self) -> Self:
        await self._server.listen(self._listen_on, **self._listening)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def address(self) -> str:
        """Where workers find it."""
        return self._server.address

    async def _answer(self, request: bytes) -> dict[str, bytes]:
        try:
            completion = await self._carrier.send(Request.model_validate_json(request))
        except StorydigestError as error:
            return {"error": pickle.dumps(error)}
        return {"completion": completion.model_dump_json().encode()}


class RelayedCarrier:
    """A worker's carrier: the coordinator answers."""

    def __init__(self, address: str, **connecting: object) -> None:
        self._relay = rpc(address, connection_args=connecting)

    async def send(self, request: Request) -> Completion:
        """Have the request answered. Raises what the coordinator's carriers raised."""
        reply = await self._relay.answer(request=request.model_dump_json().encode())
        if "error" in reply:
            # From the process that this one runs tasks for: whoever can speak as it could send a task as well.
            raise cast("StorydigestError", pickle.loads(reply["error"]))  # noqa: S301
        return Completion.model_validate_json(reply["completion"])

    async def aclose(self) -> None:
        """Close the connections."""
        await self._relay.close_rpc()
