"""Calls of the OpenAI client, with everything that goes wrong in them under this project's names for it.

Importing this module imports openai, which takes half a second: import it where a connection is made.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import openai

from pipeline.errors import EndpointError
from pipeline.llm.address import check_address
from pipeline.llm.bounded import MAX_ANSWER_BYTES, AnswerTooLarge, BoundedClient
from pipeline.llm.faults import Oversized, Transient, connection_fault, status_fault
from pipeline.llm.waits import wait_asked_for

CONNECT_SECONDS = 10.0


def open_client(base_url: str, api_key: str, timeout: float) -> openai.AsyncOpenAI:
    """A client that asks once and reads no more than an answer may weigh; `timeout` seconds may pass without a byte.

    Raises what `check_address` does.
    """
    check_address(base_url, api_key)
    limits = openai.Timeout(timeout, connect=min(CONNECT_SECONDS, timeout))
    return openai.AsyncOpenAI(
        base_url=base_url,
        api_key=api_key,
        max_retries=0,
        timeout=limits,
        http_client=BoundedClient(base_url, limits),
    )


@asynccontextmanager
async def calling(
    endpoint: str, *, model: str, secret: str, seconds: float, wall_clock: Callable[[], float]
) -> AsyncGenerator[None]:
    """Run a block that calls the endpoint, for at most so many seconds.

    Raises Transient where another attempt may help, Rejected where another wording may, else another ModelError.
    `secret` is kept out of messages.
    """
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as error:
        message = f"{endpoint} took longer than {seconds:g} s; give it longer with --timeout"
        raise Transient(message, timed_out=True) from error
    except AnswerTooLarge as error:
        raise Oversized(f"{endpoint} sent an answer of more than {MAX_ANSWER_BYTES // 1_000_000} MB") from error
    except openai.APIStatusError as error:
        wait = wait_asked_for(error.response.headers, wall_clock())
        raise status_fault(error, endpoint=endpoint, model=model, secret=secret, wait=wait) from error
    except openai.APIConnectionError as error:
        raise connection_fault(error, endpoint=endpoint) from error
    except openai.OpenAIError as error:
        raise EndpointError(f"{endpoint} could not be asked ({type(error).__name__})") from error
