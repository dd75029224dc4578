"""Manner: adverbs of guilt, such as "secretly" or "deliberately", of which the evidence has no word."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason
from pipeline.text.fold import fold

_SHOWN_BY = """
secretly covertly clandestinely surreptitiously : secre hid conceal covert clandestine undisclosed privat quiet surrept
    closed_doors without_tell without_inform unannounced confidential undercover unknown discreet undeclared stealth
illegally unlawfully illicitly : illegal unlawful illicit law legal crim ban forbid prohibit violat breach permit licen
    unauthor sanction smuggl contraband undocumented black_market irregular without_permission traffick poach pirat
deliberately intentionally purposely wilfully willfully knowingly : deliberat intent purpose wilful willful know knew
    aim target plan plot aware arson sabotag premeditat meant wanted decid design chose choice
fraudulently corruptly dishonestly : fraud corrupt brib forg fak false deceiv deceit mislead misled scam embezzl honest
    swindl cheat
falsely untruthfully : false lie lied lying untru mislead misled wrong fabricat evidence debunk correct baseless fak
    pretend hoax invent myth
recklessly negligently carelessly : reckless neglig careless danger neglect ignor speed
violently brutally savagely viciously : violen brutal savage vicious beat attack kill assault force clash hit punch
wrongly wrongfully wrongly unfairly unjustly : wrong unfair mistak error false just improper correct fault misidentif
"""


def _table() -> Mapping[str, re.Pattern[str]]:
    table: dict[str, re.Pattern[str]] = {}
    for group in re.sub(r"\n\s+", " ", _SHOWN_BY).strip().splitlines():
        adverbs, kin = (side.split() for side in group.split(":"))
        beginnings = "|".join(kind.replace("_", " ") for kind in kin)
        table |= dict.fromkeys(adverbs, re.compile(rf"(?:\b|\b(?:un|in|im|il|dis|over))(?:{beginnings})"))
    return table


_TABLE = _table()
_ADVERB = re.compile(rf"\b(?:{'|'.join(_TABLE)})\b")


def untold_manner(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Adverbs of guilt that the evidence has neither as such nor in kindred words; English only.

    Soft where the article has a kindred word elsewhere.
    """
    if language != "en" or any(passage.language != "en" for passage in evidence):
        return
    for match in _ADVERB.finditer(fold(claim)):
        kin = _TABLE[match[0]]
        if any(kin.search(fold(passage.quote)) for passage in evidence):
            continue
        message = f"the evidence does not tell that it was done “{match[0]}”"
        elsewhere = any(kin.search(fold(passage.text)) for passage in evidence)
        written = claim[match.start() : match.end()]
        yield Reason(kind="strong-word", words=written, hard=not elsewhere, message=message)
