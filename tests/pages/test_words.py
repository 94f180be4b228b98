"""Numbers are written one way wherever they are read."""

import re

import pytest

from pages.shared import words
from pages.shared.figures import style
from pages.shared.frame.setting_text import written

WRITTEN = {0: "0", 999: "999", 1000: "1000", 5000: "5000", 9999: "9999", 10_000: "10,000",
           134_800: "134,800", -20_000: "−20,000"}  # fmt: skip


@pytest.mark.parametrize("value", WRITTEN)
def test_digits_are_grouped_from_five_on_in_sentences(value):
    assert words.number(value, 6) == WRITTEN[value]
    assert words.whole(value).replace("-", "−") == WRITTEN[value]
    assert words.count(value, "update").replace("-", "−") == f"{WRITTEN[value]} updates"


@pytest.mark.parametrize("value", WRITTEN)
def test_a_setting_is_written_so_that_a_number_box_reads_it_from_the_link(value):
    assert int(written(value)) == value


def test_axes_do_not_write_5000_as_5k_nor_large_and_small_numbers_with_letters():
    axis = style.axis("Epoch")
    assert axis["minexponent"] == 5 and axis["exponentformat"] == "power"  # not 5T and 600p


@pytest.mark.parametrize("value", [1152.4, 12_345.6, 0.25, 1e-7, 2.5e9])
def test_a_number_with_a_fraction_follows_the_same_rule(value):
    whole = re.split(r"[.× ]", words.number(value, 5))[0]
    assert ("," in whole) == (10_000 <= value < 1e6)


def test_what_rounds_to_a_number_is_written_as_that_number():
    assert words.number(9.99999e-5) == "0.0001" == words.number(1e-4)
    assert words.number(999_999.9) == words.number(1e6) == "1 × 10⁶"


def test_a_number_of_two_digits_has_no_letter_for_its_power():
    assert [words.number(value, 2) for value in (99, 100, 123)] == ["99", "100", "120"]


def test_verbs_follow_their_counts_and_values_are_listed_once_and_in_order():
    assert [words.are(count) for count in (0, 1, 2)] == ["are", "is", "are"]
    assert words.either([2.0]) == "2"
    assert words.either([3, 0, 2, 3]) == "0, 2 or 3"


def test_names_are_listed_with_one_and():
    assert [words.listed("ABC"[:count]) for count in (1, 2, 3)] == ["A", "A and B", "A, B and C"]


def test_a_text_of_several_lines_is_one_line_and_its_words_stay_apart():
    assert words.plain(" a\n\tb\x07c ") == "a bc"


def test_a_share_is_never_shown_as_all_or_nothing_or_below_it():
    assert words.percent(0.99999) == "99.9%" and words.percent(1e-6) == "0.1%"
    assert words.percent(1.0) == "100%" and words.percent(-1e-17) == "0%"


def test_what_is_read_from_right_to_left_keeps_apart_from_the_numbers_around_it():
    name = words.plain("משקל (ג)")
    assert name == "\u2068משקל (ג)\u2069" == words.plain(name)
    assert words.unisolated(name) == "משקל (ג)"
    assert words.plain("weight (g), é, 体重") == "weight (g), é, 体重"
    assert len(words.plain("א" * 40, 30)) == 32  # the signs around it are none of its letters


def test_a_long_name_may_break_in_a_cell_and_a_short_word_stays_whole():
    parts = words.breakable("lower_middle_income").split("\u200b")
    assert parts == ["lower_", "middle_", "income"]
    for long in ("x" * 30, "kingdom/phylum/class/order", "‹script›alert(1)‹/script›"):
        assert max(map(len, words.breakable(long).split("\u200b"))) == 12
    for whole in ("setosa", "grown in the greenhouse", "_", "Iris-virginica", "x" * 12):
        assert words.breakable(whole) == whole


@pytest.mark.parametrize("name", ["🏳️\u200d🌈", "👨\u200d👩\u200d👧 kind"])
def test_a_picture_of_several_signs_stays_one(name):
    assert words.plain(name) == name


def test_joiners_that_join_nothing_go():
    assert words.unisolated(words.plain("می\u200cخواهم")) == "می\u200cخواهم"
    for idle in ("x\u200d", "\u200dx", "a\u200cb", "🌈\u200d", "x\u200d🌈", "🌈\u200d\u200d"):
        assert not set(words.plain(idle)) & {"\u200c", "\u200d"}, ascii(idle)
