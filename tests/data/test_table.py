"""A student's own table: read if it can be, and otherwise one sentence that says what and where."""

import io
import re
import zipfile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import DataError, Table, choose_own, choose_pair, load_iris, read_table
from data.decode import MAX_BYTES
from data.errors import MOST_FAULTS, refusal
from data.iris import IRIS_FILE

GOOD = "a,b,kind\n1,2.5,x\n3,4,y\n5,6,x\n"


def expect_good(table: Table) -> None:
    assert table.frame["a"].tolist() == [1, 3, 5]
    assert table.frame["b"].tolist() == [2.5, 4, 6]
    assert table.frame["kind"].tolist() == ["x", "y", "x"]
    assert table.numeric == ("a", "b")
    assert table.labels["kind"] == ("x", "y")
    assert table.warnings == ()


READABLE = {
    "pasted text": GOOD,
    "bytes": GOOD.encode(),
    "UTF-8 mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "pasted mark": "\ufeff" + GOOD,
    "UTF-16 mark": GOOD.encode("utf-16"),
    "UTF-16 big endian": b"\xfe\xff" + GOOD.encode("utf-16-be"),
    "CRLF": GOOD.replace("\n", "\r\n"),
    "CR": GOOD.replace("\n", "\r"),
    "no last line end": GOOD.rstrip("\n"),
    "semicolons": GOOD.replace(",", ";"),
    "tabs": GOOD.replace(",", "\t"),
    "quoted": '"a","b","kind"\n"1","2.5","x"\n"3","4","y"\n"5","6","x"\n',
    "spaces": 'a, b , kind\n1 , 2.5, x\n3,4,y \n 5,6, "x"\n',
    "empty lines": "\n" + GOOD.replace("3,4", "\n  \n3,4") + "\n\n,,\n",
}


@pytest.mark.parametrize("case", READABLE)
def test_readable_tables(case):
    expect_good(read_table(READABLE[case], "own.csv"))


def test_iris_as_a_students_file_is_iris_bit_for_bit():
    table = read_table(IRIS_FILE.read_bytes(), "iris.csv")
    lengths = list(table.numeric)
    np.testing.assert_array_equal(table.frame[lengths], load_iris()[lengths])
    assert table.frame["species"].tolist() == load_iris()["species"].tolist()
    assert next(iter(table.labels)) == "species"
    assert table.labels["species"] == ("setosa", "versicolor", "virginica")
    assert table.warnings == ()
    assert table.lines.tolist() == list(range(2, 152))


def test_a_counter_of_the_rows_and_a_constant_are_not_what_a_neuron_learns_from_first():
    rows = "".join(f"5,{i},{3 * i % 4},{i * i},{'xy'[i % 2]}\n" for i in range(1, 21))
    assert read_table(f"size,Id,a,b,kind\n{rows}").numeric == ("a", "b", "Id", "size")
    short = "".join(f"{i},{3 * i % 4},{'xy'[i % 2]}\n" for i in range(1, 21))
    assert read_table(f"day,a,kind\n{short}").numeric == ("day", "a"), "there is no other choice"
    left = "".join(f"{i * i},{i % 7},{3 * i % 4},{'xy'[i % 2]}\n" for i in range(1, 21))
    assert read_table(f",a,b,kind\n{left}").numeric == ("a", "b", "column 1"), "as pandas writes it"


@given(st.lists(st.floats(-1e30, 1e30), min_size=2, max_size=20))
@settings(max_examples=60)
def test_numbers_are_read_exactly(values):
    rows = "".join(f"{v!r},{v!r},{'xy'[i % 2]}\n" for i, v in enumerate(values))
    assert read_table("a,b,k\n" + rows).frame["a"].tolist() == values


@pytest.mark.parametrize("separator", [";", "\t"])
def test_decimal_commas(separator):
    text = "a;b;kind\n1,5;2;x\n-3,25;1e1;y\n4;3,5e1;x\n".replace(";", separator)
    table = read_table(text)
    assert table.frame["a"].tolist() == [1.5, -3.25, 4]
    assert table.frame["b"].tolist() == [2, 10, 35]
    assert "Column 'a': the comma is read as a decimal comma." in table.warnings


