"""Controls of a perceptron's training: its start, the order of its samples, when it may stop."""

from pages.shared.frame.panel import Panel

_NEVER = "never"
_TOLERATED = (_NEVER, *map(str, range(21)))


def start_seed(panel: Panel) -> int | None:
    """The start: zeros (None), or small random weights from a seed."""
    start = panel.switch(
        "start",
        "Start",
        ("zero", "random"),
        "zero",
        "Weights before epoch 1: all 0, or small random ones, mostly between −0.02 and 0.02.",
    )
    return panel.number("start_seed", "Start seed", (0, 9999), 1) if start == "random" else None


def order_seed(panel: Panel) -> int | None:
    """The order of the samples: as in the file (None), or shuffled anew each epoch from a seed."""
    order = panel.switch(
        "order",
        "Order of the samples",
        ("file", "shuffled"),
        "file",
        "File: row after row, as in the table. In the iris table all flowers of one species come "
        "before all those of the other. Shuffled: anew in each epoch.",
    )
    return panel.number("order_seed", "Order seed", (0, 9999), 1) if order == "shuffled" else None


def tolerated(panel: Panel) -> int | None:
    """The mistakes in an epoch that are few enough to stop a perceptron; None: it never stops."""
    chosen = panel.scale(
        "tolerated",
        "Tolerated mistakes",
        _TOLERATED,
        _NEVER,
        "Training ends after the first epoch with at most this many mistakes (updates). Where no "
        "line separates the classes, the mistakes never end by themselves.",
    )
    return None if chosen == _NEVER else int(chosen)
