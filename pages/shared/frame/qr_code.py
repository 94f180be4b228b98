"""A text as a QR code, which a phone's camera reads off a screen or a projector.

After ISO/IEC 18004 (2015): bytes in UTF-8, error correction of level L, since nothing stains a
screen, and no version above 20. A phone needs some 2.5 pixels of its camera a module: so it reads
version 20 off a laptop at arm's length and off a projector in the front rows, version 5 (106 bytes)
from twice as far.
"""

import re
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise, zip_longest

import numpy as np
from numpy.typing import NDArray

Modules = NDArray[np.bool_]
"""(n, n) whether each module is dark, from the upper left corner, without the quiet zone."""

_CORRECTION = (7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28)
"""Codewords that correct errors, in each block of a version from 1 on."""
_BLOCKS = (1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8)
_LEVEL_L = 0b01
_QUIET = 4
"""Modules that stay light around the code."""

_EXP = [1]
"""Powers of 2 in the field of 256 elements, modulo x⁸ + x⁴ + x³ + x² + 1, twice around."""
for _ in range(509):
    _EXP.append(_EXP[-1] << 1 ^ (0x11D if _EXP[-1] & 0x80 else 0))
_LOG = {value: power for power, value in enumerate(_EXP[:255])}


def svg(text: str) -> str:
    """The code as a picture: dark on light in both themes, because cameras expect it so.

    ValueError where the text is too long, as for ``modules``.
    """
    dark = modules(text)
    side = len(dark) + 2 * _QUIET
    path = "".join(
        f"M{run.start() + _QUIET} {row + _QUIET + 0.5}h{len(run[0])}"
        for row, line in enumerate(_lines(dark))
        for run in re.finditer("1+", line)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="{path}" stroke="#000"/></svg>'
    )


def modules(text: str) -> Modules:
    """The code of a text, in the smallest version that holds it; ValueError above 858 bytes."""
    data = text.encode()
    version = _version(len(data))
    dark, free = _patterns(version)
    row, column = np.array(list(_way(free))).T
    bits = np.unpackbits(np.frombuffer(_codewords(data, version), dtype=np.uint8))
    dark[row[: len(bits)], column[: len(bits)]] = bits
    return min((_masked(dark, free, mask) for mask in range(8)), key=_penalty)


def _version(count: int) -> int:
    """The smallest version that holds so many bytes."""
    for version in range(1, len(_BLOCKS) + 1):
        if 4 + _count_bits(version) + 8 * count <= 8 * _data_codewords(version):
            return version
    raise ValueError(f"text: {count} bytes in UTF-8, must be at most 858")


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


def _data_codewords(version: int) -> int:
    return _capacity(version) - _BLOCKS[version - 1] * _CORRECTION[version - 1]


def _capacity(version: int) -> int:
    return int(_patterns(version)[1].sum()) // 8


