"""Finds how the text of a file is written: UTF-8, UTF-16 or GB18030, or several at once."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHINESE = "gb18030"  # holds GBK and GB2312
_PIECE, _LINES = 1_000_000, 10_000  # bytes, or lines, decoded at a time


@dataclass(frozen=True)
class Decoded:
    """Text and how it was found.

    Attributes
    ----------
    pieces
        The text, in pieces: who splits it need not hold Python's lock for all of it at once.
    encoding
        Its encoding, ``mixed`` where lines differ.
    mixed_lines
        Lines (from 1) that are not written as the rest.
    broken_lines
        Lines with bytes that are no text in any of the encodings; U+FFFD stands for them.
    """

    pieces: list[str]
    encoding: str
    mixed_lines: tuple[int, ...] = ()
    broken_lines: tuple[int, ...] = ()


def decode(data: bytes) -> Decoded:
    """Turn the bytes of a file into text.

    A mark at the beginning decides; then UTF-8, which other text hardly ever is by chance; then
    GB18030. Where neither fits the whole, each line is read by itself.

    Parameters
    ----------
    data
        The file.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(_read(data, encoding), encoding)
            except UnicodeDecodeError:
                if encoding == "utf-16":
                    pieces = _read(data, encoding, "replace")
                    return Decoded(pieces, encoding, (), _lines_with("".join(pieces)))
                data = data[len(mark) :]
    for encoding in ("utf-8", CHINESE):
        try:
            return Decoded(_read(data, encoding), encoding)
        except UnicodeDecodeError:
            continue
    return _decode_lines(data)


def _read(data: bytes, encoding: str, errors: str = "strict") -> list[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    starts = range(0, len(data), _PIECE)
    pieces = [decoder.decode(data[start : start + _PIECE]) for start in starts]
    return [*pieces, decoder.decode(b"", True)]


def _decode_lines(data: bytes) -> Decoded:
    texts, odd, broken = [], {"utf-8": [], CHINESE: []}, []
    for number, line in enumerate(data.split(b"\n"), start=1):
        for encoding in ("utf-8", CHINESE):
            try:
                texts.append(line.decode(encoding))
            except UnicodeDecodeError:
                continue
            if not line.isascii():
                odd[encoding].append(number)
            break
        else:
            texts.append(line.decode("utf-8", "replace"))
            broken.append(number)
    fewer = min(odd.values(), key=len)
    main = "utf-8" if fewer is odd[CHINESE] else CHINESE
    encoding = "mixed" if fewer else main
    pieces = ["\n".join([*texts[n : n + _LINES], ""]) for n in range(0, len(texts), _LINES)]
    pieces[-1] = pieces[-1][:-1]
    return Decoded(pieces, encoding, tuple(fewer), tuple(broken))


def _lines_with(text: str, mark: str = "\ufffd") -> tuple[int, ...]:
    return tuple(n for n, line in enumerate(text.split("\n"), start=1) if mark in line)


def guess_dbf_encoding(texts: list[bytes], declared: str) -> str:
    """Tell how the texts of a shapefile are written.

    Values end at a fixed number of bytes, so that the last letter of each may be cut.

    Parameters
    ----------
    texts
        Values that are not ASCII, as bytes.
    declared
        What ``.cpg`` or the table's code page say; empty for nothing.

    Returns
    -------
    ``utf-8``, ``gb18030`` or the declared one: the declared one if the texts can be that.
    """
    tried = [name for name in (_codec(declared), "utf-8", CHINESE) if name]
    for name in tried:
        if name in ("latin-1", "iso8859-1"):
            continue  # every text is Latin 1, so that it says nothing
        if all(_is(text, name) for text in texts):
            return name
    # most of the texts decide
    return max(("utf-8", CHINESE), key=lambda name: sum(_is(text, name) for text in texts))


def _codec(name: str) -> str:
    name = name.strip()
    if name.isdigit():
        name = {"936": CHINESE, "65001": "utf-8"}.get(name, f"cp{name}")
    try:
        found = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    return CHINESE if found in ("gbk", "gb2312", CHINESE) else found


def _is(text: bytes, encoding: str) -> bool:
    for cut in range(4):
        try:
            text[: len(text) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
