"""A figure whose traces were drawn anew one by one looks as if Plotly had drawn all of it."""

# Looks at all figures, has Plotly draw them whole, looks again: what differs first in each. A look
# is at the elements of the traces and at what the figure knows of their points. Plotly leaves an
# empty group where a text had no place, and writes the same style in another order.
DIFFERENT = """async () => {
    const sorted = value => value.split(/; ?/).sort().join()
    const said = ({ name, value }) => value && `${name}=${name === 'style' ? sorted(value) : value}`
    const seen = node => [
        node.tagName, node.children.length ? '' : node.textContent,
        ...[...node.attributes].map(said)]
        .filter(Boolean).join(' ')
    const look = plot => [
        ...[...plot.querySelectorAll('.main-svg .trace *, .main-svg .legend *')]
            .filter(node => !node.matches('g') || node.querySelector('path, text')).map(seen),
        ...plot.calcdata.flat().map(({ x, y, tx, htx }) => [x, y, tx, htx].join(' '))]
    const told = []
    for (const plot of document.querySelectorAll('.lab-plot')) {
        if (!plot._fullLayout) continue
        const drawn = look(plot)
        await Plotly.redraw(plot)
        const whole = look(plot), at = [...drawn, null].findIndex((part, i) => part !== whole[i])
        if (at < drawn.length || at < whole.length)
            told.push(plot.closest('.lab-figure').dataset.key, drawn[at], 'drawn whole:', whole[at])
    }
    return told
}"""
GO = """(range, share) => {
    range.value = Math.round(share * range.max)
    range.dispatchEvent(new Event('input'))
}"""
SLIDERS = "[data-testid=stMain] [data-testid=stSlider] input[type=range]:visible"
MOMENTS = ((0.3, 0.0), (0.9, 0.62), (0.1, 1.0))
"""On each way the player goes through these shares of the run, and rests at the last of them."""


def test_every_moment_looks_as_if_all_were_drawn(tab, path):
    tab.visit(path)
    if path == "key_points":  # its figures do not move
        return
    tab.page.evaluate(DIFFERENT)  # its margins may want a pixel more once its labels are known
    scrubber = tab.player("Moment of the run")
    for way in MOMENTS:
        for share in way:
            scrubber.evaluate(GO, share)
        tab.page.wait_for_timeout(100)
        assert tab.page.evaluate(DIFFERENT) == [], way
    sliders = tab.page.locator(SLIDERS)
    if sliders.count():
        sliders.first.focus()
        tab.page.keyboard.press("ArrowRight")
        tab.rest()
        assert tab.page.evaluate(DIFFERENT) == [], "after a move of a control"
