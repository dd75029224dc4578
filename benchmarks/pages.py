"""Pages as a program reads them, behind types of our own: lxml describes none."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Protocol, cast


class Element(Protocol):
    """What is used of an lxml element."""

    tag: str

    @property
    def attrib(self) -> Mapping[str, str]:
        """Its attributes."""
        ...

    def get(self, key: str, default: str = "") -> str:
        """An attribute."""
        ...

    def iter(self, *tags: str) -> "Iterator[Element]":
        """The element and all in it."""
        ...

    def iterancestors(self, *tags: str) -> "Iterator[Element]":
        """What it stands in, the nearest first."""
        ...

    def text_content(self) -> str:
        """Its text."""
        ...

    def xpath(self, path: str) -> list[object]:
        """What a path leads to."""
        ...


class _Parser(Protocol):
    def document_fromstring(self, html: str) -> Element: ...


def parse(text: str) -> Element:
    """The document of an HTML text."""
    parser = cast("_Parser", cast("object", import_module("lxml.html")))
    return parser.document_fromstring(text or "<p>nothing</p>")


def elements(root: Element, path: str) -> list[Element]:
    """The elements that a path leads to."""
    return cast("list[Element]", root.xpath(path))


def values(root: Element, path: str) -> list[str]:
    """The attributes or texts that a path leads to."""
    return [str(found) for found in root.xpath(path)]


def fields(form: Element) -> dict[str, str | list[str]]:
    """What a form sends as it stands, without its buttons."""
    found: dict[str, str | list[str]] = {}
    for field in elements(form, ".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name = field.get("name")
        if field.tag == "select":
            options = elements(field, ".//option[@selected]") or elements(field, ".//option")
            found[name] = options[0].get("value", options[0].text_content()) if options else ""
        elif field.tag == "textarea":
            found[name] = field.text_content()
        elif field.get("type") != "checkbox":
            found[name] = field.get("value")
    for name in dict.fromkeys(values(form, ".//input[@type='checkbox']/@name")):
        found[name] = values(form, f".//input[@type='checkbox'][@name='{name}'][@checked]/@value")
    return found