def test_commas_in_every_cell_do_not_hide_the_semicolons():
    table = read_table("length, cm;width, cm;kind, a\n1,5;2,5;x, y\n3,5;4,5;z, w\n")
    assert table.numeric == ("length, cm", "width, cm")
    assert table.labels == {"kind, a": ("x, y", "z, w")}


def test_where_commas_separate_a_quoted_number_has_a_decimal_comma_if_it_can_have_no_other():
    """Spreadsheets with commas as decimal marks write "1,5", those with points write "1,234"."""
    table = read_table('a,b,kind\n"1,5","1,234",x\n"2,0","3,125",y\n')
    assert table.frame["a"].tolist() == [1.5, 2]
    assert table.frame["b"].tolist() == [1.234, 3.125], "as the other column tells"
    assert "Column 'a': the comma is read as a decimal comma." in table.warnings
    table = read_table('a,b,c,kind\n1,2,"1,234",x\n3,4,"12,000.5",y\n')
    assert table.frame["c"].tolist() == [1234, 12000.5]
    assert table.warnings == (
        "Column 'c': the comma is read as grouping thousands; '1,234' in line 2 is 1234.",
    )
    table = read_table('a,b,c,kind\n1,2,"1,234",x\n3,4,"12,000",y\n')
    assert table.frame["c"].tolist() == [1234, 12000], "nothing in the table has a decimal comma"
    table = read_table('a,b,c,kind\n1,2,"1,5",x\n3,4,none,y\n')
    assert table.numeric == ("a", "b") and "'none' in line 3 is not" in table.warnings[0]
    table = read_table('a,b,c,kind\n1,"1,234","1,5",x\n3,"12,000",none,y\n')
    assert table.frame["b"].tolist() == [1234, 12000], "a column of words tells no decimal mark"


def test_what_excel_saves_as_csv_is_read_with_its_letters_and_said():
    german = "Größe;Breite;Art\n1,5;2,5;Rotbuche\n3,5;4,5;Stieleiche – alt\n3,5;4,6;Rotbuche\n"
    table = read_table(german.encode("cp1252"))
    assert table.numeric == ("Größe", "Breite")
    assert table.labels == {"Art": ("Rotbuche", "Stieleiche – alt")}
    assert table.warnings[0] == (
        "The file is not in UTF-8, so it is read as Windows-1252, in which Excel writes CSV: line "
        "1 has the letter ö. If that is wrong, save the table as CSV UTF-8."
    )
    assert read_table(german).warnings == table.warnings[1:], "nothing is guessed of UTF-8"


def column(cells: list[str], others: str = "1;x;") -> Table:
    """A table cut at semicolons whose last column holds these cells."""
    first, _, rest = others.partition(";")
    rows = [f"{first};{'xy'[i % 2]};{rest.split(';')[-1] or 7};{c}" for i, c in enumerate(cells)]
    return read_table("b;kind;d;a\n" + "\n".join(rows) + "\n")


MARKED = {
    "groups of points": (["1.234.567", "1.234", "5"], [1234567, 1234, 5], "point .*'1.234.567'"),
    "points and a comma": (["1.234,5", "2.000", "3"], [1234.5, 2000, 3], "grouping thousands"),
    "groups of commas": (["1,234,567", "1,234", "5"], [1234567, 1234, 5], "comma .*'1,234,567'"),
    "commas and a point": (["1,234.5", "2,000", "-3"], [1234.5, 2000, -3], "comma is read as gr"),
    "a decimal comma beside": (["1,5", "1,234", "1.234"], [1.5, 1.234, 1234], "'1.234' in line 4"),
    "a decimal point beside": (["1.5", "1.234", "1,234"], [1.5, 1.234, 1234], "'1,234' in line 4"),
    "open, by a point": (
        ["1.234", "2.000", "5"],
        [1.234, 2, 5],
        "'1.234' in line 2 can mean 1.234 or 1234; it is read as 1.234. If it is 1234, write it "
        "without a mark.",
    ),
    "as in France": (
        ["1 234,5", "12\xa0345", "-1\u202f234\u202f567"],
        [1234.5, 12345, -1234567],
        "space is read as grouping thousands; '1 234,5' in line 2 is 1234.5",
    ),
    "spaces beside a point": (["1.234", "12 345"], [1.234, 12345], "'12 345' in line 3 is 12345"),
    "as in Switzerland": (["1’234.5", "12'345", "7"], [1234.5, 12345, 7], "apostrophe .* 1234.5"),
    "open, by a comma": (["1,234", "5", "6"], [1.234, 5, 6], "can mean 1.234 or 1234; it is read"),
}


