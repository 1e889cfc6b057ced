"""«Share the article»: plain links that carry the headline and the short address, and need no script."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from articles import addresses

if TYPE_CHECKING:
    from articles.models import ArticlePage


def share(article: "ArticlePage") -> dict:
    """Return ``headline``, ``short_url`` and ``links`` (name, label, url), WhatsApp first."""
    headline, url = article.title, addresses.short(article.pk)
    both = f"{headline}\n{url}"
    links = [
        ("whatsapp", _("WhatsApp"), "https://wa.me/?" + _query(text=both)),
        ("telegram", _("Telegram"), "https://t.me/share/url?" + _query(url=url, text=headline)),
        ("x", _("X"), "https://x.com/intent/post?" + _query(text=headline, url=url)),
        ("facebook", _("Facebook"), "https://www.facebook.com/sharer/sharer.php?" + _query(u=url)),
        ("mail", _("E-mail"), "mailto:?" + _query(subject=headline, body=both).replace("+", "%20")),
    ]
    return {
        "headline": headline,
        "short_url": url,
        "links": [{"name": name, "label": label, "url": address} for name, label, address in links],
    }


def _query(**words: str) -> str:
    return urlencode(words)
