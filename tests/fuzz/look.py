"""What must hold of every page whatever was done to it: no apology, no number that is none."""

import json
import re
from collections.abc import Iterator
from typing import Any

from google.protobuf.message import Message

from tests.load.protocol import Page

NOT_A_NUMBER = re.compile(r"(?<![\w-])[-−+]?(?:nan|inf(?:inity)?)(?![\w-])", re.IGNORECASE)
QUOTED = re.compile("`[^`]*`|“[^”]*”|'[^']{1,45}' is not ")
"""A student's or a link's own words, which may say NaN."""
_UNSEEN = {"code", "dataframe", "table", "text_input", "text_area", "file_uploader", "page_link"}
"""Kinds whose texts are data, code or what was typed; tables may have gaps."""
_UNSEEN_FIELDS = {"id", "raw_value", "url", "page", "css_content", "js_content", "html_content"}


def faults(page: Page) -> list[str]:
    """Every fault on a page, each in a line; empty for a page that is well."""
    found = page.failures()
    for kind, proto in page.elements.values():
        if kind in _UNSEEN:
            continue
        try:
            texts = list(_texts(kind, proto))
        except ValueError as error:
            found.append(f"{kind}: {error}")
            continue
        found += [f"{kind}: {text[:200]}" for text in texts if _broken(text)]
    return found


def _broken(text: str) -> bool:
    return NOT_A_NUMBER.search(QUOTED.sub("", text)) is not None


def _texts(kind: str, proto: Message) -> Iterator[str]:
    """All that a person could read of an element. ValueError for a figure that is no JSON."""
    if kind == "bidi_component" and proto.bytes:
        length = int.from_bytes(proto.bytes[:8], "little")
        yield from _in_json(proto.bytes[8 : 8 + length].decode())
    else:
        yield from _in_message(proto)


def _in_message(proto: Message) -> Iterator[str]:
    for descriptor, value in proto.ListFields():
        if descriptor.name in _UNSEEN_FIELDS:
            continue
        for part in value if descriptor.is_repeated else (value,):
            if isinstance(part, str):
                yield part
            elif isinstance(part, Message):
                yield from _in_message(part)


def _in_json(text: str) -> Iterator[str]:
    def refuse(word: str) -> None:
        raise ValueError(f"{word} in a figure")

    yield from _strings(json.loads(text, parse_constant=refuse))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for part in value:
                yield from _strings(part)
        case dict():
            for part in value.values():
                yield from _strings(part)
