"""The figures of the page Preparing data: the flowers, how often each length occurs, the spread."""

from collections.abc import Mapping, Sequence

import pandas as pd

from data import FEATURES, load_iris
from pages.lessons.preparing_data import pictures, preparing, told
from pages.lessons.preparing_data.pictures import Spread
from pages.lessons.preparing_data.preparing import NAMES, Preparation, Scaling, Stages
from pages.shared import words
from pages.shared.bench.stage import Shown


def all_of(
    asked: Preparation, stages: Stages, features: Sequence[str], how: Scaling
) -> list[Shown]:
    """The three figures on the stage."""
    return [
        flowers(asked, stages, features),
        histograms(asked, stages, features),
        spreads(stages, how),
    ]


def flowers(asked: Preparation, stages: Stages, features: Sequence[str]) -> Shown:
    """Each flower over two of the four lengths, through the stages."""
    titles = [FEATURES[name] for name in features]
    whole = load_iris()
    across, up = (pictures.bounds(whole[name].to_numpy()) for name in features)
    marked = preparing.typing_errors(stages.measured, features)
    ringed = [marked, marked[:0], preparing.filled_in(stages, features)]
    left = len(stages.handled.rows)
    return Shown(
        "preparing_flowers",
        "Flowers",
        pictures.stages(
            preparing.groups(stages.measured, features),
            preparing.placed(stages, features),
            ringed,
            titles,
            (across, up),
        ),
        f"{titles[0]} against {titles[1]}: {told.table(asked, stages)}; after handling the gaps "
        f"{left} {words.are(left)} left.",
        lambda: _through({name: table.frame() for name, table in stages.by_name.items()}),
        place="main",
    )


def histograms(asked: Preparation, stages: Stages, features: Sequence[str]) -> Shown:
    """How often each length occurs in each species, through the stages."""
    classes = stages.measured.present()
    panels = [preparing.histograms(at, features, classes) for at in stages.by_name.values()]

    def table(of_stage: Sequence[pictures.Histogram]) -> pd.DataFrame:
        parts = [
            pd.DataFrame(
                {
                    "length": panel.title,
                    "from": panel.edges[:-1],
                    "to": panel.edges[1:],
                    **dict(zip([name for name, _ in classes], panel.counts, strict=True)),
                }
            )
            for panel in of_stage
        ]
        return pd.concat(parts)

    titles = [FEATURES[name] for name in features]
    return Shown(
        "preparing_histograms",
        "How often",
        pictures.histograms(panels, classes),
        f"Histograms of {titles[0]} and {titles[1]}, by species: {told.table(asked, stages)}.",
        lambda: _through(dict(zip(stages.by_name, map(table, panels), strict=True))),
    )


def _through(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One table of all stages, as the figure goes through them."""
    return pd.concat(tables, names=["stage"]).reset_index("stage")


def spreads(stages: Stages, how: Scaling) -> Shown:
    """The four lengths before scaling and after it, through the stages."""
    before, after = scaled_stages(stages, how)
    return Shown(
        "preparing_scaling",
        "Normalised",
        pictures.spread(NAMES, before, after),
        "Range, mean and standard deviation of the four lengths of "
        f"{words.count(len(stages.handled.rows), 'flower')}, before and after {told.called(how)}.",
        lambda: _through(
            dict(zip(stages.by_name, map(preparing.statistics, before, after), strict=True))
        ),
    )


def scaled_stages(stages: Stages, how: Scaling) -> tuple[list[Spread], list[Spread]]:
    """At each stage the spread of the values, and that of the whole rows scaled."""
    tables = [table.x for table in stages.by_name.values()]
    before = [preparing.spread(x, "Before (cm)") for x in tables]
    after = [
        preparing.spread(preparing.scaled(preparing.whole_rows(x), how), "After (no unit)")
        for x in tables
    ]
    return before, after
