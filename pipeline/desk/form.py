"""What a form carries, as text by name."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from pipeline.editing import is_text

MOST_BYTES = 256 * 1024
"""No form of the desk needs more."""
_MOST_FIELDS = 500
_NO_TEXT = "it holds bytes that are no text"


class Malformed(ValueError):
    """A form that no page of the desk sends."""


class Form:
    """The fields of a form. A field that was not sent is empty."""

    def __init__(self, fields: Sequence[tuple[str, str]] = ()) -> None:
        self._fields = tuple(fields)

    @classmethod
    def parse(cls, body: bytes) -> "Form":
        """A form as browsers encode it. Raises Malformed for another one, and for what is no text: NUL, wrong UTF-8."""
        try:
            text = body.decode("ascii")
            fields = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
        except UnicodeDecodeError:
            raise Malformed(_NO_TEXT) from None
        except ValueError:
            raise Malformed("it cannot be read") from None
        if any(not is_text(part) for field in fields for part in field):
            raise Malformed(_NO_TEXT)
        return cls(fields)

    def text(self, name: str) -> str:
        """The field as one text with plain line ends, without the white space around it."""
        found = next((value for field, value in self._fields if field == name), "")
        return found.replace("\r\n", "\n").strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """All fields of a name, in order."""
        return tuple(value for field, value in self._fields if field == name)

    def number(self, name: str) -> int:
        """The field as a number from 0 to a million. Raises Malformed."""
        text = self.text(name)
        if not text.isascii() or not text.isdecimal() or len(text) > 7:
            raise Malformed(f"{name} is to be a number")
        return int(text)

    def without(self, *names: str) -> tuple[tuple[str, str], ...]:
        """The fields but those of some names."""
        return tuple((name, value) for name, value in self._fields if name not in names)
