"""Whatever happens between the first word and the save, what was typed is not lost."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from articles import workflow
from newsroom.teams.accounts import confirm_address
from newsroom.teams.membership import join, leave
from newsroom.teams.models import User
from tests import cast
from tests.articles.editor import add_url, edit_url, typed

pytestmark = pytest.mark.django_db
WORDS = "سطر طويل كتبته وحدي."


def form(article=None, **fields) -> dict:
    return typed(article, title="عنواني", body=f"<p>{WORDS}</p>", **fields)


def opened(client, url, article=None) -> dict:
    """Open the editor and type: what its form sends then."""
    return form(article) | {"opened": client.get(url).context["opened"]}


def stands_in_the_form(answer) -> bool:
    """Whether the editor shows what was typed."""
    shown = answer.context["form"]
    return (shown["title"].value(), WORDS in shown["body"].value()[0].value.source) == ("عنواني", True)


def sign_in(client, who, then: str):
    """Sign in by the form, as somebody who was sent there."""
    confirm_address(User.objects.get(email=f"{who}@example.org"))
    login = {"login": f"{who}@example.org", "password": cast.PASSWORD}
    return client.post(f"{reverse('account_login')}?next={then}", login | {"next": then}, follow=True)


def test_a_session_that_is_over_loses_no_word(draft, people, desk):
    writer, url = desk("writer"), edit_url(draft)
    mine = opened(writer, url, draft)
    writer.logout()
    answer = writer.post(url, mine, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert draft.revisions.count() == 1
    page = sign_in(writer, "writer", url)
    assert page.redirect_chain[-1][0] == url
    for shown in (page, writer.get(url)):
        assert "انتهت جلستك وأنت تكتب." in shown.content.decode()
        assert stands_in_the_form(shown)
        assert shown.context["has_unsaved_changes"]
    assert writer.post(url, mine).status_code == 302
    assert draft.revisions.order_by("-pk").first().content["title"] == "عنواني"
    assert "انتهت جلستك" not in writer.get(url).content.decode()


def test_a_new_article_typed_past_the_session_is_not_lost_either(house, people, desk):
    writer, url = desk("writer"), add_url(house.politics)
    mine = opened(writer, url)
    writer.logout()
    writer.post(url, mine)
    assert stands_in_the_form(sign_in(writer, "writer", url))


def test_what_a_colleague_saved_meanwhile_is_still_not_written_over(draft, people, desk):
    writer, url = desk("writer"), edit_url(draft)
    mine = opened(writer, url, draft)
    writer.logout()
    writer.post(url, mine)
    draft.save_revision(user=people.editor)
    page = sign_in(writer, "writer", url)
    again = mine | {"loaded_revision_id": page.context["page"].latest_revision_id}
    again |= {"loaded_revision_created_at": page.context["loaded_revision_created_at"]}
    assert writer.post(url, again).status_code == 409


def test_a_kept_text_can_be_left_out(draft, people, desk):
    writer, url = desk("writer"), edit_url(draft)
    mine = opened(writer, url, draft)
    writer.logout()
    writer.post(url, mine)
    sign_in(writer, "writer", url)
    kept = writer.session["kept_form"]
    assert 'value="عنواني"' in writer.get(f"{url}?forget=x").content.decode()
    writer.get(f"{url}?forget={kept['id']}")
    assert 'value="عنواني"' not in writer.get(url).content.decode()


def test_a_kept_text_is_shown_to_nobody_else(draft, people, desk):
    writer, url = desk("writer"), edit_url(draft)
    mine = opened(writer, url, draft)
    writer.logout()
    writer.post(url, mine)
    assert "عنواني" not in sign_in(writer, "editor", url).content.decode()


@pytest.mark.parametrize("signature", [None, "", "x", "1:2:3"])
def test_nothing_is_kept_of_who_never_opened_the_editor(draft, client, signature):
    sent = form(draft) | ({} if signature is None else {"opened": signature})
    client.post(edit_url(draft), sent)
    assert "kept_form" not in client.session


def test_a_form_older_than_a_sign_in_in_another_window_is_kept(draft, people):
    browser, url = Client(enforce_csrf_checks=True), edit_url(draft)
    browser.force_login(people.writer)
    mine = opened(browser, url, draft)
    answer = browser.post(url, mine | {"csrfmiddlewaretoken": "a" * 64})
    assert (answer.status_code, answer.headers["Location"]) == (302, url)
    assert draft.revisions.count() == 1
    assert 'value="عنواني"' in browser.get(url).content.decode()


def test_a_forged_form_is_refused_as_ever(draft, people):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people.writer)
    of_another = opened(Client_of(people.editor), edit_url(draft), draft)
    for sent in (form(draft), of_another):
        answer = browser.post(edit_url(draft), sent)
        assert answer.status_code == 403
        assert "kept_form" not in browser.session


def Client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_an_autosave_past_the_session_says_so(draft, people, desk):
    writer, url = desk("writer"), edit_url(draft)
    mine = opened(writer, url, draft)
    writer.logout()
    answer = writer.post(url, mine, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["error_message"]) == (400, "انتهت جلستك: اضغط زر الحفظ، وما كتبته باقٍ.")


@pytest.mark.parametrize("where", ["an article", "a new one"])
def test_who_lost_the_right_meanwhile_gets_the_words_back(house, people, desk, where):
    leave(people.editor, house.team, "editor", by=people.operator)
    join(people.editor, house.other_team, "editor", by=people.operator)
    draft = cast.draft(house.politics)
    url, mine = (edit_url(draft), form(draft)) if where == "an article" else (add_url(house.politics), form())
    answer = desk("editor").post(url, mine)
    assert answer.status_code == 403
    assert ("عنواني" in answer.content.decode(), WORDS in answer.content.decode()) == (True, True)
    assert draft.revisions.count() == 1


def test_who_has_no_role_any_more_gets_the_words_back(draft, people, desk):
    leave(people.writer, draft.team, "writer", by=people.operator)
    answer = desk("writer").post(edit_url(draft), form(draft))
    assert (answer.status_code, WORDS in answer.content.decode()) == (403, True)


def test_who_was_locked_out_meanwhile_still_has_the_words_and_may_keep_them_aside(draft, people, desk):
    lock = {"locked": True, "locked_by": people.chief, "locked_at": timezone.now()}
    mine = form(draft)
    Page.objects.filter(pk=draft.pk).update(**lock)
    answer = desk("writer").post(edit_url(draft), mine)
    body = answer.content.decode()
    assert stands_in_the_form(answer)
    assert "أُقفلت المادة بيد <bdi>مريم</bdi> الآن." in body
    assert 'name="keep-aside"' in body
    assert desk("writer").post(edit_url(draft), mine | {"keep-aside": "1"}).status_code == 302
    assert draft.revisions.order_by("-pk").first().as_object().title == "عنواني"
    assert stored_title(draft) == draft.title


def stored_title(draft) -> str:
    return Page.objects.get(pk=draft.pk).get_latest_revision().content["title"]


def test_a_text_under_review_meanwhile_is_kept_aside_and_the_review_is_not_disturbed(draft, people, desk):
    mine = form(draft)
    workflow.submit(draft, by=people.writer)
    answer = desk("writer").post(edit_url(draft), mine)
    assert 'name="keep-aside"' in answer.content.decode()
    desk("writer").post(edit_url(draft), mine | {"keep-aside": "1"})
    workflow.approve(draft, by=people.editor)
    assert stored_title(draft) == draft.title


def test_what_does_not_fit_stays_on_the_page_with_the_reason_beside_it(draft, people, desk):
    mine = form(draft) | {"title": "ع" * 300}
    answer = desk("writer").post(edit_url(draft), mine)
    assert answer.context["form"].errors["title"]
    assert answer.context["form"]["title"].value() == "ع" * 300
    assert WORDS in answer.context["form"]["body"].value()[0].value.source


@pytest.mark.parametrize("where", ["an article", "a new one"])
def test_a_page_whose_scripts_did_not_load_saves_nothing_and_empties_no_body(house, draft, desk, where):
    url = edit_url(draft) if where == "an article" else add_url(house.politics)
    without = {name: value for name, value in form(draft).items() if not name.startswith("body")}
    answer = desk("writer").post(url, without)
    assert (answer.status_code, "عنواني" in answer.content.decode()) == (400, True)
    assert draft.revisions.count() == Page.objects.filter(depth=4).count() == 1


def test_an_account_that_was_closed_meanwhile_keeps_its_text_for_when_it_is_open_again(draft, people, desk):
    writer, url = desk("writer"), edit_url(draft)
    mine = opened(writer, url, draft)
    User.objects.filter(pk=people.writer.pk).update(is_active=False)
    assert writer.post(url, mine).status_code == 302
    User.objects.filter(pk=people.writer.pk).update(is_active=True)
    assert 'value="عنواني"' in sign_in(writer, "writer", url).content.decode()
