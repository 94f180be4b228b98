"""Terms are explained where a page first uses them, by a link to their one definition."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.shared.glossary import terms
from pages.shared.glossary.links import Explained, address, link, uses
from tests.pages import visit

TERMS = {term.name: term for of_part in terms.GLOSSARY.values() for term in of_part}
EXPLAINING = [name for name in visit.PAGES if name != "key_points"]
NO_PROSE = re.compile(
    r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]*\$|^\|.*?$", re.DOTALL | re.MULTILINE
)


def test_the_first_use_is_linked_and_no_other():
    explained = Explained()
    said = explained.linked("A weight and a bias. The weight changes, Biases too.")
    weight, bias = TERMS["Weight"], TERMS["Bias"]
    assert said == (
        f"A {link('weight', weight)} and a {link('bias', bias)}. The weight changes, Biases too."
    )
    assert explained.linked("Weights have a bias.") == "Weights have a bias."
    assert f'"Weight: {weight.meaning}"' in said


def test_the_longest_term_is_taken_and_parts_of_words_are_none():
    found = [(start, term.name) for start, _, term in uses("a hidden layer, a layer, relayered")]
    assert found == [(2, "Hidden layer"), (18, "Layer")]
    assert [term.name for *_, term in uses("Semi-supervised, not supervised")] == [
        "Semi-supervised learning", "Supervised learning",
    ]  # fmt: skip
    assert not list(uses("inputs_of mini-layers"))
    assert not uses("a hidden thing, hidden layering, a hidden layer-like one, hidden layer_2")


def test_a_letter_whose_small_form_is_longer_moves_no_link():
    assert Explained().linked("İİİ has an update.").startswith("İİİ has an [update](")


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("Overfitting", r"while the test cost rises from .*: \*\*.*overfitting"),
        ("Validation set", r"lowest in \*\*epoch \d+\*\* of \d+, so that one is chosen"),
        ("Vanishing gradient", r"output layer is \d{4,} times that of the first layer"),
    ],
)
def test_where_a_term_is_said_to_be_seen_it_is(name, shows):
    term = TERMS[name]
    assert re.search(shows, visit.words(visit.open_page(term.page, **term.settings)))


@pytest.mark.parametrize(
    ("page", "link", "name"),
    [
        ("preparing_data", {}, "Standard deviation"),
        ("standardisation", {}, "Standard deviation"),
        ("standardisation", {}, "Correlation"),
        ("kinds_of_learning", {"kind": "unsupervised", "task": "two numbers of four"}, "Variance"),
    ],
)
def test_a_measure_of_statistics_is_explained_where_a_page_speaks_of_it(page, link, name):
    assert name in [term for _, found, _ in linked(page, **link) for term in [address_name(found)]]


@pytest.mark.parametrize(("page", "sign", "said"), [
    ("forward_propagation", r"a^{(0)}\, W", "number times number, added up"),
    ("learning_rate", r"X^\top X", "rows and columns swapped"),
    ("multilayer_network", r"W_{o}^\top", "rows and columns swapped"),
    ("multilayer_network", r"\odot", "⊙ multiplies number by number"),
])  # fmt: skip
def test_a_sign_of_a_formula_is_explained_on_its_page(page, sign, said):
    text = visit.words(visit.opened(page))
    assert sign in text and said in text


def linked(page, **link):
    return visit.linked_terms(visit.open_page(page, **link))


@pytest.mark.parametrize(
    "text",
    [
        "`weight`",
        "```\nweight\n```",
        "$weight$",
        "$$\nweight\n$$",
        "[weight](x)",
        "| weight |",
        "“weight”",
    ],
)
def test_code_formulas_links_and_tables_stay_as_they_are(text):
    assert Explained().linked(text) == text
    assert Explained().linked(f"{text}\nbias").endswith('")')
    assert Explained().linked(f"{text}\nand\n{text}\nor") == f"{text}\nand\n{text}\nor"


def test_what_tells_of_a_run_is_not_remembered_beyond_it():
    before = uses.cache_info()
    said = "The bias of secret score is 4.567."
    assert Explained().linked(said, of_run=True) == Explained().linked(said, of_run=True) != said
    assert uses.cache_info() == before


def test_every_form_belongs_to_one_term():
    forms = [form for term in TERMS.values() for form in term.written]
    assert len(forms) == len(set(forms))
    assert all(form == form.lower() for form in forms)


@pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
def test_a_link_leads_to_the_entry_of_its_term(term):
    at = urlsplit(address(term))
    assert at.path == "key_points", "beside the present page, whatever path the app lives at"
    (asked,) = parse_qs(at.query)["find"]
    assert terms.exactly(asked) is term
    assert not set(term.meaning) & set('"[]<>'), "it stands in the title of a link"
    assert visit.TERM_LINK.fullmatch(link("x", term))


def test_the_entry_that_a_link_asks_for_stands_first():
    term = TERMS["Gradient"]
    at = visit.open_page("key_points", find=term.name)
    visit.assert_well(at, "key_points")
    captions = [caption.value for caption in at.caption]
    assert captions[0] == term.meaning and captions.count(term.meaning) == 1
    assert "mention it" in captions[1]


def prose(at):
    """What stands on a page to explain: no sentence on the run, no short label."""
    texts = (str(element.value) for element in at.markdown)
    return [text for text in texts if len(text) > 60 and not text.startswith("**At the end of")]


@pytest.mark.parametrize("name", EXPLAINING)
def test_each_term_of_a_page_s_prose_is_linked_once(name):
    at = visit.opened(name)
    linked = [(TERMS[address_name(found)], found) for _, found, _ in visit.linked_terms(at)]
    for term, found in linked:
        assert f'"{term.name}: {term.meaning}"' in "".join(prose_and_notes(at)), found
    names = [term.name for term, _ in linked]
    assert len(names) == len(set(names)), "a term is explained once on a page"
    assert names or name == "home"
    for text in prose(at):
        plain = NO_PROSE.sub(" ", visit.TERM_LINK.sub(r"\1", text))
        used = {term.name for *_, term in uses(plain)}
        assert used <= set(names), f"{text[:80]}… uses {used - set(names)}"


def address_name(found):
    return parse_qs(f"find={found}")["find"][0]


def prose_and_notes(at):
    return [str(e.value) for kind in ("markdown", "caption", "info") for e in at.get(kind)]