@pytest.mark.parametrize("case", MARKED)
def test_what_commas_and_points_mean_is_told_by_the_column_or_said(case):
    cells, values, words = MARKED[case]
    table = column(cells)
    assert table.frame["a"].tolist() == values
    assert any(re.search(words, warning) for warning in table.warnings), table.warnings


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["0.125", "1.234"], [0.125, 1.234]),  # no thousand begins with 0
        (["1.25", "1.234"], [1.25, 1.234]),
        (["1234.567", "1.234"], [1234.567, 1.234]),
        (["12345", "1.234"], [12345, 1.234]),  # who groups does not write 12345
        (["−1.5", "−2"], [-1.5, -2]),
        (["1.5e3", "1.234"], [1500, 1.234]),
    ],
)
def test_points_that_must_be_decimal_points_need_no_word(cells, values):
    table = column(cells)
    assert table.frame["a"].tolist() == values and table.warnings == ()


def test_the_other_columns_of_the_table_tell_too():
    german = read_table("a;b;kind\n1.234;1,5;x\n2.000;2;y\n")
    assert german.frame["a"].tolist() == [1234, 2000]
    assert any("'1.234' in line 2 is 1234" in warning for warning in german.warnings)
    english = read_table("a;b;kind\n1.234;1.5;x\n2.000;2.5;y\n")
    assert english.frame["a"].tolist() == [1.234, 2] and english.warnings == ()
    commas = read_table("a,b,kind\n1.234,1,x\n2.000,2,y\n")  # commas separate: points are decimal
    assert commas.frame["a"].tolist() == [1.234, 2] and commas.warnings == ()


def test_what_a_column_says_of_its_mark_counts_more_than_another_column():
    table = read_table("a;b;kind\n1.5;2,5;x\n1,234;1.234;y\n")
    assert table.frame["a"].tolist() == [1.5, 1234]
    assert table.frame["b"].tolist() == [2.5, 1234]
    assert [w for w in table.warnings if "decimal comma" in w] == [
        "Column 'b': the comma is read as a decimal comma."
    ]
    assert not any("can mean" in warning for warning in table.warnings)


def test_points_that_group_thousands_are_no_word_about_commas():
    (warning,) = column(["1.234.567", "1.234", "5"]).warnings
    assert "the point is read as grouping thousands" in warning


@pytest.mark.parametrize("cells", [["1.5", "1,5"], ["1,234.5", "1.234,5"], ["1.234", "1,234"]])
def test_a_column_that_mixes_decimal_points_and_commas_is_refused(cells):
    point, comma = sorted(cells, key=lambda cell: cell.rfind("."), reverse=True)
    comma, point = re.escape(comma), re.escape(point)
    words = f"Column 'a': '{comma}' .* decimal comma, '{point}' .* decimal point; write"
    with pytest.raises(DataError, match=words):
        column(cells)


@pytest.mark.parametrize("cell", ["1.23.456", "1,23,456", "1.234,567,8", "1.2345.678", ".", ","])
def test_marks_out_of_place_make_no_number(cell):
    assert column([cell, "5"]).numeric == ("b", "d")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=; "])
def test_a_first_line_that_names_the_separator_is_understood(line, end):
    expect_good(read_table((f"{line}\n" + GOOD.replace(",", ";")).replace("\n", end)))
    # A comma in each cell would otherwise win over the semicolons.
    table = read_table(f"{line}{end}a;b;kind{end}1;2;x, y, z{end}3;4;u, v, w{end}")
    assert table.labels == {"kind": ("x, y, z", "u, v, w")} and table.lines.tolist() == [3, 4]
    with pytest.raises(DataError, match="line 4: 2 cells, but the header has 3"):
        read_table(f"{line}{end}a;b;kind{end}1;2;x{end}3;4{end}")


