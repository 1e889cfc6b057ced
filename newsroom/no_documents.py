"""The newsroom keeps no documents, but every page of the panel asks where their list would be."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path


class NoDocuments:
    """Stands where wagtail.documents would register its list for the panel's rich-text editor: there is none."""

    model = type(None)  # no model is ever a subclass of it, so no object is looked for here

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address that the panel names."""
        return [path("", no_list, name="listing")]


def no_list(request: HttpRequest) -> HttpResponse:
    """Answer 404."""
    raise Http404
