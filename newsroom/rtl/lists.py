"""Names in a row, as a sentence joins them (CLDR list patterns; in Arabic «و» is part of the word that follows)."""

from collections.abc import Iterable

from babel.lists import format_list

from newsroom.rtl.languages import cldr_locale


def join_names(names: Iterable[str]) -> str:
    """Return the names as one phrase in the active language: «سلمى وهدى ويوسف». Empty names are left out.

    Plain text: where each name needs its own <bdi> or link, the template joins them itself.
    """
    return format_list([str(name) for name in names if name], locale=cldr_locale())
