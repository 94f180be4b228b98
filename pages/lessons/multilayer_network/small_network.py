"""The Playground's network in its smallest useful form: three hidden neurons, points in the plane.

Its runs and its figure are those of the Playground; it shows what each hidden neuron is for.
"""

import pandas as pd
import streamlit as st

from core.history import NetworkRun
from data import LESSON_FEATURES
from pages.lessons.multilayer_network import plane_maps, surface
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.plane_network import network_runs
from pages.shared.plane_network.network_settings import (
    Architecture,
    Method,
    NetworkTraining,
    PlaneData,
)

PLANES = ("xor", "circles", "moons", "spiral", "versicolor-virginica")
STARTS = {"random": "glorot", "equal": "equal", "zeros": "zeros"}
"""What the multi-layer page calls a start, and what the Playground calls it."""
NEURONS, EPOCHS = 3, 300


def training(name: str, start: str) -> NetworkTraining:
    """Three hidden neurons on points of that name, as the Playground would train them."""
    return NetworkTraining(
        PlaneData(name, LESSON_FEATURES),
        Architecture(hidden=(NEURONS,)),
        epochs=EPOCHS,
        method=Method(start=STARTS[start]),
    )


def watch(chosen: NetworkTraining) -> tuple[NetworkRun, network_runs.Watched]:
    """Its run, and what is seen of it."""
    run = network_runs.whole(chosen)
    return run, network_runs.watch(chosen, len(run.snapshot_epochs), run)


def score(name: str, start: str) -> str:
    """The share of the training points that is right at the end."""
    return f"{watch(training(name, start))[1].scores[-1][0]:.0%}"


def show(name: str, start: str) -> None:
    """The output over the plane and each hidden neuron's own map, playable through training."""
    chosen = training(name, start)
    run, watched = watch(chosen)
    points = network_runs.points(chosen.data)
    told = (
        f"The {chosen.network.called} network with the start **{start}** has "
        f"**{watched.scores[-1][0]:.0%}** of the training points right after "
        f"{words.count(EPOCHS, 'epoch')}."
    )
    st.markdown(told)
    drawn = plane_maps.maps(network_runs.task(chosen), watched, chosen.network)
    charts.show(
        surface.figure(
            plane_maps.scene(points, drawn, run, chosen.network),
            plane_maps.moments(watched, drawn, run),
        ),
        "multilayer_plane",
        f"What each neuron answers over the plane on {name}. {told.replace('**', '')}",
        lambda: pd.DataFrame(points.x, columns=list(points.names)).assign(target=points.y),
    )
