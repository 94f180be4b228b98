"""From the bytes of a file to text, or a sentence that says why they are no text.

A file is only bytes. An encoding says which bytes mean which letter; almost every program writes
UTF-8 today, some spreadsheets UTF-16 with a mark in front that says so, and Excel's plain "CSV" is
still Windows-1252 in much of Europe and America.
"""

import codecs
import math
import re

from data.errors import DataError

MAX_BYTES = 5 * 1024 * 1024

# The first bytes by which a kind of file can be known, and what to tell its owner.
_SAVE_IT = "; in Excel, save the sheet as CSV and use that file"
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "an Excel file or another zip archive" + _SAVE_IT),
    (b"\xd0\xcf\x11\xe0", "an Excel file" + _SAVE_IT),
    (b"\x89PNG", "a PNG picture, not a table"),
    (b"\xff\xd8\xff", "a JPEG picture, not a table"),
    (b"GIF89a", "a GIF picture, not a table"),
    (b"%PDF", "a PDF document, not a table"),
    (b"\x1f\x8b", "a compressed (gzip) file; unpack it first"),
    (b"PAR1\x15", "a Parquet file; save the table as CSV"),
    (b"SQLite format 3", "an SQLite database; export the table as CSV"),
)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF8_LETTER = re.compile(rb"[\xC2-\xF4][\x80-\xBF]")
_CONTROL = re.compile(rb"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]")


def decode(content: bytes | str, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of an uploaded file (bytes) or a pasted table (str), without a byte order mark.

    Beside it stands a sentence where the encoding is a guess. UTF-8 with or without a mark is
    read, UTF-16 with one, and Windows-1252 where the file is in neither and could be text in that.
    Raises DataError for an empty or too large file, a known binary kind, any NUL character, and a
    byte that is no text in any of these, with its line.
    """
    raw = content if isinstance(content, bytes) else _encode(content, name)
    if len(raw) > MAX_BYTES:
        size = math.ceil(10 * len(raw) / (1024 * 1024)) / 10  # upwards: 5.0 would be allowed
        raise DataError(f"{name}: {size:.1f} MB is too large; at most 5 MB can be read.")
    for start, kind in _KINDS:
        if raw.startswith(start):
            raise DataError(f"{name}: this looks like {kind}.")
    text, said = _text(raw, name)
    if "\0" in text:
        line = _line(text[: text.index("\0")])
        raise DataError(
            f"{name}, line {line}: a NUL character, so this is not a text file in UTF-8; "
            "save the table as CSV UTF-8."
        )
    if not text.strip():
        raise DataError(f"{name}: it is empty.")
    return text, said


def _encode(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = _line(text[: error.start])
        raise DataError(f"{name}, line {line}: half a character that has no meaning.") from error


def _text(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = "utf-16" if raw.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        # The decoder counts from behind a UTF-8 mark.
        start = len(raw) - len(error.object) + error.start
        line = _line(raw[:start].decode(encoding, errors="replace"))
        windows = _windows_text(raw)
        if windows is not None:
            return windows, (_guessed(windows[start], line),)
        known = "UTF-16" if encoding == "utf-16" else "UTF-8"
        raise DataError(
            f"{name}, line {line}: the byte 0x{raw[start]:02X} is not {known}; "
            "save the table as CSV UTF-8."
        ) from error


def _windows_text(raw: bytes) -> str | None:
    """The bytes as Windows-1252, in which each byte is a letter; None if they cannot be that.

    A file with a letter in UTF-8, a mark that tells its encoding, or control characters is a
    damaged one: as Windows-1252 it would be read as what nobody has written.
    """
    marked = raw.startswith((*_UTF16_MARKS, codecs.BOM_UTF8))
    if marked or _UTF8_LETTER.search(raw) or _CONTROL.search(raw):
        return None
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no letter there
        return None


def _guessed(letter: str, line: int) -> str:
    return (
        "The file is not in UTF-8, so it is read as Windows-1252, in which Excel writes CSV: line "
        f"{line} has the letter {letter}. If that is wrong, save the table as CSV UTF-8."
    )


def _line(before: str) -> int:
    """The number of the line, from 1, that comes after the given text."""
    return len(re.findall("\r\n|\r|\n", before)) + 1
