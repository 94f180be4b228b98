"""What a bored student types: into links, boxes and files."""

import random
from collections.abc import Sequence
from urllib.parse import quote

from core.activations import ACTIVATIONS

NUMBERS = (
    "inf", "-inf", "nan", "1e999", "-1e999", "9" * 400, "-1", "0", "1e-400", "0x10", "1_000", "٣",
    "1,5", "--1", "1e5", "99999999999999999999", "0.1.2", "true", "",
)  # fmt: skip
TEXTS = (
    "<script>alert(1)</script>", "![](//evil.example/x.png)", "[Log in](//evil.example)",
    "\r\n\r[Log in](//evil.example)", "`a` **b** $x$ :red[c] :material/home:", "{{7*7}}", "%s%n",
    "=1+1", "' OR 1=1 --", "../../etc/passwd", "\x00", "\u202eabc", "🙂" * 50, "a" * 3000,
    "None", "own", "null", "setosa-", "-", "setosa-setosa",
)  # fmt: skip
FORMULAS = (
    "x1*x2 + b", "tanh(w1*x1 + b) ** 2", "1/0", "1/(x1-x1)", "x1**x1**x1", "10**20**20",
    "tanh(1e6**9)", "(((((((((x1)))))))))", "-" * 199 + "1", "(" * 99 + "1" + ")" * 99,
    "__import__('os').system('true')", "x1.__class__", "lambda: 1", "[x for x in y]",
    "x1 if b else 1",
    "logistic(relu(-x1)) / 1e-300", "x1 ** 0.5", "(-1) ** 0.5", "0 ** -1", "0 ** 0", "x1 = 2",
    "1e6 * 1e6 * 1e6 ** 20 * 1e6 ** 20 * 1e6 ** 20", "x١", "x1 ＋ 1", "'a' * 9", "True + 1", "1j",
)  # fmt: skip
TABLES = (
    b"", b"\x00\xff\xfe", b"a,b,k\n", b"a,b,k\n1,2\n", b"a;b;k\n1,5;2,5;x\n2,5;3,5;y\n" * 1,
    "a,b,k\n".encode("utf-16"), b"a,b,k\n" + b"1,2,x\n2,1,y\n" * 20,
    b"a,b,k\n" + b"1e50,-1e50,x\n-1e50,1e50,y\n" * 10, b"a,b,k\n1e999,nan,x\n2,3,y\n" * 3,
    b'a,b,"k\n1,2,x', b"a,a,a\n1,1,1\n",
    b"<b>a</b>,`b`,$k$\n" + b"1,2,<i>\n2,3,**y**\n4,1,<i>\n" * 4,
    b"a,b,k\n" + b"".join(b"%d,%d,%d\n" % (n % 7, n % 5, n % 2) for n in range(300)),
    b"a,b,k\n" + b"".join(b"%d,%d,x%d\n" % (n % 7, n % 5, n % 2) for n in range(300)),
    b"a,b,k\n" + b"".join(b"%d,%d,%d\n" % (n % 89, n % 97, n % 2) for n in range(30_000)),
    b"a,b,k\n" + b"".join(b"%d,%de%d,c%d\n" % (n, n % 9, n % 30, n % 3) for n in range(60)),
    b"sep=;\na;b;k\n1;2;x\n2;1;y\n", b"a,b,k\n1.234,1,x\n1.235,2,y\n" * 4, b"," * 5000 + b"\n",
    b"a,b,k\n" + b"\n".join(b"%d,%d,c%d" % (n, n * n, n) for n in range(40)),
)  # fmt: skip

_INPUTS = ("x1", "x2", "w1", "w2", "b", "t")
_FUNCTIONS = tuple(ACTIVATIONS)


def word(rng: random.Random) -> str:
    """Something to type where a setting or a text is expected."""
    return rng.choice(rng.choice((NUMBERS, TEXTS)))


def formula(rng: random.Random, depth: int = 4) -> str:
    """A formula of the allowed pieces mostly, now and then one of the list or with a slip in it."""
    if depth == 4 and rng.random() < 0.2:
        return rng.choice(FORMULAS)
    whole = _pieces(rng, depth)
    if rng.random() < 0.2:
        place = rng.randrange(len(whole) + 1)
        whole = whole[:place] + rng.choice("()*/+-. x1^,e'\n=") + whole[place + rng.randint(0, 1) :]
    return whole


def _pieces(rng: random.Random, depth: int) -> str:
    if depth == 0 or rng.random() < 0.15:
        return rng.choice((*_INPUTS, f"{rng.uniform(-9, 9):.3g}", str(rng.randint(0, 10**6)), "0"))
    inner = [_pieces(rng, depth - 1) for _ in range(2)]
    kind = rng.randrange(8)
    if kind < 4:
        return f"({inner[0]} {'+-*/'[kind]} {inner[1]})"
    if kind == 4:
        return f"({inner[0]}) ** {rng.choice((2, 3, 0, -1, 0.5, 20, inner[1]))}"
    return f"-{inner[0]}" if kind == 5 else f"{rng.choice(_FUNCTIONS)}({inner[0]})"


def link(rng: random.Random, keys: Sequence[str], own_values: Sequence[str]) -> str:
    """A query of one to four settings, known and unknown ones, with values out of place."""
    parts = []
    for _ in range(rng.randint(1, 4)):
        key = rng.choice(keys) if keys and rng.random() < 0.9 else word(rng)
        value = rng.choice(own_values) if own_values and rng.random() < 0.3 else word(rng)
        parts.append(f"{quote(key)}={quote(value)}")
    return "&".join(parts)
