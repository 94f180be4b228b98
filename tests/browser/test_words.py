"""What the browser writes by itself is what Python would have written."""

import json
from random import Random

from pages.lessons.multilayer_network.multilayer import LessonTraining, train
from pages.shared.figures import network
from pages.shared.figures.writing import IN_WORDS

WRITTEN = """async ([style, numbers]) => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const words = await import(loaded.find((name) => name.endsWith('/words.js')))
    return numbers.map((number) => words[style](number))
}"""
SHOWN = """plot => plot._fullData.filter(({ mode }) => mode.includes('text'))
    .map(({ text, hovertext }) => [text, hovertext])"""
TIES = (0.125, 0.375, -0.625, 2.5, 1.0625, 0.00048828125, 1000.5, 2.0**-20, 12345.5, 0.995)
ENDS = (0.0, -0.0, 1e-4, 9.9996e-5, 0.00099996, 998.99, 999.95, 9999.5, 1e6, 999_999.7, 1e300)


def test_numbers_are_written_as_in_python(tab):
    tab.visit("multilayer_network")
    random = Random(0)
    numbers = [random.choice([-1, 1]) * 10 ** random.uniform(-12, 12) for _ in range(2000)]
    numbers += [k / 64 for k in range(-300, 300)]  # many lie just between two shorter ones
    numbers += [sign * size for size in (*TIES, *ENDS) for sign in (1, -1)]
    for style in ("number", "term", "short"):
        write = getattr(IN_WORDS, style)
        written = tab.page.evaluate(WRITTEN, [style, numbers])
        wrong = [
            (number, by_python, by_browser)
            for number, by_browser in zip(numbers, written, strict=True)
            if (by_python := write(number)) != by_browser
        ]
        assert not wrong, (style, wrong[:5])


def test_the_network_says_at_each_moment_what_the_run_has_in_it(tab):
    tab.visit("multilayer_network?layers=2&hidden2=2&activation=tanh&eta=0.3&epochs=1000&sample=2")
    training = LessonTraining(hidden=(3, 2), activation="tanh", eta=0.3, epochs=1000)
    run = train(training)
    plot = tab.shown("multilayer_network").locator(".lab-plot")
    for keys, moment in (("Home", 0), ("End", len(run.epochs) - 1), ("ArrowLeft", -2)):
        tab.player("Moment of the run").press(keys)
        tab.page.wait_for_timeout(200)
        drawn = network.drawn(network.Moment(run.forward(moment, 1), 3))
        (_, weights), (numbers, cells) = plot.evaluate(SHOWN)[:2]
        assert weights == [one.hover for one in drawn.connections]
        assert numbers == [one.text for one in drawn.cells]
        assert cells == [one.hover for one in drawn.cells], json.dumps(cells)