def _codewords(data: bytes, version: int) -> bytes:
    """The text's bytes with their length before and padding behind, in blocks that correct errors,
    the first codewords of all blocks first."""
    room = _data_codewords(version)
    bits = f"0100{len(data):0{_count_bits(version)}b}" + "".join(f"{byte:08b}" for byte in data)
    bits += "0" * min(4, 8 * room - len(bits))
    bits += "0" * (-len(bits) % 8)
    padded = bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))
    padded += bytes((0xEC, 0x11)[i % 2] for i in range(room - len(padded)))
    count = _BLOCKS[version - 1]
    ends = [k * (room // count) + max(0, k - count + room % count) for k in range(count + 1)]
    blocks = [padded[start:end] for start, end in pairwise(ends)]
    corrections = [_correction(block, _CORRECTION[version - 1]) for block in blocks]
    return b"".join(map(_interleaved, (blocks, corrections)))


def _interleaved(blocks: list[bytes]) -> bytes:
    return bytes(byte for turn in zip_longest(*blocks) for byte in turn if byte is not None)


def _correction(block: bytes, count: int) -> bytes:
    """The rest of a block, as a polynomial, by (x − 1)(x − 2)(x − 4)..., as Reed and Solomon do."""
    divisor = [1]
    for power in range(count):
        shifted = [_times(term, _EXP[power]) for term in divisor]
        divisor = [a ^ b for a, b in zip([*divisor, 0], [0, *shifted], strict=True)]
    rest = [0] * count
    for byte in block:
        factor = byte ^ rest[0]
        rest = [a ^ _times(factor, b) for a, b in zip([*rest[1:], 0], divisor[1:], strict=True)]
    return bytes(rest)


def _times(a: int, b: int) -> int:
    return _EXP[_LOG[a] + _LOG[b]] if a and b else 0


def _patterns(version: int) -> tuple[Modules, Modules]:
    """What every code of a version shows, and where (n, n) the text's bits go."""
    n = 17 + 4 * version
    dark = np.zeros((n, n), dtype=bool)
    free = np.ones((n, n), dtype=bool)
    dark[6, ::2] = dark[::2, 6] = True  # timing: every other module
    free[6] = free[:, 6] = False
    for row, column in ((0, 0), (0, n - 7), (n - 7, 0)):
        _draw_square(dark, free, row + 3, column + 3, 4)
    free[:9, :9] = free[:9, -8:] = free[-8:, :9] = False  # with room for the format
    centres = _alignment(version)
    corners = {(6, 6), (6, n - 7), (n - 7, 6)}
    for row, column in {(a, b) for a in centres for b in centres} - corners:
        _draw_square(dark, free, row, column, 2)
    if version >= 7:
        _draw_version(dark, free, version)
    return dark, free


def _draw_square(dark: Modules, free: Modules, row: int, column: int, radius: int) -> None:
    """A finder (radius 4, with its light rim) or an alignment pattern (radius 2)."""
    for i in range(max(0, row - radius), min(len(dark), row + radius + 1)):
        for j in range(max(0, column - radius), min(len(dark), column + radius + 1)):
            ring = max(abs(i - row), abs(j - column))
            dark[i, j] = ring in ((0, 1, 3) if radius == 4 else (0, 2))
            free[i, j] = False


def _alignment(version: int) -> list[int]:
    """Rows, and columns, of the alignment patterns' centres: even steps back from the last one."""
    if version == 1:
        return []
    gaps = version // 7 + 1
    last = 10 + 4 * version
    step = 2 * -(-(last - 6) // (2 * gaps))
    return [6, *(last - step * k for k in reversed(range(gaps)))]


def _draw_version(dark: Modules, free: Modules, version: int) -> None:
    bits = _with_check(version, 12, 0x1F25)
    for k in range(18):
        across, along = divmod(k, 3)
        for place in ((across, len(dark) - 11 + along), (len(dark) - 11 + along, across)):
            dark[place] = bits >> k & 1
            free[place] = False


def _with_check(value: int, length: int, divisor: int) -> int:
    """A number with so many bits behind it that check it (Bose, Ray-Chaudhuri, Hocquenghem)."""
    rest = value << length
    while rest.bit_length() > length:
        rest ^= divisor << rest.bit_length() - length - 1
    return value << length | rest


def _way(free: Modules) -> Iterator[tuple[int, int]]:
    """The places of the bits: two columns at a time from the right, up and down in turns."""
    n = len(free)
    columns = [column for column in reversed(range(n)) if column != 6]
    for turn, pair in enumerate(zip(columns[::2], columns[1::2], strict=True)):
        for row in range(n) if turn % 2 else reversed(range(n)):
            yield from ((row, column) for column in pair if free[row, column])


def _masked(dark: Modules, free: Modules, mask: int) -> Modules:
    """The code with one of eight patterns laid over its bits, and the format that says which."""
    i, j = np.indices(dark.shape)
    zero = (
        (i + j) % 2,
        i % 2,
        j % 3,
        (i + j) % 3,
        (i // 2 + j // 3) % 2,
        i * j % 2 + i * j % 3,
        (i * j % 2 + i * j % 3) % 2,
        ((i + j) % 2 + i * j % 3) % 2,
    )[mask]
    made: Modules = dark ^ (free & (zero == 0))
    bits = _with_check(_LEVEL_L << 3 | mask, 10, 0x537) ^ 0x5412
    told = [bool(bits >> k & 1) for k in range(15)]
    made[[0, 1, 2, 3, 4, 5, 7, 8, -7, -6, -5, -4, -3, -2, -1], 8] = told
    made[8, [-1, -2, -3, -4, -5, -6, -7, -8, 7, 5, 4, 3, 2, 1, 0]] = told
    made[-8, 8] = True
    return made


def _lines(dark: Modules) -> list[str]:
    return ["".join("01"[module] for module in row) for row in dark.astype(int)]


def _penalty(dark: Modules) -> int:
    """How hard a code is to read: runs, squares of one colour, what looks like a finder, and more
    of one colour than of the other."""
    lines = _lines(dark) + _lines(dark.T)
    runs = sum(len(run) - 2 for line in lines for run in re.findall("0{5,}|1{5,}", line))
    finders = sum(len(re.findall("(?=10111010000|00001011101)", line)) for line in lines)
    four = (dark[:-1, :-1], dark[1:, :-1], dark[:-1, 1:], dark[1:, 1:])
    squares = int((reduce(np.logical_and, four) | ~reduce(np.logical_or, four)).sum())
    return runs + 40 * finders + 3 * squares + 10 * int(abs(20 * dark.mean() - 10))
