"""The paper by date, in the newsroom's zone: which years, months and days have something to read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, Func, IntegerField, Q, Subquery
from django.http import Http404, HttpRequest
from django.utils import timezone

from articles import addresses, lists
from articles.frame import frame
from newsroom.rtl import dates, weeks
from newsroom.rtl.numbers import in_digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Expression

    from articles.models.publication import PublicationQuerySet

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day; ``month`` and ``day`` are 0 where it is longer. Raises ``Http404`` for none."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        try:
            date(self.year, self.month or 1, self.day or 1)
        except (ValueError, OverflowError) as error:
            raise Http404 from error

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def after(self) -> date:
        """The first day that is not in it."""
        if self.day:
            return self.first + timedelta(days=1)
        if not self.month or self.month == MONTHS:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.month + 1, 1)

    @property
    def url(self) -> str:
        """Its address, with two digits for month and day."""
        if self.day:
            return f"/archive/{self.year:04}/{self.month:02}/{self.day:02}/"
        return f"/archive/{self.year:04}/{self.month:02}/" if self.month else f"/archive/{self.year:04}/"

    @property
    def title(self) -> str:
        """«الاثنين 23 نوفمبر 2026»، «نوفمبر 2026» or «2026»."""
        if self.day:
            return dates.day(self.first)
        return dates.month_of_year(self.first) if self.month else in_digits(str(self.year))

    @property
    def word(self) -> str:
        """What it is called within the longer one: «23»، «نوفمبر»."""
        if self.day:
            return in_digits(str(self.day))
        return dates.month(self.first) if self.month else in_digits(str(self.year))

    @property
    def in_year(self) -> "Period":
        """The year that it lies in."""
        return Period(self.year)

    @property
    def in_month(self) -> "Period":
        """The month that it lies in."""
        return Period(self.year, self.month)

    def months(self) -> list["Period"]:
        """Return the months of its year."""
        return [Period(self.year, month) for month in range(1, MONTHS + 1)]

    def days(self) -> list["Period"]:
        """Return the days of its month."""
        return [Period(self.year, self.month, day) for day in range(1, (self.after - self.first).days + 1)]

    def within(self) -> Q:
        """Ask of publications those that came out in it."""
        return Q(listed_at__gte=_midnight(self.first), listed_at__lt=_midnight(self.after))


def page(request: HttpRequest, year: int = 0, month: int = 0, day: int = 0) -> dict:
    """Return what ``articles/archive.html`` shows of a year (the newest where none is said), a month or a day.

    Raises ``Http404`` for what is no date, is still to come, or lies before the first article.
    """
    around = frame()
    listed = _listed()
    ends = _day_of(listed.order_by("listed_at")), _day_of(listed.order_by("-listed_at"))
    if not ends[0]:
        if year:
            raise Http404
        return around | {"period": None}
    period = Period(year or ends[1].year, month, day)
    if period.first > timezone.localdate() or period.after <= ends[0]:
        raise Http404
    found = _whole_year(period, ends) if not period.month else _piece(period, request, around, ends)
    if period.month and not period.day:
        found |= {"weekdays": weeks.day_names(), "weeks": _weeks(period), "today": timezone.localdate()}
    return around | {"canonical_url": addresses.absolute(period.url)} | found | {"period": period}


def _whole_year(period: Period, ends: tuple[date, date]) -> dict:
    years = [Period(year) for year in range(ends[1].year, ends[0].year - 1, -1)]
    months = period.months()
    full = set(_those_with_articles([*years, *months]))
    return {
        "years": [one for one in years if one in full],
        "months": [(month, month in full) for month in months],
    }


def _piece(period: Period, request: HttpRequest, around: dict, ends: tuple[date, date]) -> dict:
    from articles.models import ArticlePage

    among = Q(publication__listed_at__gte=_midnight(period.first), publication__listed_at__lt=_midnight(period.after))
    found = lists.turn(ArticlePage.objects.listed(), request, around, period.url, among=among)
    earlier = later = None
    if ends[0] < period.first:
        earlier = _day_of(_listed().filter(listed_at__lt=_midnight(period.first)).order_by("-listed_at"))
    if ends[1] >= period.after:
        later = _day_of(_listed().filter(listed_at__gte=_midnight(period.after)).order_by("listed_at"))
    return found | {"earlier": _like(period, earlier), "later": _like(period, later)}


def _like(period: Period, day: date | None) -> Period | None:
    """Return the day or the month that ``day`` lies in, whichever ``period`` is."""
    return day and Period(day.year, day.month, day.day if period.day else 0)


def _weeks(period: Period) -> list[list[tuple[Period | None, int]]]:
    """Return the weeks of a month: each day (none outside the month) with how many articles came out on it."""
    numbers = {day.first: (day, count) for day, count in _asked(period.days(), _number_of)}
    return [[numbers.get(day, (None, 0)) for day in week] for week in weeks.of_month(period.year, period.month)]


def _those_with_articles(periods: list[Period]) -> list[Period]:
    """Return which of these have articles: one look into the index for each."""
    return [period for period, found in _asked(periods, Exists) if found]


def _number_of(listed: "PublicationQuerySet") -> Subquery:
    """Ask how many these are; what it costs grows with them, not with the archive."""
    number = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(listed.annotate(number=number).values("number"))


def _asked(periods: list[Period], question: "Callable[[PublicationQuerySet], Expression]") -> list[tuple[Period, Any]]:
    """Put a question about the articles of each period: one query."""
    listed = _listed()
    looks = {f"look{number}": question(listed.filter(period.within())) for number, period in enumerate(periods)}
    # One row to ask by: a question needs something to stand beside.
    answers = listed.order_by("-listed_at").annotate(**looks).values_list(*looks).first() or (0,) * len(periods)
    return list(zip(periods, answers, strict=True))


def _listed() -> "PublicationQuerySet":
    from articles.models import Publication

    return Publication.objects.listed().order_by()


def _day_of(publications: "PublicationQuerySet") -> date | None:
    moment = publications.values_list("listed_at", flat=True).first()
    return moment and timezone.localdate(moment)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
