"""A figure whose traces were drawn anew one by one looks as if Plotly had drawn all of it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from tests.browser.student import Student

# Of each figure: what its traces look like, and what it knows of their points. Plotly leaves an
# empty group where a text had no place, and writes the same style in another order.
LOOK = """() => [...document.querySelectorAll('.lab-plot')].filter(plot => plot._fullLayout).map(plot => {
    const plain = ({ name, value }) => `${name} ${name === 'style' ? value.split(/; ?/).sort() : value}`
    const seen = node => [node.tagName, node.children.length ? '' : node.textContent,
        ...[...node.attributes].map(plain).filter(text => !/^(class|style) ?$/.test(text))].join(' ')
    const drawn = [...plot.querySelectorAll('.main-svg .trace *')]
        .filter(node => !node.matches('g') || node.querySelector('path, text'))
    const known = plot.calcdata.flat().map(({ x, y, tx, htx }) => [x, y, tx, htx].join(' '))
    return [plot.closest('.lab-figure').dataset.key, [...drawn.map(seen), ...known]]
})"""  # noqa: E501
REDRAW = """async () => {
    const plots = [...document.querySelectorAll('.lab-plot')].filter(plot => plot._fullLayout)
    for (const plot of plots) await Plotly.redraw(plot)
}"""
GO = """(range, share) => {
    range.value = Math.round(share * range.max)
    range.dispatchEvent(new Event('input'))
}"""
SLIDERS = "[data-testid=stMain] [data-testid=stSlider] input[type=range]:visible"
MOMENTS = ((0.3, 0.0), (0.9, 0.62), (0.1, 1.0))
"""On each way the player goes through these shares of the run, and rests at the last of them."""


def different(tab: Student) -> str:
    """Figures that change when Plotly draws all of them again, and in which part first."""
    drawn = tab.page.evaluate(LOOK)
    tab.page.evaluate(REDRAW)
    again = tab.page.evaluate(LOOK)
    return "\n".join(
        f"{key}: {here}\ndrawn whole: {whole}"
        for (key, one), (_, other) in zip(drawn, again, strict=True)
        for here, whole in [next(_apart(one, other), (None, None))]
        if here != whole
    )


def _apart(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    return (pair for pair in zip_longest(one, other) if pair[0] != pair[1])


def test_every_moment_looks_as_if_all_were_drawn(tab, path):
    tab.visit(path)
    if path == "key_points":  # its figures do not move
        return
    tab.page.evaluate(REDRAW)  # its margins may want a pixel more once its labels are known
    scrubber = tab.player("Moment of the run")
    for way in MOMENTS:
        for share in way:
            scrubber.evaluate(GO, share)
        tab.page.wait_for_timeout(100)
        assert different(tab) == "", way
    sliders = tab.page.locator(SLIDERS)
    if sliders.count():
        sliders.first.focus()
        tab.page.keyboard.press("ArrowRight")
        tab.rest()
        assert different(tab) == "", "after a move of a control"
