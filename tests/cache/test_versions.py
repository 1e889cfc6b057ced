"""Versions of tags, on whatever this run keeps them in."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from newsroom.cache import versions

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_tag_that_never_rose_has_version_zero():
    assert versions.read(["article:1", "never:risen"])["never:risen"] == 0


def test_a_change_gives_its_tags_one_number_above_all_before():
    versions.bump("front", "article:1")
    first = versions.read(["front", "article:1"])
    versions.bump("article:2")
    assert first["front"] == first["article:1"] < versions.read(["article:2"])["article:2"]
    assert versions.read(["front", "article:1"]) == first


def test_no_tags_change_nothing():
    before = versions.now()
    versions.bump()
    assert versions.now() == before


def test_what_was_marked_before_a_change_is_changed_and_after_it_is_not():
    before = versions.now()
    versions.bump("front")
    after = versions.now()
    assert not versions.unchanged(["front"], since=before)
    assert versions.unchanged(["article:1"], since=before)
    assert versions.unchanged(["front", "article:1"], since=after)


def test_a_change_that_is_rolled_back_never_was():
    before = versions.read(["front"])
    with pytest.raises(RuntimeError), transaction.atomic():
        versions.bump("front")
        raise RuntimeError
    assert versions.read(["front"]) == before


def test_changes_made_at_once_from_an_empty_start_all_count():
    """Eight writers, each with several tags in an order of its own: nobody fails and no number is given twice."""
    start, seen, failures = Barrier(8), [], []

    def write(writer: int) -> None:
        try:
            start.wait()
            for turn in range(5):
                with transaction.atomic():
                    versions.bump(*[f"shared:{(writer + step) % 8}" for step in range(3)], f"own:{writer}-{turn}")
                seen.append(versions.read([f"own:{writer}-{turn}"])[f"own:{writer}-{turn}"])
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=write, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(set(seen)) == 40
    assert max(seen) <= versions.now()[1]
