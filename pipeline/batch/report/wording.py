"""Numbers and names of a batch in a person's words: for the terminal, the log and the page alike."""

from collections.abc import Iterator
from datetime import datetime

from pipeline.batch.outcome import Fault, Status
from pipeline.batch.status import RunStatus, Spent, State
from pipeline.domain.digest import Usage

STATUS = {
    Status.MADE: "made",
    Status.UPDATED: "updated",
    Status.UNCHANGED: "unchanged",
    Status.HELD: "held for an editor",
    Status.ELSEWHERE: "at work in another run",
    Status.QUARANTINED: "quarantined",
}
FAULT = {
    Fault.MALFORMED: ("Not a story", "What is listed cannot be read; mend the line or the file that is named."),
    Fault.TWICE: ("Listed twice", "Another story of this run has the same id; only the first was worked on."),
    Fault.EXTRACTION: ("No article found", "Not one page could be read and has an article in it."),
    Fault.TOO_LITTLE: ("Too little to tell", "The pages were read, but there is no digest in what they say."),
    Fault.REFUSED: ("Refused by the model", "The model declined. Another model may not; see what it said."),
    Fault.CONTENT_FILTER: ("Stopped by a content filter", "The endpoint’s filter stopped the request or the answer."),
    Fault.CUT_OFF: ("Answers cut off", "The answer did not fit its limit, nor twice as much."),
    Fault.UNPARSABLE: ("Answers that cannot be read", "The model’s answers were not of the shape asked for."),
    Fault.ENDPOINT: ("Trouble with the endpoint", "It failed or was too slow, however often it was asked."),
    Fault.DIGEST: ("Digest unreadable", "The digest that is there already cannot be read; mend it or move it away."),
    Fault.CONFLICT: (
        "Overtaken",
        "Somebody else wrote the digest meanwhile, each time that it was tried; --retry-quarantined goes on from it.",
    ),
    Fault.WORKERS: ("Ends its workers", "Every process that worked on it ended. Run it apart, to see where."),
    Fault.INTERNAL: ("Faults of storydigest", "Not the story’s doing. Please report it."),
}
"""What a fault is called where people read it, and what it means."""


def duration(seconds: float) -> str:
    """`0.4 s`, `48 s`, `3 min 20 s`, `2 h 03 min`, `4 d 2 h`."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3_600:
        return f"{whole // 60} min {whole % 60:02} s"
    if whole < 86_400:
        return f"{whole // 3_600} h {whole % 3_600 // 60:02} min"
    return f"{whole // 86_400} d {whole % 86_400 // 3_600} h"


def money(dollars: float | None) -> str:
    """`0.0132 USD`, `12.40 USD`; what is not known is said to be so."""
    if dollars is None:
        return "unknown"
    return f"{dollars:,.2f} USD" if dollars >= 1 or not dollars else f"{dollars:.4f} USD"


def tokens(spent: Spent | Usage) -> str:
    """`1,204,551 in (803,000 cached), 99,120 out`."""
    return f"{spent.input_tokens:,} in ({spent.cached_tokens:,} cached), {spent.output_tokens:,} out"


def counted(number: int, what: str) -> str:
    """`1 story`, `3,000 stories`."""
    if number == 1:
        return f"1 {what}"
    return f"{number:,} {what[:-1]}ies" if what.endswith("y") else f"{number:,} {what}s"


def progress(status: RunStatus) -> str:
    """Where a run stands, in one line."""
    return "; ".join(_progress(status))


def _progress(status: RunStatus) -> Iterator[str]:
    left = f", {status.left:,} left" if status.left is not None else ""
    yield f"{_stories(status)} done, {status.quarantined:,} quarantined{left}"
    spent = status.spent
    if spent.requests or spent.found:
        yield f"{status.requests_a_second:.1f} requests/s"
        yield f"{spent.input_tokens + spent.output_tokens:,} tokens"
        yield _cost(status)
    if status.seconds_left is not None:
        yield f"{duration(status.seconds_left)} left"


def _stories(status: RunStatus) -> str:
    if status.total is None:
        return counted(status.succeeded, "story")
    return f"{status.succeeded:,} of {counted(status.total, 'story')}"


def _cost(status: RunStatus) -> str:
    expected = f", {money(status.expected_cost_usd)} expected" if status.expected_cost_usd is not None else ""
    so_far = money(status.spent.cost_usd)
    return f"{so_far} so far{expected}" if status.spent.cost_usd is not None else "cost unknown"


def summary(status: RunStatus) -> Iterator[tuple[str, str]]:
    """What a run came to, as names and figures."""
    of = f" of {status.total:,}" if status.total is not None and status.total != status.succeeded else ""
    yield "stories done", f"{status.succeeded:,}{of}"
    for kind, words in STATUS.items():
        if number := status.by_status.get(kind, 0):
            yield words, f"{number:,}"
    for fault, (words, _) in FAULT.items():
        if number := status.by_fault.get(fault, 0):
            yield f"  {words[0].lower()}{words[1:]}", f"{number:,}"
    yield "sentences withheld", f"{status.withheld:,}"
    yield "stories with warnings", f"{status.warned:,}"
    spent = status.spent
    if spent.requests or spent.found:
        yield "requests", f"{spent.requests:,}"
        yield "answers found in the store", f"{spent.found:,}"
        yield "tokens", tokens(spent)
        yield "cost", money(spent.cost_usd)
    yield "time", duration(status.seconds)


def ending(status: RunStatus) -> str:
    """How a run ended, or that it goes on, in one sentence."""
    match status.state:
        case State.RUNNING:
            return f"running for {duration(status.seconds)}"
        case State.FINISHED:
            return f"finished after {duration(status.seconds)}"
        case State.INTERRUPTED:
            return f"interrupted after {duration(status.seconds)}; run it again, it goes on"
        case State.STOPPED:
            return f"stopped after {duration(status.seconds)}: {status.error}; mend it and run it again, it goes on"


def moment(at: datetime) -> str:
    """`2026-01-16 08:00:05 UTC`, to the second, in UTC."""
    return f"{at:%Y-%m-%d %H:%M:%S} {at.tzname() or 'UTC'}"
