"""The generated sets of points as a script makes them: the arithmetic of `data.generated`."""

from collections.abc import Mapping

from data import SETS
from pages.shared.script.pieces import literal
from pages.shared.script.script import Section

_TURNS = "y = np.where(np.arange(SIZE) % 2 == 0, -1.0, 1.0)  # the classes take turns"

_POLAR = '''\
def polar(radius, angle):
    """Points at this distance and in this direction from the middle."""
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


'''

_CODE: Mapping[str, str] = {
    "xor": f"""\
{_TURNS}
side = np.where(np.arange(SIZE) // 2 % 2 == 0, -1.0, 1.0)
size = rng.uniform(0.1 * 3.0, 3.0, (SIZE, 2))
x = size * np.column_stack([side, -side * y])""",
    "circles": f"""\
{_TURNS}
inner, outer = np.where(y > 0, 0.0, 0.7), np.where(y > 0, 0.4, 1.0)
radius = 3.0 * np.sqrt(rng.uniform(inner**2, outer**2))  # even in the area
x = polar(radius, rng.uniform(0, 2 * np.pi, SIZE))""",
    "moons": f"""\
{_TURNS}
upper = polar(np.full(SIZE, 2.0), rng.uniform(0, np.pi, SIZE)) - [1.0, 0.5]
x = upper * -y[:, np.newaxis]  # the lower moon is the upper one, turned""",
    "spiral": f"""\
{_TURNS}
radius = 3.0 * rng.uniform(0.1, 1.0, SIZE)
arm = polar(radius, 2 * np.pi * 1.75 * radius / 3.0)
x = arm * y[:, np.newaxis]  # the other arm is this one, turned""",
    "blobs": f"""\
{_TURNS}
x = rng.normal(0.0, 0.5, (SIZE, 2)) + 1.5 * y[:, np.newaxis]""",
    "plane": """\
x = rng.uniform(-3.0, 3.0, (SIZE, 2))
y = x.sum(axis=1) / 6.0""",
    "gaussian": """\
x = rng.uniform(-3.0, 3.0, (SIZE, 2))
centres = np.array([[-2, 1.5], [0, 1.5], [2, 1.5], [-2, -1.5], [0, -1.5], [2, -1.5]])
heights = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
squares = ((x[:, np.newaxis, :] - centres) ** 2).sum(axis=2)
y = np.exp(-squares / (2 * 0.7**2)) @ heights""",
}

_JITTER = "x = x + NOISE * rng.standard_normal(x.shape)"


def points(name: str, features: tuple[str, str]) -> Section:
    """x (SIZE, 2) and y (SIZE,) of a set; SIZE, NOISE and DATA_SEED are a script's settings."""
    code = _CODE[name]
    helper = _POLAR if "polar(" in code else ""
    names = f"FEATURES = {literal(features)}"
    lines = [f"{helper}{names}", "rng = np.random.default_rng(DATA_SEED)", code, _JITTER]
    told = "The seed makes the same points each time; NOISE moves each of them at random."
    return Section("The data", f"{SETS[name].sentence} {told}", "\n".join(lines))
