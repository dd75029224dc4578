"""What every answer tells the browser not to do."""

from collections.abc import Mapping

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Pages of the desk run its own script and style, and nothing that stands in them."""

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def protective(given: Mapping[str, str]) -> dict[str, str]:
    """The headers that an answer still lacks."""
    framed = {} if "content-security-policy" in given else {"X-Frame-Options": "DENY"}
    policy = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-store"}
    wanted = {**_ALWAYS, **framed, **policy}
    return {name: value for name, value in wanted.items() if name.lower() not in given}


def published_policy(style_hash: str) -> str:
    """A published page keeps the rules it has on disk, runs nothing, and is framed by the desk alone."""
    return (
        f"sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; "
        f"default-src 'none'; style-src '{style_hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
