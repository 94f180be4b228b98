"""One of several live runs that a page can show, as the bench takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from pages.shared.bench.exercises import R
from pages.shared.bench.stage import Player, Reaction, Shown


@dataclass(frozen=True)
class View(Generic[R]):
    """What the exercises are judged by, the figures, the player, and what is said.

    ended: of the end of the run, beside the controls; below: more of it, under the bench
    """

    seen: R
    shown: Sequence[Shown]
    player: Player = field(default_factory=Player)
    ended: str = ""
    below: str = ""
    reactions: Mapping[str, Reaction] = field(default_factory=dict)
