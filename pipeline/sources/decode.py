"""From a page's bytes to its characters, whatever encoding it claims to have."""

import codecs
import re

from pipeline.errors import PageError

_NOT_PAGES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read these labels as (https://encoding.spec.whatwg.org/#names-and-labels), where Python differs.
_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_WESTERN = {"cp1252", "cp1254", "cp1257", "iso8859-15", "mac-roman"}
_STATEFUL = {"iso2022_jp", "iso2022_jp_2", "iso2022_kr", "hz"}
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})""", re.IGNORECASE
)
_HEAD = 8_192
_RUN_OF_HIGH_BYTES = re.compile(rb"[\x80-\xff]{2,}")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_NEVER_IN_TEXT = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1b"})
_MOSTLY = 0.02


def decode(page: bytes, name: str, charset: str | None = None) -> str:
    """The page as characters.

    A byte order mark decides; then UTF-8 if the bytes are that, whatever was declared; then the charset of the HTTP
    header or of the page itself, if the bytes fit it; then what they look like. Raises PageError, naming the page,
    where it is empty or not text at all.
    """
    _refuse_known_formats(page, name)
    unicode = _in_two_bytes(page)
    if unicode is not None:
        return unicode
    if len(page[:_HEAD]) - len(page[:_HEAD].translate(None, _NEVER_IN_TEXT)) > _MOSTLY * len(page[:_HEAD]):
        raise PageError(f"{name}: is binary data, not an HTML page; give the article's web page")
    declared = [known for label in (charset, _declared(page)) if label and (known := _codec(label))]
    stateful = [encoding for encoding in declared if encoding in _STATEFUL]
    return _first_that_fits(page, [*stateful, "utf-8-sig"]) or _not_unicode(page, declared)


def _in_two_bytes(page: bytes) -> str | None:
    """UTF-16 or UTF-32, told by a byte order mark, or by where the NULs of its markup stand."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if page.startswith(mark):
            return page[len(mark) :].decode(encoding, "replace")
    head = page[:_HEAD]
    for encoding, nuls, letters in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        if nuls.count(0) > len(nuls) // 10 and not letters.count(0):
            return page.decode(encoding, "replace")
    return None


def _not_unicode(page: bytes, declared: list[str]) -> str:
    """A page that is not UTF-8, or not quite: some have a few broken bytes in them."""
    mended = page.decode("utf-8", "replace")
    high = sum(1 for character in mended if character > "\x7f")
    if mended.count("\ufffd") <= _MOSTLY * high:
        return mended
    is_western = _is_western(page)
    fitting = [encoding for encoding in declared if is_western or encoding not in _WESTERN]
    return _first_that_fits(page, [*fitting, *(["cp1252"] if is_western else [])]) or _guessed(page) or mended


def _refuse_known_formats(page: bytes, name: str) -> None:
    if not page.strip():
        raise PageError(f"{name}: the page is empty; save it again")
    start = page[:1_024].lstrip()
    for magic, kind in _NOT_PAGES:
        if start.startswith(magic):
            raise PageError(f"{name}: is {kind}, not an HTML page; give the article's web page")
    if start[8:12] == b"WEBP" or start[4:8] == b"ftyp":
        raise PageError(f"{name}: is an image or a film, not an HTML page; give the article's web page")


def _declared(page: bytes) -> str | None:
    found = _DECLARED.search(page[:_HEAD])
    return found[1].decode("ascii", "replace") if found else None


def _codec(label: str) -> str | None:
    """The codec of a label, as browsers understand it; None for labels that name none, or none for text."""
    try:
        codec = codecs.lookup(label.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    name = codec.name
    # A page that could declare itself to be UTF-16 in ASCII letters is not.
    if not getattr(codec, "_is_text_encoding", True) or name.startswith(("utf-16", "utf-32", "utf-7", "idna", "puny")):
        return None
    return _AS_BROWSERS_DO.get(name, name)


def _first_that_fits(page: bytes, encodings: list[str]) -> str | None:
    for encoding in encodings:
        try:
            return page.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return None


def _is_western(page: bytes) -> bool:
    """Whether letters beyond ASCII stand alone among others, as in café, or are whole words, as in привет."""
    high = len(page) - len(page.translate(None, _HIGH_BYTES))
    return sum(map(len, _RUN_OF_HIGH_BYTES.findall(page))) < 0.6 * high


def _guessed(page: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed, and slow to import

    best = from_bytes(page[:20_000]).best() if page else None
    return page.decode(best.encoding, "replace") if best else None
