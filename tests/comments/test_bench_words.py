"""The figures of the word lists are of real texts, and a disguise that is not seen through is counted as such."""

from newsroom.benchmarks import words


def test_disguised_insults_are_found_and_honest_texts_left_in_peace():
    rows = dict(line.strip("| ").split(" | ", 1) for line in words.recall().splitlines()[2:])
    assert rows.pop("split in two by a space").startswith("0 of 48")  # the price of hitting no honest pair of words
    assert all(row.startswith("48 of 48") for row in rows.values())
    assert rows["as it is"] == rows["tatweel between the letters"] == rows["a letter drawn long"]
    assert rows["as it is"].endswith("| 0 of 462")


def test_the_honest_texts_are_those_of_the_demo():
    honest = words.honest_texts()
    assert any("حيّنا بلا حديقة واحدة" in text for text in honest)
    assert all(len(text) > 20 for text in honest)
