"""Which requests are under way in an endpoint's Batch API."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from pipeline.llm.request import Completion
from pipeline.llm.waves.book import Arrival, Begun, State, WaveRecord
from pipeline.store.clerk import Clerk
from pipeline.store.sql import ascii_json, insert_all_new, insert_new
from pipeline.store.tables import ANSWERS, WAVE_REQUESTS, WAVES

_AT_ONCE = 500
_COLUMNS = [WAVES.c[name] for name in WaveRecord._fields]


class StoredWaves:
    """The waves of requests. It is the `WaveBook` of a `WaveCarrier`; `clock` says when answers came."""

    def __init__(self, clerk: Clerk, clock: Callable[[], datetime]) -> None:
        self._clerk = clerk
        self._clock = clock

    async def begin(self, record: WaveRecord, stages: Mapping[str, str]) -> Begun:
        """Note a new wave and take for it what is neither answered nor in another wave of its endpoint."""
        rows = [
            {"endpoint": record.endpoint, "request_key": key, "wave": record.wave, "line": line, "stage": stage}
            for line, (key, stage) in enumerate(stages.items(), start=1)
        ]

        def work(connection: Connection) -> Begun:
            # The requests are taken before answers are looked for: a wave that ends meanwhile keeps its answers in
            # the transaction that gives its requests free.
            insert_all_new(connection, WAVE_REQUESTS, rows)
            answered = _answers(connection, list(stages))
            _take_out(connection, record.wave, list(answered))
            own = frozenset(_keys(connection, record.wave))
            if own:
                insert_new(connection, WAVES, record._asdict())
            return Begun(own, answered)

        return await self._clerk.write(work)

    async def move(self, record: WaveRecord, to: WaveRecord) -> bool:
        """Change a record, unless it has changed since it was read. Whether it was changed."""
        # A transaction may be run twice, so what has been changed already counts as changed.
        statement = update(WAVES).where(or_(_is(record), _is(to))).values(to._asdict())
        return await self._clerk.write(lambda connection: connection.execute(statement).rowcount == 1)

    async def drop(self, record: WaveRecord) -> bool:
        """Give back the requests of a wave, unless it has changed since it was read. Whether it was dropped."""

        def work(connection: Connection) -> bool:
            dropped = connection.execute(delete(WAVES).where(_is(record))).rowcount == 1
            if dropped:
                connection.execute(delete(WAVE_REQUESTS).where(WAVE_REQUESTS.c.wave == record.wave))
            return dropped

        return await self._clerk.write(work)

    async def look(self, wave: str) -> WaveRecord | None:
        """One wave as it is now."""
        found = await self._records(WAVES.c.wave == wave)
        return found[0] if found else None

    async def under_way(self, endpoint: str) -> Sequence[WaveRecord]:
        """All waves of an endpoint that have not ended, the oldest first."""
        return await self._records(WAVES.c.endpoint == endpoint)

    async def keys(self, wave: str) -> Sequence[str]:
        """The requests of a wave that wait for an answer, in the order of their lines."""
        return await self._clerk.read(lambda connection: _keys(connection, wave))

    async def arrived(self, record: WaveRecord, answers: Mapping[str, Arrival]) -> None:
        """Keep answers that a wave brought, and take their requests out of it; both, or neither."""
        at = self._clock().isoformat()
        told = {
            key: {
                "request_key": key,
                "model": record.model,
                "completion": ascii_json(arrival.completion.model_dump(mode="json")),
                "cost_usd": str(arrival.cost) if arrival.cost is not None else None,
                "answered_at": at,
            }
            for key, arrival in answers.items()
        }

        def work(connection: Connection) -> None:
            stages = _stages(connection, record.wave, list(told))
            insert_all_new(connection, ANSWERS, [{**told[key], "stage": stage} for key, stage in stages.items()])
            _take_out(connection, record.wave, list(told))

        await self._clerk.write(work)

    async def end(self, wave: str) -> None:
        """A wave brings nothing more: what is still in it may be asked again."""

        def work(connection: Connection) -> None:
            connection.execute(delete(WAVES).where(WAVES.c.wave == wave))
            connection.execute(delete(WAVE_REQUESTS).where(WAVE_REQUESTS.c.wave == wave))

        await self._clerk.write(work)

    async def _records(self, which: ColumnElement[bool]) -> Sequence[WaveRecord]:
        statement = select(*_COLUMNS).where(which).order_by(WAVES.c.since, WAVES.c.wave)
        rows = await self._clerk.read(lambda connection: connection.execute(statement).all())
        return [WaveRecord(*row)._replace(state=State(row.state)) for row in rows]


def _is(record: WaveRecord) -> ColumnElement[bool]:
    return and_(WAVES.c.wave == record.wave, WAVES.c.state == record.state, WAVES.c.since == record.since)


def _keys(connection: Connection, wave: str) -> Sequence[str]:
    columns = WAVE_REQUESTS.c
    statement = select(columns.request_key).where(columns.wave == wave).order_by(columns.line)
    return connection.scalars(statement).all()


def _answers(connection: Connection, keys: Sequence[str]) -> dict[str, Completion]:
    """The answers to requests. One that the disk has damaged is dropped: there is none."""
    found: dict[str, Completion] = {}
    damaged: list[str] = []
    for some in _pieces(keys):
        rows = select(ANSWERS.c.request_key, ANSWERS.c.completion).where(ANSWERS.c.request_key.in_(some))
        for key, completion in connection.execute(rows):
            try:
                found[key] = Completion.model_validate(json.loads(completion))
            except (ValueError, RecursionError):
                damaged.append(key)
    for some in _pieces(damaged):
        connection.execute(delete(ANSWERS).where(ANSWERS.c.request_key.in_(some)))
    return found


def _stages(connection: Connection, wave: str, keys: Sequence[str]) -> dict[str, str]:
    columns = WAVE_REQUESTS.c
    found: dict[str, str] = {}
    for some in _pieces(keys):
        is_wanted = (columns.wave == wave) & columns.request_key.in_(some)
        rows = connection.execute(select(columns.request_key, columns.stage).where(is_wanted))
        found.update((row.request_key, row.stage) for row in rows)
    return found


def _take_out(connection: Connection, wave: str, keys: Sequence[str]) -> None:
    columns = WAVE_REQUESTS.c
    for some in _pieces(keys):
        connection.execute(delete(WAVE_REQUESTS).where((columns.wave == wave) & columns.request_key.in_(some)))


def _pieces(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """The keys in pieces that a statement takes as parameters."""
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
