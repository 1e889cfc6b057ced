"""The page of accounts: colleagues are invited, never given a password; an account is closed, never deleted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from newsroom.rtl.bidi import plain_isolate
from newsroom.teams import invitations
from newsroom.teams.accounts import expect_address
from newsroom.teams.models import Membership, User
from newsroom.teams.panel.forms import AccountEditForm, AccountForm


def _refuse_the_operators(request: HttpRequest, account: User) -> None:
    # Who may write an operator's address down anew may have its password link mailed to themselves.
    if account.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


def _without_operator_switch(form: ModelForm, request: HttpRequest) -> ModelForm:
    if not request.user.is_superuser:
        form.fields.pop("is_superuser", None)
    return form


class ListView(users.IndexView):
    """Everybody with an account, their roles, and who has yet to accept the invitation."""

    page_title = gettext_lazy("Accounts of colleagues")
    add_item_label = gettext_lazy("Invite a colleague")

    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's columns without its tick boxes: no account is changed in bulk."""
        kept = [
            column
            for column in super().columns
            if not isinstance(column, BulkActionsCheckboxColumn) and column.name != "is_superuser"
        ]
        for column in kept:
            if column.name == User.USERNAME_FIELD:
                column.label = gettext_lazy("e-mail address")
        kept.insert(2, Column("roles", label=gettext_lazy("Roles"), accessor=_roles))
        return kept

    def get_base_queryset(self):
        """Fetch the roles with the accounts."""
        return super().get_base_queryset().prefetch_related("memberships__team")

    def get_delete_url(self, instance: User) -> None:
        """Offer no way to delete an account: what its owner did here keeps their name."""
        return


def _roles(account: User) -> str:
    held = [
        _("%(role)s in %(team)s") % {"role": membership.get_role_display(), "team": plain_isolate(str(membership.team))}
        for membership in account.memberships.all()
    ]
    if account.is_superuser:
        held.insert(0, _("Operator"))
    if invitations.is_waiting(account):
        held.append(_("has not accepted the invitation yet"))
    return _(", ").join(held)


class InviteView(users.CreateView):
    """Invite a colleague: the account is made, and its owner gets the link by mail."""

    page_title = gettext_lazy("Invite a colleague")
    success_message = gettext_lazy("%(object)s was invited by mail.")
    submit_button_label = gettext_lazy("Send the invitation")

    def get_page_subtitle(self) -> str:
        """Head the page with what it does."""
        return self.page_title

    def get_form(self, form_class: type[ModelForm] | None = None) -> ModelForm:
        """Keep the switch of the operator's rights from everybody else."""
        return _without_operator_switch(super().get_form(form_class), self.request)

    def save_instance(self) -> User:
        """Send the invitation (``invitations.invite``)."""
        facts = self.form.cleaned_data
        account = invitations.invite(facts["email"], facts["first_name"], facts["last_name"], by=self.request.user)
        if facts.get("is_superuser"):
            account.is_superuser = True
            account.save(update_fields=["is_superuser"])
        return account


class EditView(users.EditView):
    """Correct a name or an address, close an account or open it again."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        """Keep the operators' accounts from everybody else, and every account from deletion."""
        super().setup(request, *args, **kwargs)
        self.can_delete = False

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Refuse the account of an operator to everybody else."""
        _refuse_the_operators(request, self.object)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: type[ModelForm] | None = None) -> ModelForm:
        """Keep the switch of the operator's rights from everybody else."""
        return _without_operator_switch(super().get_form(form_class), self.request)

    def save_instance(self) -> User:
        """Store the account; a new address is confirmed by its owner before they can sign in with it."""
        account = super().save_instance()
        if "email" in self.form.changed_data:
            expect_address(account)
        return account

    def get_context_data(self, **kwargs) -> dict:
        """Tell the roles and whether the invitation can be sent again."""
        roles = Membership.objects.filter(user=self.object).select_related("team")
        waiting = invitations.is_waiting(self.object)
        return super().get_context_data(**kwargs) | {"roles": roles, "can_remind": waiting}


class NoDeleteView(users.DeleteView):
    """An account is closed, not deleted."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Refuse everybody."""
        raise PermissionDenied


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the invitation again (a button of the account's page)."""
    account = get_object_or_404(User, pk=pk)
    invitations.remind(account, by=request.user)
    messages.success(request, _("The invitation was sent again."))
    return redirect("wagtailusers_users:edit", account.pk)


class AccountViewSet(users.UserViewSet):
    """The accounts, in the settings menu of chiefs and operators."""

    menu_label = gettext_lazy("Accounts of colleagues")
    index_view_class = ListView
    add_view_class = InviteView
    edit_view_class = EditView
    delete_view_class = NoDeleteView
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "teams/panel/account.html"

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        """Return our forms, which know no password and no group."""
        return AccountEditForm if for_update else AccountForm


class NoBulk:
    """A bulk action that nobody may use: roles are given in the teams, accounts are closed one by one."""

    def check_perm(self, obj: User) -> bool:
        """Refuse every account."""
        return False


class NoBulkRole(NoBulk, AssignRoleBulkAction):
    """Takes the place of Wagtail's own."""


class NoBulkDelete(NoBulk, DeleteBulkAction):
    """Takes the place of Wagtail's own."""


class NoBulkState(NoBulk, SetActiveStateBulkAction):
    """Takes the place of Wagtail's own."""
