"""A digest as Markdown that CommonMark and GitHub render alike.

Each citation is a reference link to the quoted words in the article; its definition, at the end of the file, carries
the quote as the link's title.
"""

import re

from pipeline.domain.digest import Digest, Event, Origin, Section, Statement
from pipeline.render import words
from pipeline.render.citations import Note, Notes, cite, number_notes, place
from pipeline.render.clean import clean, clip
from pipeline.render.events import label, status_word
from pipeline.render.links import link_to_quotes
from pipeline.render.listing import Listed, list_articles, single_source
from pipeline.render.moments import day_in_words

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~&$^!]|:(?=//)|(?<=\bwww)\.)", re.IGNORECASE)
_LEADING = re.compile(r"^([-+=]|\d{1,9}(?=[.)]))")
_ADDRESSED = re.compile(r"@(?=\w)")
_WORD_JOINER = "\u2060"


def render_markdown(digest: Digest) -> str:
    """The digest as Markdown. Text from pages and models is escaped throughout; only http and https become links."""
    listing = list_articles(digest)
    notes = number_notes(digest)
    blocks = [
        f"# {escape(digest.headline)}",
        f"{words.UPDATED} {day_in_words(digest.updated)} ({listing.count})",
    ]
    for section in digest.sections:
        blocks += _section(digest, section, notes)
    if digest.timeline:
        blocks += [f"## {words.TIMELINE}", "\n".join(_event(event, notes) for event in digest.timeline)]
    if listing.sources:
        blocks += [f"## {words.SOURCES}", _items(listing.sources)]
    if digest.tickers:
        blocks += [f"## {words.TICKERS}", ", ".join(escape(ticker) for ticker in digest.tickers)]
    blocks += [f"## {words.ALL_ARTICLES} ({listing.count})", listing.introduction]
    if listing.others:
        blocks.append(_items(listing.others))
    if digest.corrections:
        corrections = [f"- {day_in_words(note.at)}: {escape(note.text)}" for note in digest.corrections]
        blocks += [f"## {words.CORRECTIONS}", "\n".join(corrections)]
    blocks.append(escape(words.writer(digest)))
    definitions = [_definition(note) for note in sorted(notes.values(), key=_order)]
    blocks.append("\n".join(line for line in definitions if line))
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape(text: str) -> str:
    """Text as it reads, with nothing left in it that Markdown or GitHub would act on."""
    text = _ACTIVE.sub(r"\\\1", clean(text).strip())
    # GitHub looks for addresses and @names in the finished text, where no escape helps.
    text = _ADDRESSED.sub(f"@{_WORD_JOINER}", text)
    return _LEADING.sub(lambda found: f"\\{found[0]}" if not found[0].isdigit() else f"{found[0]}\\", text)


def _section(digest: Digest, section: Section, notes: Notes) -> list[str]:
    sentences = " ".join(_statement(sentence, notes) for sentence in section.sentences)
    blocks = [f"## {escape(section.heading)}", sentences]
    publisher = single_source(digest, section)
    return [*blocks, f"_{escape(words.single_source(publisher))}_"] if publisher else blocks


def _event(event: Event, notes: Notes) -> str:
    when, status = escape(label(event)), status_word(event)
    parts = [f"**{when}**" if when else "", f"_({status})_" if status else "", "–", _statement(event, notes)]
    return f"- {' '.join(part for part in parts if part)}"


def _statement(statement: Statement, notes: Notes) -> str:
    placed = place(clean(statement.text))
    citations = "".join(_citation(note) for note in cite(statement, notes))
    text = f"{escape(placed.words)}{placed.gap}{citations}{placed.stop}"
    if statement.origin is Origin.EDITED:
        text += f" _({words.EDITED})_"
    if statement.override:
        text += f" ({escape(words.decision(statement.override.reason))})"
    return text


def _citation(note: Note) -> str:
    number = f"\\[{note.article.number}\\]"
    return f"[{number}][{note.key}]" if _target(note) else number


def _definition(note: Note) -> str | None:
    target = _target(note)
    quotes = " … ".join(clip(piece.quote) for piece in note.evidence)
    title = re.sub(r'([\\"&<>`])', r"\\\1", quotes)
    return f'[{note.key}]: <{target}> "{title}"' if target else None


def _target(note: Note) -> str | None:
    link = link_to_quotes(note.article.url, (piece.quote for piece in note.evidence))
    return _destination(link) if link else None


def _destination(link: str) -> str:
    """A link fit for angle brackets: `&` would start an entity."""
    return link.replace("&", "&amp;").replace("*", "%2A")


def _order(note: Note) -> tuple[int, int, str]:
    return note.article.number, len(note.key), note.key


def _items(articles: tuple[Listed, ...]) -> str:
    return "\n".join(f"- {_listed(listed)}" for listed in articles)


def _listed(listed: Listed) -> str:
    title = f"“{escape(listed.title)}”"
    title = f"[{title}](<{_destination(listed.link)}>)" if listed.link else f"{title} ({escape(listed.address)})"
    line = f"\\[{listed.article.number}\\] {escape(listed.publisher)}, {title}, {listed.when}"
    return f"{line} ({escape(listed.remark)})" if listed.remark else line