@pytest.mark.parametrize("separator", ["\t", ",", "|", ":"])
def test_other_separators_can_be_named_too(separator):
    expect_good(read_table(f"sep={separator}\n" + GOOD.replace(",", separator)))


def test_quoted_line_ends_keep_the_line_numbers_right():
    text = 'a,b,note,kind\n1,2,"two\nlines",x\n3,4,one,y\n5,6\n'
    with pytest.raises(DataError, match="line 5: 2 cells, but the header has 4"):
        read_table(text)
    table = read_table(text.removesuffix("5,6\n"))
    assert table.lines.tolist() == [2, 4]
    assert table.frame["note"].tolist() == ["two\nlines", "one"]


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/styles.xml", "<styleSheet/>")
    return file.getvalue()


REFUSED = {
    "empty": (b"", ": it is empty"),
    "blank": (" \n\n", ": it is empty"),
    "header only": ("a,b,kind\n\n", "header in line 1, but no row"),
    "header further down": ("\n\na,b,kind\n", "header in line 3, but no row"),
    "Excel": (_zip(), "looks like an Excel file"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "looks like an Excel file"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(20), "PNG picture"),
    "PDF": (b"%PDF-1.7\n", "PDF document"),
    "gzip": (b"\x1f\x8b\x08\x00", "gzip"),
    "NUL": (b"a,b,kind\n1,\x002,x\n", "line 2: a NUL character"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "line 1: a NUL character"),
    "UTF-16 cut off": (GOOD.encode("utf-16")[:-1], "line 4: the byte 0x0A is not UTF-16"),
    "UTF-32": (GOOD.encode("utf-32"), "line 1: a NUL character"),
    "two encodings": (b"a,b,kind\n1,2,na\xc3\xafve\n3,4,caf\xe9\n", "line 3: the byte 0xE9 is not"),
    "no letter in Windows-1252": (b"a,b,kind\n1,2,x\n3,4,y\x8d\n", "line 3: the byte 0x8D is not"),
    "an unknown binary file": (b"\x01\xfe,b,kind\n1,2,x\n", "line 1: the byte 0xFE is not UTF-8"),
    "UTF-16 cut off, Chinese": ("中文".encode("utf-16")[:-1], "line 1: the byte .* is not UTF-16"),
    "Latin-1 behind a mark": (b"\xef\xbb\xbfa\n\xe9", "line 2: the byte 0xE9 is not UTF-8"),
    "half a character": ("a,b,kind\n1,2,\ud800\n", "line 2: half a character"),
    "too large": (b"a" * (5 * 1024 * 1024 + 1), "5.1 MB is too large"),
    "too many rows": (b"a,b,k\n" + b"1,2,x\n" * 100_001, "line 100002: more than 100,000 rows"),
    "too many columns": (",".join(f"c{i}" for i in range(101)), "101 columns; at most 100"),
    "one column": ("a\n1\n2\n", "line 1: only one column"),
    "a title above": ("My flowers\na,b,kind\n1,2,x\n", "the first line must name all of them"),
    "no separator named": (f"sep=x\n{GOOD}", "line 1: 'sep=x' names no separator; known are tab"),
    "another separator": (
        f"sep=;\n{GOOD}",
        "line 2: only one column, but the line above says .*';'",
    ),
    "spaces as separator": ("a b kind\n1 2 x\n", "only one column, .* tab, semicolon, comma"),
    "short row": ("a,b,kind\n1,2,x\n3,4\n", "line 3: 2 cells, but the header has 3"),
    "long row": ("a,b,kind\n1,2,x\n\n3,4,y,5\n", "line 4: 4 cells, but the header has 3"),
    "open quote": ('a,b,kind\n1,2,x\n3,4,"y\n5,6,x\n', "line 3: a quotation mark"),
    "text behind a quote": ('a,b,kind\n1,2,"x"y\n', "line 2: a quotation mark"),
    "very long cell": ("a,b,kind\n1,2," + "x" * 200_000, "line 2: a cell of over 131,072"),
    "very long first cell": ("a" * 200_000 + ",b\n1,2\n", "line 1: a cell of over 131,072"),
    "long name": ("a,b," + "k" * 101 + "\n1,2,x\n", "line 1: the column name 'k+…' is over 100"),
    "two names alike": ("a,b,a\n1,2,x\n", "line 1: two columns are named 'a'"),
    "no header, a number twice": (
        "0,0,x\n1,2,y\n",
        "columns are named '0'; the first line must name the columns",
    ),
    "no header": ("1,2,3\n4,5,6\n", "line 1: numbers only"),
    "no header, commas": ("1,5;2,5\n3,5;4,5\n", "line 1: numbers only"),
    "no header, a word": (
        "5.1,3.5,setosa\n4.9,3.0,setosa\n",
        "line 1: '5.1, 3.5' are numbers where",
    ),
    "no numbers": ("a,b,kind\nu,v,x\nw,z,y\n", "no column holds numbers"),
    "one column of numbers": ("a,b,kind\n1,v,x\n2,z,y\n", "only column 'a' holds numbers"),
    "a word among numbers": (
        "a,b,kind\n1,2,x\n3,oops,y\n5,6,x\n",
        "only column 'a' holds numbers; .* Column 'b' is read as text: 'oops' in line 3",
    ),
    "units beside numbers": (
        "a,b,kind\n1 cm,10%,x\n2 cm,20%,y\n",
        "no column .* Column 'a' is read as text: '1 cm' .* Column 'b' is read as text: '10%'",
    ),
    "sums of money": ("a,b,kind\n$1.5,2,x\n-£3,4,y\n", r"'\$1.5' in line 2 is not a number"),
    "a title above, in a sheet": (
        "My flowers;;\n;;\na;b;kind\n1;2;x\n3;4;y\n",
        "line 1: only the first of 3 cells is filled, with 'My flowers'; the first line must name",
    ),
    "a title above two columns": (
        "My flowers;\na;b\n1;2\n",
        "line 1: only the first of 2 cells is filled, with 'My flowers'",
    ),
    "one class": ("a,b,kind\n1,2,x\n3,4,x\n", "column 'kind' holds one class only, 'x'"),
    "no header, and one class left": (
        "5,3,x\n4,2,y\n6,1,y\n",
        "column 'x' holds one class only, 'y'; .* The first line names the columns, and '5, 3'",
    ),
    "many columns with units": (
        ",".join(f"c{i}" for i in range(9)) + "\n" + ",".join(["5 cm"] * 9),
        "no column holds numbers; .* And 5 more faults",
    ),
    "no label": (
        "a,b,kind\n" + "".join(f"{i},{i},name{i}\n" for i in range(21)),
        "no column can be the label .* Column 'kind' has 21 different values, so it cannot",
    ),
    "a long name of two": (
        f"a,b,kind\n1,2,{'x' * 101}\n3,4,y\n5,6,y\n",
        "no column can be the label .* Column 'kind' has names of over 100 letters",
    ),
    "a constant and no label": (
        "a,b,c\n" + "".join(f"{i},{i * i},5\n" for i in range(21)),
        "no column can be the label",
    ),
    "label would be an input": ("a,b\n1,2\n3,4\n", "no column can be the label"),
    "enormous": ("a,b,kind\n1,2,x\n3,-1e31,y\n", "Column 'b', line 3: '-1e31' is too large"),
    "just too large": ("a,b,kind\n1,2,x\n3,1.1e30,y\n", r"numbers up to 1e\+30 in size"),
    "beyond a double": ("a,b,kind\n1,2,x\n3,1e999,y\n", "Column 'b', line 3: '1e999' is too"),
    "long digits": ("a,b,kind\n1,2,x\n3," + "9" * 400 + ",y\n", "Column 'b', line 3: '9+…' is"),
    "commas and points": (
        "a;b;kind\n1;2,5;x\n3;2.5;y\n",
        "Column 'b': '2,5' in line 2 is a number with a decimal comma, '2.5' in line 3 one with a "
        "decimal point; write all the same way",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_tables_say_what_and_where(case):
    content, words = REFUSED[case]
    with pytest.raises(DataError, match=words) as caught:
        read_table(content, "own.csv")
    sentence = str(caught.value)
    assert sentence.startswith("own.csv")
    assert "\n" not in sentence
    assert len(sentence) < 400


FAULTY = """a,b,a,kind,5.1
1,2,3,x,4
1,2,x,4
1,2,3,x,4,5
1e60,2,3,x,4
1,1e60,3,x,4
1
1,2
"""


def test_all_faults_of_a_file_are_told_at_once_up_to_five():
    with pytest.raises(DataError) as caught:
        read_table(FAULTY, "own.csv")
    assert str(caught.value) == (
        "own.csv, line 1: '5.1' is a number where a column name belongs; the first line must name "
        "the columns. "
        "Line 1: two columns are named 'a'; names must differ. "
        "Line 3: 4 cells, but the header has 5. "
        "Line 4: 6 cells, but the header has 5. "
        "Line 7: 1 cell, but the header has 5. "
        "And 3 more faults."
    )
    with pytest.raises(DataError) as caught:
        read_table('a;b;kind\n1;2;x\n1e60;2,5;y\n3;2.5;y\n4;2;y;z\n5;"6;x\n', "own.csv")
    assert str(caught.value) == (
        "own.csv, line 5: 4 cells, but the header has 3. "
        "Line 6: a quotation mark is not closed, or text follows a closed one. "
        "Column 'a', line 3: '1e60' is too large; numbers up to 1e+30 in size can be used. "
        "Column 'b': '2,5' in line 3 is a number with a decimal comma, '2.5' in line 4 one with a "
        "decimal point; write all the same way."
    )


def test_after_five_faults_the_others_are_counted():
    with pytest.raises(DataError, match=r"Line 6: .* And 1 more fault\.$"):
        read_table("a,b,kind\n" + "1,2\n" * 6)
    with pytest.raises(DataError, match=r"Line 6: 2 cells, but the header has 3\.$"):
        read_table("a,b,kind\n" + "1,2\n" * 5)
    for count, shown in [(9_999, "9999"), (10_000, "10,000")]:
        told = str(refusal("own.csv", ["line 2: 2 cells."] * (count + MOST_FAULTS)))
        assert told.endswith(f"And {shown} more faults.")


@pytest.mark.large
def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not():
    content = GOOD.encode() + b"\n" * (MAX_BYTES - len(GOOD))
    expect_good(read_table(content))
    with pytest.raises(DataError, match="at most 5 MB"):
        read_table(content + b"\n")
    expect_good(read_table("\ufeff" + content[: MAX_BYTES - 3].decode()))


def test_missing_and_infinite_values_are_counted_and_named_but_not_dropped():
    table = read_table("a,b,kind\n1,NA,x\n,inf,y\n3,-Infinity,\nnan,4,x\n5,6,y\n")
    assert len(table.frame) == 5
    assert table.frame[["a", "b"]].isna().sum().tolist() == [2, 3]
    assert table.frame["kind"].isna().tolist() == [False, False, True, False, False]
    assert table.warnings == (
        "Column 'a': missing values: 2, the first in line 3.",
        "Column 'b': missing values: 1, the first in line 2.",
        "Column 'b': infinite values: 2, the first in line 3; they count as missing.",
        "Column 'kind': missing values: 1, the first in line 4.",
    )


def test_where_a_spreadsheet_could_not_compute_a_value_is_missing():
    table = column(["#DIV/0!", "1,5", "#N/A", "#NV", "#WERT!", "#NAME?", "2,5"])
    assert table.frame["a"].isna().tolist() == [True, False, True, True, True, True, False]
    assert "Column 'a': missing values: 5, the first in line 2." in table.warnings


def test_formulas_are_text_and_named():
    table = read_table("a,b,c,kind\n1,2,+5,x\n3,4,=A1*2,@y\n5,6,-2.5,-\n")
    assert table.numeric == ("a", "b")
    assert table.frame["c"].tolist() == ["+5", "=A1*2", "-2.5"]
    assert table.warnings == (
        "Column 'c': cells that look like formulas: 1, the first in line 3 ('=A1*2'); "
        "they are read as text.",
        "Column 'c' is read as text: '=A1*2' in line 3 is not a number.",
        "Column 'kind': cells that look like formulas: 1, the first in line 3 ('@y'); "
        "they are read as text.",
    )


@pytest.mark.parametrize(
    "word", ["0x1F", "1_0", "1 00", "0 100", "1 000'000", "１２", "True", "5cm"]
)
def test_what_only_looks_like_a_number_is_a_word(word):
    table = read_table(f'a,b,c,kind\n1,2,3,x\n4,5,"{word}",y\n6,7,8,x\n')
    assert table.numeric == ("a", "b")
    assert table.frame["c"].tolist() == ["3", word, "8"]


def test_labels_are_the_columns_of_2_to_20_values_words_first():
    rows = [f"{i},{i % 3},{i % 20},{'pq'[i % 2]},name{i},same" for i in range(42)]
    table = read_table("id,code,kind20,letter,name,all\n" + "\n".join(rows))
    assert list(table.labels) == ["letter", "code", "kind20"]
    assert table.labels["code"] == ("0", "1", "2")
    assert len(table.labels["kind20"]) == 20
    assert table.warnings == (
        "Column 'name' has 42 different values, so it cannot be the label; a label has at most 20.",
        "Column 'all' holds one class only, 'same'.",
    )


def test_names_too_long_for_a_label_are_no_label_and_said():
    def read(letters: int) -> Table:
        names = ["x" * (letters - 2) + f"{i:02}" for i in range(20)]
        rows = "".join(f"{i},{i % 3},{name},{'pq'[i % 2]}\n" for i, name in enumerate(names))
        return read_table("a,b,name,kind\n" + rows)

    assert list(read(100).labels) == ["kind", "name"] and read(100).warnings == ()
    assert list(read(101).labels) == ["kind"]
    assert read(101).warnings == (
        "Column 'name' has names of over 100 letters, so it cannot be the label.",
    )


def test_classes_of_which_one_begins_with_a_number_are_no_surprise():
    assert read_table("a,b,rings\n1,2,2 rings\n3,4,none\n5,6,none\n").warnings == ()


def test_a_label_with_hardly_two_rows_a_class_comes_last():
    rows = [
        f"2024-01-{i:02d},{i}.5,{i * i},{i % 2},pair{i % 5},{'pqr'[i % 3]},{'mf'[i % 2]}"
        for i in range(1, 11)
    ]
    table = read_table("date,length,width,code,pair,kind,sex\n" + "\n".join(rows))
    assert list(table.labels) == ["pair", "kind", "sex", "date", "code", "length", "width"]


def test_a_column_without_a_name_or_content_does_not_stop_the_reading():
    table = read_table(",a,b,kind,\n1,2,3,x,\n2,4,5,y,\n")
    assert list(table.frame.columns) == ["column 1", "a", "b", "kind", "column 5"]
    assert table.numeric == ("a", "b", "column 1")
    assert table.warnings == ("Column 'column 5' is empty.",)


def test_so_many_columns_and_so_long_names_as_are_allowed_are_read():
    names = ["k" * 100, *(f"c{i}" for i in range(98)), "kind"]
    rows = "".join(",".join(map(str, [*range(i, i + 99), "xy"[i]])) + "\n" for i in range(2))
    assert read_table(",".join(names) + "\n" + rows).numeric == tuple(names[:-1])


def test_numbers_as_column_names_raise_a_doubt():
    table = read_table("country,2019,2020\nFrance,1,2\nPeru,3,4\n")
    assert table.numeric == ("2019", "2020")
    assert "'2019, 2020' looks like data" in table.warnings[0]


@pytest.mark.large
def test_100_000_rows_of_10_columns_are_read_whole():
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(100_000, 9)).round(2)).rename(columns=lambda c: f"c{c}")
    frame["kind"] = rng.choice(["x", "y"], 100_000)
    content = frame.to_csv(index=False).encode()
    assert 4.5e6 < len(content) < 5 * 1024 * 1024
    table = read_table(content, "big.csv")
    np.testing.assert_array_equal(table.frame[list(table.numeric)], frame.drop(columns="kind"))
    assert len(choose_own(table, ("x", "y"), ("c0", "c8"), "kind").x) == 100_000


