"""What colleagues change themselves of the page that readers have of them: a part of the page of their account."""

from django.forms import ModelForm
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from newsroom.teams.models import Person
from newsroom.teams.panel.forms import OwnLinksForm


class OwnLinksPanel(BaseSettingsPanel):
    """The links of the person whose account this is; whoever signs nothing has none."""

    name = "own_page"
    title = _("Where readers find you elsewhere")
    order = 200
    form_class = OwnLinksForm
    template_name = "teams/panel/own_page.html"

    @cached_property
    def person(self) -> Person | None:
        """The person that signs with this account."""
        return Person.objects.filter(user=self.user).select_related("user").first()

    def is_active(self) -> bool:
        """Leave it out where nobody signs with this account."""
        return self.person is not None

    def get_form(self) -> ModelForm:
        """Return the form of the person, not of the account."""
        sent = (self.request.POST,) if self.request.method == "POST" else ()
        return self.form_class(*sent, instance=self.person, prefix=self.name)

    def get_context_data(self) -> dict:
        """Lead to the page."""
        return super().get_context_data() | {"page_url": reverse("author", args=(self.person.slug,))}
