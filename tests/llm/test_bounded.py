"""The HTTP client: many requests at once over few connections each time they come."""

import asyncio
from contextlib import aclosing

import httpx2

from pipeline.llm.bounded import IN_A_POOL, BoundedClient

MANY = 5 * IN_A_POOL
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


def test_requests_at_once_are_spread_and_those_that_follow_use_the_same_connections() -> None:
    connections: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer)
        while not reader.at_eof():
            try:
                await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            writer.write(ANSWER)
        writer.close()

    async def ask() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        async with server, aclosing(BoundedClient(url, httpx2.Timeout(20))) as client:
            for _ in range(3):
                answers = await asyncio.gather(*(client.get("/") for _ in range(MANY)))
                assert [answer.content for answer in answers] == [b"{}"] * MANY
        for writer in connections:
            await writer.wait_closed()

    asyncio.run(ask())
    assert len(connections) <= MANY