def test_choose_own_agrees_with_choose_pair():
    table = read_table(IRIS_FILE.read_bytes(), "iris.csv")
    pair, features = ("virginica", "versicolor"), ("petal_width", "sepal_width")
    own, iris = (
        choose_own(table, pair, features, "species"),
        choose_pair(load_iris(), pair, features),
    )
    np.testing.assert_array_equal(own.x, iris.x)
    np.testing.assert_array_equal(own.y, iris.y)
    np.testing.assert_array_equal(own.rows, iris.rows)
    assert own.features == features


def test_choose_own_takes_numbers_as_classes():
    table = read_table("a,b,code\n1,2,0\n3,4,1\n5,6,2.5\n7,8,0\n")
    assert table.labels["code"] == ("0", "1", "2.5")
    chosen = choose_own(table, ("2.5", "0"), ("a", "b"), "code")
    assert chosen.x.tolist() == [[1, 2], [5, 6], [7, 8]]
    assert chosen.y.tolist() == [1, -1, 1]


def test_choose_own_drops_rows_only_if_told():
    table = read_table("a,b,kind\n1,2,x\n,4,x\n5,6,\n7,8,y\n9,inf,y\n10,,z\n11,12,y\n")
    with pytest.raises(DataError, match="line 3: a value is missing; rows with one: 2"):
        choose_own(table, ("x", "y"), ("a", "b"), "kind")
    chosen = choose_own(table, ("x", "y"), ("a", "b"), "kind", drop_missing=True)
    assert chosen.x.tolist() == [[1, 2], [7, 8], [11, 12]]
    assert chosen.rows.tolist() == [0, 3, 6]
    assert table.frame.iloc[chosen.rows]["a"].tolist() == [1, 7, 11]


