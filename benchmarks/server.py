"""A loopback server of the OpenAI API that answers well-formed after a set time.

It reads the request as a model would: the schema tells which labels may be named, the prompt which facts they are. Its
words are the facts' own, so the digest made with it keeps its promises.
"""

import asyncio
import json
import re
import sys
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from benchmarks.apart import serve_until_told, serving_apart, url_of
from pipeline.text.standalone import stands_alone

_FACT = re.compile(r"^(f\d+) \[[\d, ]+\] (.*)$", re.MULTILINE)
_DATED = re.compile(r"^(.*) Dates: (d\d+) = .*$")
_CLAIM = re.compile(r"^(c\d+) \[(e\d+)", re.MULTILINE)


class AnsweringServer:
    """Counts what it is asked, and answers after `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.requests: list[dict[str, Any]] = []
        self.in_flight = self.most_in_flight = 0
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection until it is closed."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                )
                request = json.loads(await reader.readexactly(length))
                self.requests.append(request)
                self.in_flight += 1
                self.most_in_flight = max(self.in_flight, self.most_in_flight)
                await asyncio.sleep(self.seconds)
                self.in_flight -= 1
                body = json.dumps(answer(request)).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
                    + body
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionResetError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def answering(seconds: float) -> AsyncGenerator[AnsweringServer]:
    """A server on a free loopback port for the time of the block."""
    answering_server = AnsweringServer(seconds)
    server = await asyncio.start_server(answering_server.serve, "127.0.0.1", 0)
    answering_server.url = url_of(server)
    async with server:
        yield answering_server


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The chat completion that answers a request: the same one each time."""
    told = request["messages"][1]["content"]
    stage = request["response_format"]["json_schema"]["name"]
    content = json.dumps(_CONTENTS[stage](told), ensure_ascii=False)
    usage = {"prompt_tokens": len(json.dumps(request["messages"])) // 4, "completion_tokens": len(content) // 4}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    return {
        "id": "answer",
        "object": "chat.completion",
        "created": 0,
        "model": request["model"],
        "choices": [choice],
        "usage": usage,
    }


def _outline(told: str) -> dict[str, Any]:
    facts = [(label, text) for label, text in _FACT.findall(told) if stands_alone(text)]
    wanted = min(4, max(1, len(facts) // 3))
    sections = [
        {
            "fact": a,
            "second_fact": b,
            "third_fact": c,
            "fourth_fact": None,
            "heading": _heading(texts),
        }
        for (a, one), (b, other), (c, last) in zip(
            facts[: 3 * wanted : 3], facts[1 : 3 * wanted : 3], facts[2 : 3 * wanted : 3], strict=True
        )
        for texts in [(one, other, last)]
    ]
    return {"sections": sections, "headline": " ".join(facts[0][1].split()[:10]).rstrip(".,")}


def _heading(texts: Sequence[str]) -> str:
    """The opening of a fact that nobody says: what somebody says would be told as certain without them."""
    plain = next((text for text in texts if " said" not in text), None)
    return (min(texts, key=len) if plain is None else " ".join(plain.split()[:7])).rstrip(".,")


def _section(told: str) -> dict[str, Any]:
    """The section's facts, worded a little differently, so that the judge has something to read."""
    facts = [(label, text) for label, text in _FACT.findall(told) if stands_alone(text)]
    return {
        "sentences": [{"fact": label, "second_fact": None, "text": f"Reports say that {text}"} for label, text in facts]
    }


def _timeline(told: str) -> dict[str, Any]:
    facts = [(label, match) for label, text in _FACT.findall(told) if (match := _DATED.match(text))]
    dated = [(label, match) for label, match in facts if stands_alone(match[1])]
    return {
        "events": [
            {"fact": label, "second_fact": None, "date": m[2], "text": f"Reports say that {m[1]}"}
            for label, m in dated[:8]
        ]
    }


def _verify(told: str) -> dict[str, Any]:
    ruling: dict[str, Any] = {"verdict": "supported", "words": ""}
    return {"rulings": [{"claim": c, "evidence": [e], **ruling} for c, e in _CLAIM.findall(told)]}


@dataclass
class Counted:
    """What a server in a process of its own was asked, known once it has ended."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


@contextmanager
def answering_apart(seconds: float) -> Generator[Counted]:
    """A server in a process of its own for the time of the block, so that its work is not taken for the client's."""
    with serving_apart("benchmarks.server", seconds) as server:
        counted = Counted(server.url)
        yield counted
    counted.requests += json.loads(server.said)


async def _serve(seconds: float) -> None:
    """Serve until a line is read, then tell what was asked."""
    answering_server = AnsweringServer(seconds)
    await serve_until_told(await asyncio.start_server(answering_server.serve, "127.0.0.1", 0))
    print(json.dumps(answering_server.requests))


_CONTENTS = {"outline": _outline, "section": _section, "timeline": _timeline, "verify": _verify}

if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1])))
