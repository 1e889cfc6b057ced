"""How many there are, below the panel's lists: after a colon, where one form of the noun serves every number."""

from wagtail.admin.paginator import WagtailPaginator


def say_numbers_last() -> None:
    """Let ours stand in for Wagtail's words, once, when the app is ready."""
    WagtailPaginator.items_count_label = property(items_count_label)


def items_count_label(paginator: WagtailPaginator) -> str:
    """Return «أشخاص: 12», where Wagtail puts the one plural behind any number."""
    return f"{paginator.verbose_name_plural}: {paginator.count}"
