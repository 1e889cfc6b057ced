"""`{% load rtl %}`: Arabic dates, numbers, reading time and direction in templates.

Every filter but `figures` returns a plain string, which the template escapes. Where there is nothing to show
(None, ""), the moment and number filters return "".

    {{ comment.body|direction }}        rtl or ltr, by the majority of its letters: for a `dir` attribute
    {{ article.first_published_at|day }}            الجمعة 9 يناير 2026
    {{ correction.made_at|stamp }}      الاثنين 23 نوفمبر 2026، 14:05
    {{ version.created_at|stamp_in_zone }}          الاثنين 23 نوفمبر 2026، 14:05 بتوقيت الرياض: for colleagues
    {{ comment.created_at|ago }}        قبل 3 دقائق
    {{ comment.created_at|isodate }}    2026-11-23T14:05:00+03:00: for `<time datetime>`
    {{ article.minutes|reading_time }}  دقيقتان للقراءة
    {{ total|number }}                  1,234, in the newsroom's digits and separators
    {{ year|digits }}                   2026, the same without separators
    {{ title|figures }}                 the text, escaped, with scores, ranges and telephone numbers left to right
    {{ names|join_names }}              سلمى وهدى ويوسف
    {{ title|plain_isolate }}           FSI…PDI round one line: for <title>, meta tags and mail subjects only
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from newsroom.rtl import bidi, dates, lists, numbers, reading
from newsroom.rtl.figures import isolated

register = template.Library()


@register.filter
def direction(text: object) -> str:
    return bidi.direction(_text(text))


@register.filter
def day(moment: dt.date | dt.datetime | None) -> str:
    return dates.day(moment) if moment else ""


@register.filter
def stamp(moment: dt.datetime | None) -> str:
    return dates.stamp(moment) if moment else ""


@register.filter
def stamp_in_zone(moment: dt.datetime | None) -> str:
    return dates.stamp_in_zone(moment) if moment else ""


@register.filter
def ago(moment: dt.datetime | None) -> str:
    return dates.ago(moment) if moment else ""


@register.filter
def isodate(moment: dt.date | dt.datetime | None) -> str:
    return dates.iso(moment) if moment else ""


@register.filter
def reading_time(minutes: int | None) -> str:
    return "" if minutes in (None, "") else reading.label(minutes)


@register.filter
def number(value: int | float | Decimal | None) -> str:
    return "" if value in (None, "") else numbers.grouped(value)


@register.filter
def digits(text: object) -> str:
    return numbers.in_digits(_text(text))


@register.filter
def figures(text: object) -> SafeString:
    return isolated(_text(text))


@register.filter
def join_names(names: Iterable[object]) -> str:
    return lists.join_names(_text(name) for name in names or ())


@register.filter
def plain_isolate(text: object) -> str:
    return bidi.plain_isolate(_text(text))


def _text(value: object) -> str:
    return "" if value is None else str(value)
