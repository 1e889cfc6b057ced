"""The figures of the word lists are of real texts, and a disguise that is not seen through is counted as such."""

from comments.wordlist import WordList
from newsroom.benchmarks import score, words
from newsroom.rtl import matching


def test_disguised_insults_are_found_and_honest_texts_left_in_peace():
    rows = dict(line.strip("| ").split(" | ", 1) for line in words.recall().splitlines()[2:])
    split = rows.pop("split in two by a space")  # the price of hitting no honest pair of words
    assert split.startswith("24 of 48 | 0 of ")
    assert all(row.startswith("48 of 48") for row in rows.values())
    assert rows["as it is"] == rows["tatweel between the letters"] == rows["a letter drawn long"]
    assert rows["as it is"].startswith("48 of 48 | 0 of ")


def test_the_honest_texts_are_those_of_the_demo():
    honest = words.honest_texts()
    assert any("حيّنا بلا حديقة واحدة" in text for text in honest)
    assert all(len(text) > 20 for text in honest)


def test_no_honest_pair_of_words_is_a_word_that_was_split_were_every_word_of_the_texts_listed():
    honest = words.honest_texts()
    known = {word.key for text in honest for word in matching.words(text)}
    listed = WordList.of((key, key, "hold") for key in known)
    assert len(listed.whole) > 3000
    assert [hit for text in honest for hit in listed._split(text, matching.words(text))] == []


def test_the_score_is_measured_on_insults_and_sentences_that_it_never_saw():
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in score.recall().splitlines()[2:]]
    assert all(float(held.rstrip("%")) <= 2 for _name, _learned, held, _found in rows)
    found = [float(row[3].rstrip("%")) for row in rows]
    assert found[:2] > [90, 90]
    assert found[3] < found[2], "what it never saw it hardly finds, and that is said"


def test_a_labelled_file_is_measured_and_not_kept(tmp_path):
    file = tmp_path / "labelled.tsv"
    file.write_text("".join(f"{n % 2}\t{'أنت كذاب' if n % 2 else 'شكرا لكم'} {n}\n" for n in range(100)) + "\n\n")
    assert score.recall_of(file).endswith("of 10 refused found 100.0%, of 10 approved held 0.0%")
