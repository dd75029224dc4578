"""Telling a page that asks the reader for something from one that has an article."""

import re
from dataclasses import dataclass

from pipeline.errors import PageError


@dataclass(frozen=True)
class _Wall:
    """What stands in the way, what gives it away, and how much other text makes the page an article all the same."""

    message: str
    telltale: re.Pattern[str]
    article: int = 250


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


PAYWALL = _Wall(
    "shows only what is before its paywall; save the page as a subscriber sees it",
    _any_of(
        r"(?:subscribe|become a (?:subscriber|member)) (?:now |today )?to (?:continue|read|keep|access|unlock)",
        r"(?:already|not) a subscriber\?|(?:for )?subscribers only|subscriber exclusive|to continue reading",
        r"this (?:article|content|story) is (?:only |reserved |available )*(?:for|to) (?:our )?(?:subscribers|members)",
        r"free articles? (?:left|remaining|this month)|reached your (?:monthly )?(?:article )?limit",
        r"jetzt abonnieren|weiterlesen mit|réservée? aux abonnés|solo para suscriptores|только (?:для|по) подписчик",
    ),
    article=500,
)
_WALLS = (
    _Wall(
        "asks for a login instead of showing the article; save the page while logged in",
        _any_of(
            r"(?:log|sign) ?in to (?:continue|read|view|access|see|your account)",
            r"(?:log|sign) ?in or (?:register|create|sign up)",
            r"please (?:log|sign) ?in\b|you must be logged in|forgot (?:your )?password",
            r"bitte (?:melden sie sich an|einloggen)|connectez-vous pour|inicia sesión para|войдите,? чтобы",
            r"로그인이? ?(?:필요|하)|請登入|请登录|ログインして",
        ),
    ),
    PAYWALL,
    _Wall(
        "asks for consent instead of showing the article; save the page after answering it",
        _any_of(
            r"we value your privacy|(?:we|our partners|this (?:site|website)) uses? cookies|accept (?:all )?cookies",
            r"before you continue|manage (?:your )?(?:cookie|privacy|consent)|cookie (?:policy|settings|preferences)",
            r"wir (?:verwenden|nutzen) cookies|nous utilisons des cookies|utilizamos cookies",
        ),
    ),
    _Wall(
        "is a check for robots instead of the article; save the page from a browser",
        _any_of(
            r"are you a (?:robot|human)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser",
            r"complete the (?:captcha|security check)|access (?:to this page has been )?denied|unusual traffic",
            r"enable javascript and cookies",
        ),
    ),
    _Wall(
        "is an error page instead of the article; check the address",
        _any_of(
            r"(?:page|article|story) (?:you (?:requested|are looking for) )?(?:was|is) not found",
            r"(?:page|article|story) (?:you (?:requested|are looking for) )?(?:could|can)(?: ?not|n['’]t) be found",
            r"page not found|404 (?:not found|error)|error 404|internal server error|bad gateway",
        ),
    ),
    _Wall(
        "needs JavaScript to show the article; save the page from a browser",
        _any_of(r"(?:enable|turn on) javascript|javascript is (?:disabled|required|not enabled)"),
    ),
)


def refuse_wall(name: str, title: str, text: str, *, is_free: bool) -> None:
    """Raises PageError, naming the page, where it shows a wall, an error or a teaser instead of an article.

    A page is a wall when it says such a thing and has little text beside. `is_free` is what the page says of itself.
    """
    lines = text.split("\n")
    if len(text) > 20 * PAYWALL.article:
        return
    for wall in _WALLS:
        others = [line for line in lines if not wall.telltale.search(line)]
        is_told = len(others) < len(lines) or wall.telltale.search(title)
        if is_told and sum(map(len, others)) < wall.article:
            raise PageError(f"{name}: {wall.message}")
    if not is_free and len(text) < PAYWALL.article:
        raise PageError(f"{name}: {PAYWALL.message}")
