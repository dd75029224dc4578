"""Writing a part again, and deciding on what was written."""

from collections.abc import Awaitable, Callable
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.desk.desk import Desk
from pipeline.desk.jobs import Asked, Job, TooMany
from pipeline.desk.pages.digest import Problem, digest_page
from pipeline.desk.refusals import refusal
from pipeline.desk.saving import accept
from pipeline.desk.story import NOT_THERE, StoryId
from pipeline.desk.templating import render
from pipeline.desk.visiting import UNPUBLISHED, editor_of, onward, visit_of
from pipeline.domain.candidate import CANDIDATE_ID, Candidate, CandidateState, Part, PartKind
from pipeline.domain.digest import Digest
from pipeline.editing import decided, rewrite
from pipeline.errors import Conflict, EditError

_CandidateId = Annotated[str, Path(pattern=f"^{CANDIDATE_ID.pattern}$")]
_JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]


class _Done(NamedTuple):
    """What was done, as the page calls it, and the revision that it made."""

    said: str
    revision: int | None


def candidates(desk: Desk) -> APIRouter:
    """What the forms for candidates do."""
    router = APIRouter()

    @router.post("/stories/{story}/rewrite")
    async def write_again(request: Request, story: StoryId) -> Response:
        return await _write_again(desk, request, story)

    @router.get("/stories/{story}/jobs/{job}")
    async def progress(story: StoryId, job: _JobId) -> Response:
        found = desk.jobs.find(story, job)
        return HTMLResponse(render("job.html.j2", story=story, job=found) if found else "")

    @router.post("/stories/{story}/candidates/{candidate}/accept")
    async def take(request: Request, story: StoryId, candidate: _CandidateId) -> Response:
        return await _decide(desk, request, (story, candidate), _accepted)

    @router.post("/stories/{story}/candidates/{candidate}/reject")
    async def leave(request: Request, story: StoryId, candidate: _CandidateId) -> Response:
        return await _decide(desk, request, (story, candidate), _rejected)

    return router


async def _write_again(desk: Desk, request: Request, story: str) -> Response:
    form, editor = visit_of(request).form, editor_of(request)
    revision = await desk.store.revisions.current(story)
    if revision is None:
        return refusal(404, NOT_THERE)
    model, note = form.text("model") or desk.writers.names[0], form.text("note")
    if model not in desk.writers.names:
        return refusal(400, "This desk does not ask that model.")
    try:
        part = Part.parse(form.text("part"))
    except ValueError:
        return refusal(400, "A digest has no such part.")

    async def work(job: Job) -> str:
        async with desk.writers.open(model, job.watched) as writer:
            candidate = await rewrite(revision, part, writer, now=desk.clock(), author=editor, note=note)
        return (await desk.store.candidates.put(candidate)).id

    try:
        desk.jobs.start(Job(Asked(story, revision.digest.revision, str(part), model, note, editor)), work)
    except TooMany as error:
        return refusal(429, str(error))
    return onward(f"/stories/{story}", anchor=_anchor(revision.digest, part))


async def _decide(
    desk: Desk,
    request: Request,
    which: tuple[str, str],
    decision: Callable[[Desk, Candidate, str, str], Awaitable[_Done]],
) -> Response:
    """Decide on a candidate and go on at its part; where that cannot be, the page says why."""
    story, key = which
    found = next((one for one in await desk.store.candidates.of(story) if one.id == key), None)
    if found is None:
        return refusal(404, "There is no such candidate.")
    tell = visit_of(request).form.text("tell")
    try:
        done = await decision(desk, found, editor_of(request), tell)
    except (Conflict, EditError) as error:
        current = await desk.store.revisions.current(story)
        if current is None:
            return refusal(404, NOT_THERE)
        status = 409 if isinstance(error, Conflict) else 422
        return await digest_page(
            request, desk, current, problem=Problem(str(error), about=key, tell=tell), status=status
        )
    current = await desk.store.revisions.current(story)
    anchor = _anchor(current.digest, found.part) if current else ""
    return onward(f"/stories/{story}", done.said, anchor, revision=done.revision)


async def _accepted(desk: Desk, candidate: Candidate, editor: str, correction: str) -> _Done:
    saved = await accept(desk, candidate, editor, correction)
    return _Done("accepted" if saved.is_published else UNPUBLISHED, saved.revision.digest.revision)


async def _rejected(desk: Desk, candidate: Candidate, editor: str, _correction: str) -> _Done:
    await desk.store.candidates.decide(decided(candidate, CandidateState.REJECTED, editor, desk.clock()))
    return _Done("rejected", None)


def _anchor(digest: Digest, part: Part) -> str:
    if part.kind is not PartKind.SECTION:
        return str(part.kind)
    places = {section.id: number for number, section in enumerate(digest.sections, 1)}
    return f"section-{places[part.section_id]}" if part.section_id in places else ""
