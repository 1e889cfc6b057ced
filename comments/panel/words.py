"""The lists of words in the panel: what an entry would have found is shown before it is saved."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from comments import wordlist
from comments.models import ListedWord
from newsroom.rtl.bidi import clean_line


class WordForm(forms.ModelForm):
    """An entry. ``tried`` tells which entry the sender has seen the figures of."""

    tried = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ListedWord
        fields = ["text", "level", "note"]
        widgets = {"note": forms.TextInput}

    def clean_text(self) -> str:
        """Take hidden marks out; what is left is what colleagues read."""
        return clean_line(self.cleaned_data["text"])

    def clean_note(self) -> str:
        """Take hidden marks out."""
        return clean_line(self.cleaned_data["note"])

    @property
    def trial_of(self) -> str:
        """What the figures are about: the words that are found, not how they are written."""
        return " ".join(filter(None, [self.instance.level, self.instance.key]))


def told(trial: wordlist.Trial) -> str:
    """Return what a trial found, as a sentence."""
    if not trial.asked:
        return _("No comment has come in yet to try it on.")
    if not trial.found:
        return _("It would have found none of the last comments.")
    found = ngettext("It would have found %(count)s comment", "It would have found %(count)s comments", trial.found)
    asked = ngettext("of the last %(count)s comment", "of the last %(count)s comments", trial.asked)
    approved = ngettext("%(count)s of them was approved", "%(count)s of them were approved", trial.approved)
    parts = {
        "found": found % {"count": trial.found},
        "asked": asked % {"count": trial.asked},
        "approved": approved % {"count": trial.approved},
    }
    return _("%(found)s %(asked)s; %(approved)s.") % parts


class Tried:
    """A form that is saved once its sender has seen what the entry would have found."""

    template_name = "comments/panel/word.html"
    trial: wordlist.Trial | None = None

    def form_valid(self, form: WordForm) -> HttpResponse:
        """Show the figures first; save when they come back with the same entry."""
        if form.cleaned_data["tried"] == form.trial_of:
            return super().form_valid(form)
        self.trial = wordlist.try_out(form.instance)
        form.data = form.data.copy()
        form.data["tried"] = form.trial_of
        self.form = form
        return self.render_to_response(self.get_context_data(form=form))

    def form_invalid(self, form: WordForm) -> HttpResponse:
        """Say what is wrong, beside the fields."""
        messages.validation_error(self.request, _("The entry was not saved."), form)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs) -> dict:
        """Tell what the entry would have found."""
        context = super().get_context_data(**kwargs)
        if self.trial is not None:
            context |= {"told": told(self.trial), "has_unsaved_changes": True}
            context["submit_button_label"] = _("Save the entry")
        return context


class AddView(Tried, generic.CreateView):
    """Adding an entry."""

    submit_button_label = gettext_lazy("Try it on the last comments")

    def save_instance(self) -> ListedWord:
        """Save it under the name of who added it."""
        self.form.instance.added_by = self.request.user
        return super().save_instance()


class ChangeView(Tried, generic.EditView):
    """Changing an entry."""

    submit_button_label = gettext_lazy("Try it on the last comments")


class WordViewSet(ModelViewSet):
    """The lists, in the menu of the chiefs."""

    model = ListedWord
    icon = "list-ul"
    menu_label = gettext_lazy("Words that are looked for")
    menu_name = "listed_words"
    menu_order = 260
    add_to_admin_menu = True
    add_view_class = AddView
    edit_view_class = ChangeView
    list_display = ["text", "level", "note", Column("added_by", label=gettext_lazy("Added by"))]
    list_filter = ["level"]
    search_fields = ["text", "note"]
    copy_view_enabled = False
    create_template_name = edit_template_name = "comments/panel/word.html"

    def get_form_class(self, for_update: bool = False) -> type[WordForm]:
        """Return our form, which asks for the trial."""
        return WordForm
