"""The archive finds what was published by its date, in the newsroom's zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import archive, workflow
from articles.models import Publication
from tests import cast
from tests.articles.test_lists import read_through
from tests.look.page import Page

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Riyadh")
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def monday(settings):
    settings.TIME_ZONE = "Asia/Riyadh"
    with time_machine.travel(NOW, tick=False):
        yield


def published(section, when: str, **fields):
    """A live article of a day, or of a minute of it."""
    draft = cast.draft(section, **fields)
    dated = datetime.fromisoformat(when).replace(tzinfo=ZONE)
    workflow.publish(draft, draft.latest_revision, by=None, dated=dated)
    return draft


def read(client, url: str) -> Page:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return Page(answer.content.decode())


def links(page: Page, block: str) -> list[str]:
    return [link.get("href") for link in page.select(block)]


def test_the_archive_shows_the_months_of_the_newest_year_and_every_year_that_has_something(house, client):
    for day in ("2024-02-29", "2026-01-05", "2026-11-22"):
        published(house.politics, day)
    page = read(client, "/archive/")
    assert (page.errors, page.text("h1"), page.text("h2")[0]) == ([], ["الأرشيف"], "2026")
    assert links(page, ".calendar__link") == ["/archive/2026/01/", "/archive/2026/11/"]
    assert page.text(".months__part")[:2] == ["يناير", "فبراير"]
    assert links(page, ".years__link") == ["/archive/2026/", "/archive/2024/"]
    older = read(client, "/archive/2024/")
    assert links(older, ".calendar__link") == ["/archive/2024/02/"]


def test_the_setting_chooses_the_names_of_the_months(house, client, settings):
    settings.ARABIC_LOCALE = "ar-SY"
    published(house.politics, "2026-11-22")
    assert "تشرين الثاني" in read(client, "/archive/").text(".months__part")
    assert read(client, "/archive/2026/11/").text("h1") == ["تشرين الثاني 2026"]


def test_a_month_shows_its_days_and_all_that_came_out_in_it(house, client):
    for day in ("2026-09-30", "2026-11-01", "2026-11-22T09:00", "2026-11-22T21:00"):
        published(house.politics, day, title=day)
    assert read_through(client, "/archive/2026/11/") == ["2026-11-22T21:00", "2026-11-22T09:00", "2026-11-01"]
    page = read(client, "/archive/2026/11/")
    assert page.errors == []
    assert links(page, ".calendar__link") == ["/archive/2026/11/01/", "/archive/2026/11/22/"]
    assert len(page.select(".calendar__day")) == 30
    assert links(page, ".turning__link") == ["/archive/2026/09/"]


def test_a_month_is_laid_out_in_weeks_that_begin_where_the_newsroom_is(house, client, settings):
    published(house.politics, "2026-11-22")
    sunday = read(client, "/archive/2026/11/")
    settings.WEEK_STARTS = "saturday"
    saturday = read(client, "/archive/2026/11/?before=")
    assert (sunday.text(".calendar__name")[0], sunday.text(".calendar__name")[-1]) == ("الأحد", "السبت")
    assert [len(page.select("tr")) for page in (sunday, saturday)] == [1 + 5, 1 + 5]
    opening = [["".join(cell.itertext()).strip() for cell in page.select("tr")[1]] for page in (sunday, saturday)]
    assert opening == [["1", "2", "3", "4", "5", "6", "7"], ["", "1", "2", "3", "4", "5", "6"]]


def test_a_day_says_how_many_came_out_on_it_in_good_arabic_and_only_such_days_are_links(house, client):
    for day, count in (("2026-11-01", 1), ("2026-11-02", 2), ("2026-11-22", 3)):
        for number in range(count):
            published(house.politics, f"{day}T10:0{number}")
    gone = published(house.politics, "2026-11-05")
    cast.draft(house.politics)
    workflow.withdraw(gone, by=None)
    page = read(client, "/archive/2026/11/")
    assert page.text(".calendar__link") == [
        "1 1نوفمبر: مادة واحدة",
        "2 2نوفمبر: مادتان",
        "22 3نوفمبر: 3 مواد",
    ]
    assert [mark.get("aria-hidden") for mark in page.select(".calendar__count")] == ["true"] * 3
    assert len(page.select(".calendar__none")) == 27
    assert [cell[0].text for cell in page.select(".calendar__day") if cell.get("aria-current") == "date"] == ["23"]


def test_a_day_is_the_newsrooms_day_from_midnight_to_midnight(house, client):
    for minute in ("2026-11-21T23:59", "2026-11-22T00:00", "2026-11-22T23:59", "2026-11-23T00:00"):
        published(house.politics, minute, title=minute)
    assert read_through(client, "/archive/2026/11/22/") == ["2026-11-22T23:59", "2026-11-22T00:00"]
    page = read(client, "/archive/2026/11/22/")
    assert page.text("h1") == ["الأحد 22 نوفمبر 2026"]
    assert links(page, ".turning__link") == ["/archive/2026/11/21/", "/archive/2026/11/23/"]
    assert [link.get("href") for link in page.select(".trail")[0].iter("a")] == [
        "/archive/",
        "/archive/2026/",
        "/archive/2026/11/",
    ]


def test_days_without_anything_are_passed_over(house, client):
    for day in ("2024-02-29", "2026-11-22"):
        published(house.politics, day)
    assert links(read(client, "/archive/2026/11/22/"), ".turning__link") == ["/archive/2024/02/29/"]
    assert links(read(client, "/archive/2024/02/"), ".turning__link") == ["/archive/2026/11/"]


def test_an_empty_day_says_so_and_shows_the_way(house, client):
    for day in ("2026-11-01", "2026-11-22"):
        published(house.politics, day)
    page = read(client, "/archive/2026/11/10/")
    assert page.text(".notice__words") == ["لم يُنشر شيء في هذا اليوم."]
    assert page.content("robots") == "noindex"
    assert links(page, ".turning__link") == ["/archive/2026/11/01/", "/archive/2026/11/22/"]


def test_a_busy_day_is_read_through_by_its_cursor(house, client):
    for number in range(23):
        published(house.politics, f"2026-11-22T10:{number // 2:02}", title=f"خبر {number}")
    published(house.politics, "2026-11-21")
    assert read_through(client, "/archive/2026/11/22/") == [f"خبر {number}" for number in reversed(range(23))]


@pytest.mark.parametrize(
    "url",
    [
        *("/archive/2026/11/24/", "/archive/2026/12/", "/archive/2027/", "/archive/9999/12/31/"),  # still to come
        *("/archive/2026/11/21/", "/archive/2026/10/", "/archive/2025/", "/archive/0001/01/01/"),  # before the first
        *("/archive/2026/02/30/", "/archive/2026/13/", "/archive/2026/00/", "/archive/2026/11/00/", "/archive/0000/"),
        *(
            "/archive/9999999999/",
            "/archive/2026/9999999999/",
            "/archive/٢٠٢٦/",
            "/archive/x/",
            "/archive/2026/11/22/1/",
        ),
    ],
)
def test_a_date_that_is_none_or_has_nothing_before_it_is_no_page(house, client, url):
    published(house.politics, "2026-11-22")
    assert client.get(url).status_code == 404


def test_one_digit_leads_to_the_address_with_two(house, client):
    published(house.politics, "2026-01-05")
    answer = client.get("/archive/2026/1/5/")
    assert (answer.status_code, answer["Location"]) == (301, "/archive/2026/01/05/")


def test_an_empty_paper_has_an_empty_archive(house, client):
    assert read(client, "/archive/").text(".notice__next") == ["اذهب إلى الصفحة الأولى"]
    assert client.get("/archive/2026/").status_code == 404


def test_what_is_no_longer_public_leaves_its_day_at_once(house, client):
    kept = published(house.politics, "2026-11-22", title="باقية")
    gone = published(house.politics, "2026-11-22", title="مسحوبة")
    cast.draft(house.politics, title="مسودة")
    assert read_through(client, "/archive/2026/11/22/") == ["مسحوبة", "باقية"]
    workflow.withdraw(gone, by=None)
    assert read_through(client, "/archive/2026/11/22/") == ["باقية"]
    workflow.withdraw(kept, by=None)
    assert client.get("/archive/2026/11/22/").status_code == 404


def test_nothing_is_taken_at_its_addresses(house, client):
    assert client.post("/archive/").status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_page_asks_as_much_for_one_article_as_for_thirty(house, client, settings, count):
    settings.PAGE_CACHE_SECONDS = 0
    published(house.politics, "2026-10-10")
    published(house.politics, "2026-11-22")
    for number in range(count):
        published(house.politics, f"2026-11-10T10:{number:02}")
    asked = {}
    for url in ("/archive/", "/archive/2026/", "/archive/2026/11/", "/archive/2026/11/10/"):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        asked[url] = len(queries)
    assert asked == {"/archive/": 7, "/archive/2026/": 7, "/archive/2026/11/": 9, "/archive/2026/11/10/": 9}


def test_where_midnight_does_not_exist_no_minute_is_lost_or_doubled(house, client, settings):
    """In Cairo the clocks go forward at midnight: Friday 24 April 2026 begins at one o'clock."""
    settings.TIME_ZONE = "Africa/Cairo"
    friday, saturday = archive.Period(2026, 4, 24), archive.Period(2026, 4, 25)
    article = cast.live_article(house.politics)
    for moment, expected in (
        (datetime(2026, 4, 23, 21, 59, tzinfo=ZoneInfo("UTC")), (False, False)),
        (datetime(2026, 4, 23, 22, 0, tzinfo=ZoneInfo("UTC")), (True, False)),
        (datetime(2026, 4, 24, 20, 59, tzinfo=ZoneInfo("UTC")), (True, False)),
        (datetime(2026, 4, 24, 21, 0, tzinfo=ZoneInfo("UTC")), (False, True)),
    ):
        Publication.objects.filter(pk=article.pk).update(listed_at=moment)
        found = tuple(Publication.objects.filter(period.within()).exists() for period in (friday, saturday))
        assert found == expected


def test_a_year_costs_a_look_into_the_index_for_each_month(house):
    published(house.politics, "2026-11-22")
    rows = Publication.objects.listed().filter(archive.Period(2026, 11).within())
    if connection.vendor == "sqlite":
        assert "articles_by_time" in rows.order_by()[:1].explain()
    assert archive.Period(2026, 12).after - archive.Period(2026, 12).first == timedelta(days=31)
