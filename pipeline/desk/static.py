"""The desk's own style, script and htmx: read from the package once, named by what they hold, and by nothing else."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from pipeline.render.markup import part

_HTMX = "htmx-2.0.11.min.js"


class Asset(NamedTuple):
    """A file as it is sent."""

    content: bytes
    kind: str
    etag: str


@cache
def assets() -> dict[str, Asset]:
    """Every file that is sent, by the name in its address."""
    style = (part("base.css") + part("static/desk.css", "pipeline.desk")).encode()
    folder = files("pipeline.desk").joinpath("static")
    return {
        "desk.css": _asset(style, "text/css; charset=utf-8"),
        "desk.js": _asset(folder.joinpath("desk.js").read_bytes(), "text/javascript; charset=utf-8"),
        "htmx.js": _asset(folder.joinpath(_HTMX).read_bytes(), "text/javascript; charset=utf-8"),
        "icon.svg": _asset(folder.joinpath("icon.svg").read_bytes(), "image/svg+xml"),
    }


def address(name: str) -> str:
    """Where a page finds a file; another one once the file is another."""
    return f"/static/{name}?{assets()[name].etag[:12]}"


def send(name: str, request: Request) -> Response:
    """A file, or that the browser has it. A name that is none of ours is not found: no path leads to the disk."""
    asset = assets().get(name)
    if asset is None:
        return Response(status_code=404)
    headers = {"ETag": f'"{asset.etag}"', "Cache-Control": "private, max-age=86400"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.kind, headers=headers)


def _asset(content: bytes, kind: str) -> Asset:
    return Asset(content, kind, hashlib.sha256(content).hexdigest())
