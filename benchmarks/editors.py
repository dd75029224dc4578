"""Editors at work: each reads digests, locks, edits and moves what they see, and counts what was saved."""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx2

from benchmarks.pages import Element, elements, fields, parse, values
from pipeline.store import Store

_ANSWER_SECONDS = 60.0
_GRACE_SECONDS = 3 * _ANSWER_SECONDS
"""For the last change of an editor: a page, a form, a merge."""
_WORDS = "They met in {place} for the {number}th time, one of them said."
_PLACES = ("Busan", "Omsk", "Turku", "Lagos", "Quito")


@dataclass
class Tally:
    """What one editor met."""

    saved: Counter[str] = field(default_factory=Counter[str])
    """Revisions that were said to be saved, by story."""
    conflicts: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list[str])
    """Answers that no editor should see."""


class Editor:
    """One editor, with a browser that keeps cookies and runs no scripts."""

    def __init__(self, address: str, name: str, seed: int) -> None:
        self.name = name
        self.tally = Tally()
        self._random = random.Random(seed)
        self._client = httpx2.Client(base_url=address, timeout=_ANSWER_SECONDS, follow_redirects=False)
        self._client.cookies.set("storydigest_name", name)

    def work(self, stories: Sequence[str], seconds: float) -> None:
        """Change one thing after the other."""
        with self._client:
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                self._change(self._random.choice(stories))

    def _change(self, story: str) -> None:
        page = self._page(f"/stories/{story}")
        if page is None:
            return
        match self._random.randrange(4):
            case 0:
                forms = elements(page, "//button[@value='lock' or @value='unlock']")
                self._press(story, self._random.choice(forms))
            case 1:
                if forms := elements(page, "//button[@value='section-up' or @value='section-down']"):
                    self._press(story, self._random.choice(forms))
            case _:
                links = values(page, "//li[starts-with(@id, 's')]//a[@data-shortcut='e']/@href")
                form = self._page(self._random.choice(links).partition("#")[0])
                if form is not None and (
                    buttons := elements(form, "//form[@id='edit']//button[@value='edit-sentence']")
                ):
                    words = _WORDS.format(place=self._random.choice(_PLACES), number=self._random.randrange(10**9))
                    self._press(story, buttons[0], text=words, reason="seen with my own eyes")

    def _page(self, path: str) -> Element | None:
        answer = self._client.get(path)
        if answer.status_code != 200:
            self.tally.faults.append(f"GET {path}: {answer.status_code}")
            return None
        return parse(answer.text)

    def _press(self, story: str, button: Element, **changes: str) -> None:
        form = next(button.iterancestors("form"))
        pressed = {button.get("name"): button.get("value")} if button.get("name") else {}
        sent = {**fields(form), **pressed, **changes}
        answer = self._client.post(form.get("action"), data=sent)
        if answer.status_code == 303:
            self.tally.saved[story] += 1
        elif answer.status_code == 409:
            self.tally.conflicts += 1
            self._merge(story, answer.text)
        elif answer.status_code == 422:
            self.tally.refused += 1
        else:
            told = re.sub(r"\s+", " ", parse(answer.text).text_content())[:200]
            self.tally.faults.append(f"POST {sent.get('do')}: {answer.status_code} {told}")

    def _merge(self, story: str, conflict: str) -> None:
        """Do it again on top of what the others did, where that is offered."""
        buttons = elements(parse(conflict), "//form[@aria-label='Merge']//button")
        if buttons and self._random.random() < 0.5:
            self._press(story, buttons[0])


def together(address: str, stories: Sequence[str], *, count: int, seconds: float) -> list[Editor]:
    """Let some editors work on the same stories at once; they, with what they met."""
    editors = [Editor(address, f"editor-{number}", number) for number in range(count)]
    threads = [threading.Thread(target=editor.work, args=(stories, seconds), daemon=True) for editor in editors]
    deadline = time.monotonic() + seconds + _GRACE_SECONDS
    for thread in threads:
        thread.start()
    for editor, thread in zip(editors, threads, strict=True):
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            editor.tally.faults.append(f"still at work {_GRACE_SECONDS:.0f} s after the end")
    return editors


async def lost(store: Store, stories: Sequence[str], editors: Sequence[Editor]) -> list[str]:
    """What the history does not tell of that was said to be saved, or tells of otherwise; nothing, if all is well."""
    wrong: list[str] = []
    for story in stories:
        history = await store.revisions.history(story)
        numbers = [entry.revision for entry in history]
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            wrong.append(f"{story}: the revisions have a gap: {numbers}")
        by = Counter(entry.author for entry in history)
        for editor in editors:
            if by[editor.name] != editor.tally.saved[story]:
                told = f"{editor.tally.saved[story]} saved, {by[editor.name]} in the history"
                wrong.append(f"{story}: {editor.name}: {told}")
    return wrong
