"""The pages of those who sign stories: teams and persons."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from newsroom.teams.models import Person, Team
from newsroom.teams.panel.forms import MembersPanel, PersonForm, TeamForm


class TeamEditView(EditView):
    """A team's page. Two who save it at once do so one after the other, each asked of what stands then."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Save under the lock of the team's row."""
        Team.objects.select_for_update(no_key=True).get(pk=self.object.pk)
        self.object = self.get_object()
        return super().post(request, *args, **kwargs)


class TeamViewSet(SnippetViewSet):
    """The teams, with their members and sections."""

    model = Team
    edit_view_class = TeamEditView
    icon = "group"
    menu_label = _("Teams")
    list_display = ["name"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            HelpPanel(template="teams/panel/public_page.html"),
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("picture"),
            FieldPanel("about"),
            FieldPanel("covers"),
            MembersPanel(
                "memberships",
                heading=_("Members"),
                label=_("member"),
                panels=[FieldPanel("user"), FieldPanel("role")],
            ),
        ],
        base_form_class=TeamForm,
    )


class PersonViewSet(SnippetViewSet):
    """The persons that sign."""

    model = Person
    icon = "user"
    menu_label = _("People")
    list_display = ["name", "role"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            HelpPanel(template="teams/panel/public_page.html"),
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("role"),
            FieldPanel("picture"),
            FieldPanel("biography"),
            FieldPanel("links"),
            FieldPanel("user"),
        ],
        base_form_class=PersonForm,
    )


class SignatoryGroup(SnippetViewSetGroup):
    """One entry of the menu for both."""

    items = (TeamViewSet, PersonViewSet)
    menu_label = _("Names and teams")
    menu_icon = "group"
    menu_name = "signatories"
    menu_order = 400
