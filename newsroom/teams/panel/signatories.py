"""The pages of those who sign stories: teams and persons."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from newsroom.teams.models import Person, Team
from newsroom.teams.panel.forms import TeamForm


class TeamViewSet(SnippetViewSet):
    """The teams, with their members and sections."""

    model = Team
    icon = "group"
    menu_label = _("Teams")
    list_display = ["name"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("picture"),
            FieldPanel("about"),
            FieldPanel("covers"),
            InlinePanel(
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
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("role"),
            FieldPanel("picture"),
            FieldPanel("biography"),
            FieldPanel("user"),
        ]
    )


class SignatoryGroup(SnippetViewSetGroup):
    """One entry of the menu for both."""

    items = (TeamViewSet, PersonViewSet)
    menu_label = _("Names and teams")
    menu_icon = "group"
    menu_name = "signatories"
    menu_order = 400
