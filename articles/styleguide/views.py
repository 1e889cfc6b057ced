"""The page itself: the specimens through the same templates, filters and rules that readers' pages go through."""

import datetime as dt
from collections.abc import Callable

from babel import Locale
from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import baking
from articles.blocks import BodyBlock
from articles.bylines import Line, Name
from articles.frame import frame
from articles.models import ArticlePage, Correction, Publication
from articles.sharing import share
from articles.styleguide import specimens
from articles.teasers import teasers
from newsroom.images.models import Picture
from newsroom.rtl import dates, figures, reading
from newsroom.rtl.folding import sort_key
from newsroom.rtl.numbers import ARABIC_INDIC, grouped

COLOURS = (
    "paper tint ink ink-soft line accent good tone-ink tone-blue tone-green tone-ochre tone-plum tone-teal".split()
)
MONTH_STYLES = ("ar", "ar-SY", "ar-MA", "ar-DZ")


@require_safe
@never_cache
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every specimen; to nobody but who works here, for the rest it does not exist (404)."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    around = frame()
    names = {
        "story": _story(around),
        "teasers": teasers(ArticlePage.objects.listed().newest()[:3], around["sections"]),
        "plurals": [(name, [say(count) for count in specimens.COUNTED]) for name, say in _plurals().items()],
        "counted": specimens.COUNTED,
        "months": [(style, *_months(style)) for style in MONTH_STYLES],
        "moments": _moments(),
        "colours": COLOURS,
        "mixed": specimens.MIXED,
        "names": specimens.NAMES,
        "sorted_names": sorted(specimens.NAMES, key=sort_key),
        "numbers": [0, 7, 1_234, 1_234_567.5],
    }
    return TemplateResponse(request, "articles/styleguide.html", around | names)


def _story(around: dict) -> SafeString:
    """Return an article that is stored nowhere, with pictures of the library, as it would be baked."""
    pictures = list(Picture.objects.order_by("-pk")[:4])
    article = ArticlePage(
        title=specimens.HEADLINE,
        kicker=specimens.KICKER,
        standfirst=specimens.STANDFIRST,
        place=specimens.PLACE,
        agency=specimens.AGENCY,
        first_published_at=timezone.now() - dt.timedelta(hours=3),
    )
    article.body = BodyBlock().to_python(_body(pictures))
    publication = Publication(body_html=baking.render(article), updated_at=timezone.now(), **baking.measure(article))
    said = "ورد في نسخة سابقة أن النتيجة 1-3، والصواب 3-1."
    shown = {
        "headline": "h2",
        "article": article,
        "publication": publication,
        "byline": Line("إعداد:", [Name("سلمى", "", pictures[0] if pictures else None, ""), Name("Huda", "", None, "")]),
        "lead": pictures[0] if pictures else None,
        "section": around["sections"][0] if around["sections"] else None,
        "share": share(article),
        "corrections": [Correction(kind=kind, text=said, made_at=timezone.now()) for kind in Correction.Kind.values],
    }
    return figures.in_html(render_to_string("articles/_story.html", shown))


def _body(pictures: list[Picture]) -> list[dict]:
    """Return one of each block, in the form in which the database keeps them."""
    shown = [{"picture": picture.pk, "caption": ""} for picture in pictures]
    blocks = [
        ("paragraph", specimens.PARAGRAPHS[0]),
        ("heading", "عنوان فرعي في وسط المادة"),
        ("paragraph", specimens.PARAGRAPHS[1]),
        ("quotation", specimens.QUOTATION),
        ("pull_quote", specimens.PULL_QUOTE),
        ("list", [_item(item) for item in specimens.ITEMS]),
        ("table", {"table": specimens.TABLE, "names_rows": True, "source": "اتحاد اللعبة"}),
        (
            "fact_box",
            {"title": "بطاقة معلومات", "facts": [_item({"label": one, "text": two}) for one, two in specimens.FACTS]},
        ),
        ("paragraph", specimens.PARAGRAPHS[2]),
        ("embed", specimens.EMBED | {"poster": pictures[0].pk if pictures else None}),
    ]
    if shown:
        blocks += [("picture", shown[0]), ("gallery", [_item(picture) for picture in shown])]
    if newest := ArticlePage.objects.listed().newest().first():
        blocks.append(("read_also", newest.pk))
    return [{"type": kind, "value": value} for kind, value in blocks]


def _item(value: object) -> dict:
    return {"type": "item", "value": value, "id": ""}


def _plurals() -> dict[str, Callable[[int], str]]:
    def counted(one: str, many: str) -> Callable[[int], str]:
        return lambda count: ngettext(one, many, count) % {"count": grouped(count)}

    now = timezone.now()
    return {
        "reading time": reading.label,
        "comments": counted("%(count)s comment", "%(count)s comments"),
        "results": counted("%(count)s result", "%(count)s results"),
        "minutes": lambda count: dates.ago(now - dt.timedelta(minutes=min(count, 59)), now),
        "hours": lambda count: dates.ago(now - dt.timedelta(hours=min(count, 23)), now),
        "days": lambda count: dates.ago(now - dt.timedelta(days=count), now),
    }


def _months(style: str) -> tuple[str, str]:
    """Return the twelve months of a style, and a day of it in Arabic-Indic digits."""
    locale = Locale.parse(style, sep="-")
    months = [format_date(dt.date(2026, month, 1), "MMMM", locale=locale) for month in range(1, 13)]
    day = format_date(dt.date(2026, 1, 9), dates.DAY_PATTERN, locale=locale)
    return "، ".join(months), f"{day} / {day.translate(ARABIC_INDIC)}"


def _moments() -> list[dt.datetime]:
    now = timezone.now()
    past = [
        dt.timedelta(seconds=20),
        dt.timedelta(minutes=2),
        dt.timedelta(hours=5),
        dt.timedelta(days=1),
        dt.timedelta(days=30),
    ]
    return [now - gone for gone in past]