CHOICES = {
    "label": (("x", "y"), ("a", "b"), "c", "'c' is no label; there are 'kind'"),
    "class": (("x", "w"), ("a", "b"), "kind", "no row has kind 'w'"),
    "class all missing": (("x", "z"), ("a", "b"), "kind", "no row has kind 'z'"),
    "words": (("x", "y"), ("a", "c"), "kind", "'c' does not hold numbers"),
    "constant": (("x", "y"), ("a", "d"), "kind", "column 'd' has the same value"),
}


@pytest.mark.parametrize("case", CHOICES)
def test_choices_that_cannot_be_learnt_from_are_named(case):
    classes, features, label, words = CHOICES[case]
    rows = "".join(f"{i},{i},word{i},1,{'xy'[i % 2]}\n" for i in range(30))
    table = read_table("a,b,c,d,kind\n" + rows + ",9,last,9,z\n", "own.csv")
    with pytest.raises(DataError, match=words):
        choose_own(table, classes, features, label, drop_missing=True)


def _reads_or_says_why(content: bytes | str) -> None:
    try:
        table = read_table(content, "own.csv")
    except DataError as error:
        assert str(error).startswith("own.csv")
        return
    assert len(table.numeric) >= 2
    assert len(table.frame) == len(table.lines) >= 1
    label, classes = next(iter(table.labels.items()))
    features = [name for name in table.numeric if name != label][:2]
    try:
        chosen = choose_own(table, classes[:2], features, label, drop_missing=True)
    except DataError:
        return
    assert np.isfinite(chosen.x).all()
    assert set(chosen.y) == {-1.0, 1.0}


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_any_bytes_give_a_table_or_a_sentence(content):
    _reads_or_says_why(content)


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_gives_a_table_or_a_sentence(content):
    _reads_or_says_why(content)


_CELL = st.one_of(
    st.sampled_from(["", "x", "y", "1", "2.5", "-3", "1e60", "nan", "inf", "=A1", '"q"', "1,5"]),
    st.floats().map(repr),
    st.text(max_size=5),
)


@given(
    st.sampled_from([",", ";", "\t"]),
    st.lists(st.lists(_CELL, min_size=3, max_size=4), max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"]),
)
@settings(max_examples=300)
def test_anything_like_a_table_gives_a_table_or_a_sentence(separator, rows, encoding):
    text = "\n".join(separator.join(cells) for cells in [["a", "b", "c"], *rows])
    _reads_or_says_why(text.encode(encoding, errors="ignore"))


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=3))
@settings(max_examples=200)
def test_iris_with_damaged_bytes_gives_a_table_or_a_sentence(place, damage):
    good = IRIS_FILE.read_bytes()
    start = place % len(good)
    _reads_or_says_why(good[:start] + damage + good[start + len(damage) :])
