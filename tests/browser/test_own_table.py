"""A table of one's own in a real browser: brought once, used everywhere, and given back."""

from playwright.sync_api import expect

CSV = b"a,b,kind\n" + b"".join(
    b"%d,%d,%s\n" % (i, 7 * i % 13, b"xy"[i % 2 :][:1]) for i in range(40)
)


def bring(student, csv=CSV):
    student.open("preparing_data")
    student.at("own_file").locator("input[type=file]").set_input_files(
        {"name": "mine.csv", "mimeType": "text/csv", "buffer": csv}
    )
    expect(student.page.get_by_text("In use: mine.csv")).to_be_visible()
    student.rest()


def test_a_table_is_in_use_when_it_is_read_and_stays_when_the_page_changes(tab):
    bring(tab)
    choice = tab.page.get_by_role("combobox", name="Second column")
    tab.press("missing", "ArrowRight")
    tab.until(lambda: "missing" in tab.link, "the control has moved")
    tab.rest()
    expect(tab.page.get_by_text("In use: mine.csv")).to_be_visible()
    expect(choice).to_be_visible()
    assert tab.barriers() == []
    tab.go_to("perceptron")
    tab.until(lambda: tab.link.get("pair") == "own", "the page opens with the student's table")
    expect(tab.page.get_by_test_id("stMain")).to_contain_text("of 40 samples")
    assert tab.complaints == []


def test_long_names_of_classes_make_no_table_wider_than_a_phone(phone):
    names = CSV.replace(b",x\n", b",lower_middle_income\n").replace(
        b",y\n", b",upper_middle_income\n"
    )
    bring(phone, names)
    for title in ("Playground", "Does it generalise?"):
        phone.page.get_by_role("link", name=title).last.click()
        phone.title(title)
        expect(phone.page.get_by_role("table").first).to_contain_text("income")
        assert phone.overflow() == []
