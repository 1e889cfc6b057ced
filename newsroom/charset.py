"""In which letters a request is read: UTF-8, whatever its sender calls them.

Django reads a request in the charset that its header names, before any middleware is asked, and Python knows many that
are none: «hex» and «idna» raise an error that quotes what was sent into the log, «unicode_escape» lets halves of
surrogate pairs in. No browser names one.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

CHARSET, PLAIN_FORM = "utf-8", "application/x-www-form-urlencoded"
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def in_utf8(application: Application) -> Application:
    """Return the WSGI application, reading all that is sent as UTF-8; a plain form in other letters it refuses."""

    def answer(sent: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "CONTENT_TYPE" in sent:
            sent["CONTENT_TYPE"] = plain(sent["CONTENT_TYPE"])
        return application(sent, start_response)

    return answer


def plain(content_type: str) -> str:
    """Return a Content-Type that names UTF-8 or nothing; that of a plain form in other letters names one we refuse."""
    if ";" not in content_type:
        return content_type
    try:
        kind, options = parse_header_parameters(content_type)
    except ValueError:
        return ""
    if options.get("charset", CHARSET).lower() == CHARSET:
        return content_type
    if kind == PLAIN_FORM:
        return f"{kind}; charset=iso-8859-1"
    return f'{kind}; boundary="{options["boundary"]}"' if "boundary" in options else kind
