"""A decision about a whole list: a job in portions, resumable, its owner's alone, undone as one."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from comments import jobs, moderation, queue, recount
from comments.models import Comment, Decision, Job, ModerationEvent
from newsroom.teams.membership import join
from newsroom.teams.models import Membership
from tests import cast
from tests.comments.test_queue import cards, told

WHOLE = "/admin/comments/whole/"
QUIT = {"role": Membership.Role.MODERATOR}


@pytest.fixture
def moderator(client, people):
    """Sign the moderator of politics in."""
    client.force_login(people.moderator)
    return people.moderator


@pytest.fixture(autouse=True)
def portions_of_three(monkeypatch):
    monkeypatch.setattr(jobs, "PORTION", 3)


@pytest.fixture
def many(write):
    """Let readers write so many comments; return their ids."""
    return lambda count=7: [write(email=f"reader{number}@example.com").pk for number in range(count)]


def begin(ids, by, verb="approve", reason="") -> Job:
    return jobs.begin(ids, verb, reason, by=by, seen="pending", filters={})


def finish(job: Job, by) -> Job:
    while not job.is_finished:
        job = jobs.work(job.pk, by=by)
    return job


def statuses() -> list[str]:
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def text_of(page) -> str:
    """Return the words of a page's main part."""
    main = page.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def test_a_job_is_worked_through_in_portions_of_one_decision(moderator, many):
    job = begin(many(), moderator)

    reached = [(jobs.work(job.pk, by=moderator).done, Comment.objects.approved().count()) for _ in range(4)]

    assert reached == [(3, 3), (6, 6), (7, 7), (7, 7)]
    assert (Decision.objects.count(), ModerationEvent.objects.count(), recount.drifts()) == (1, 7, [])


def test_what_others_decided_or_deleted_between_two_portions_is_told_one_by_one(moderator, many, people):
    ids = many()
    job = jobs.work(begin(ids, moderator, "reject", "abuse").pk, by=moderator)
    moderation.approve(ids[4:5], by=people.chief)
    Comment.objects.filter(pk=ids[5]).delete()

    job = finish(job, moderator)

    event = ModerationEvent.objects.get(comment=ids[4]).pk
    assert job.outcomes == [["done", None]] * 4 + [["settled", event], ["missing", None], ["done", None]]
    assert statuses() == ["rejected"] * 4 + ["approved", "rejected"]


def test_the_whole_job_is_undone_at_once_except_what_was_decided_since(moderator, many, people):
    ids = many()
    job = finish(begin(ids, moderator), moderator)
    moderation.reject(ids[:1], "abuse", by=people.chief, seen="approved")

    outcome = moderation.undo(job.decision_id, by=moderator)

    assert (len(outcome.decided), len(outcome.settled)) == (6, 1)
    assert (statuses(), recount.drifts()) == (["rejected"] + ["pending"] * 6, [])


def test_nothing_is_added_to_a_decision_that_was_undone(moderator, many):
    job = jobs.work(begin(many(), moderator).pk, by=moderator)
    moderation.undo(job.decision_id, by=moderator)

    for resume in (False, True):
        job = jobs.work(job.pk, by=moderator, resume=resume)
        assert (job.done, job.stopped_at is not None, statuses()) == (3, True, ["pending"] * 7)


def test_a_stopped_job_rests_until_it_is_taken_up_again(moderator, many):
    job = jobs.work(begin(many(), moderator).pk, by=moderator)
    jobs.stop(job.pk, by=moderator)

    assert jobs.work(job.pk, by=moderator).done == 3
    assert jobs.work(job.pk, by=moderator, resume=True).done == 6
    assert jobs.work(job.pk, by=moderator).is_finished


def test_where_the_right_is_lost_in_between_the_rest_is_refused(moderator, many, house, people):
    join(moderator, house.other_team, "moderator", by=None)
    job = jobs.work(begin(many(), moderator).pk, by=moderator)
    Membership.objects.filter(user=moderator, team=house.team).delete()

    job = finish(job, moderator)

    assert [how for how, _event in job.outcomes] == ["done"] * 3 + ["refused"] * 4
    assert statuses() == ["approved"] * 3 + ["pending"] * 4


def test_a_job_is_so_many_at_most_each_once_and_never_empty(moderator, many, monkeypatch):
    ids = many(6)
    monkeypatch.setattr(jobs, "LARGEST", 5)
    assert begin([ids[0], *ids], moderator).ids == ids[:5]
    with pytest.raises(ValidationError, match="لم تحدّد"):
        begin([], moderator)


def test_jobs_of_a_month_ago_are_forgotten_and_what_they_decided_stays(moderator, many):
    old = finish(begin(many(3), moderator), moderator)
    begin(many(1), moderator)
    Job.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=31))

    assert (jobs.forget_old(), jobs.forget_old(), Job.objects.count()) == (1, 0, 1)
    assert statuses() == ["approved"] * 3 + ["pending"]


def press(client, ids, button="approve::", **more):
    return client.post(WHOLE, {"press": button, "seen": "pending", "comment": ids} | more, follow=True)


def test_the_list_is_decided_in_the_panel_step_by_step_without_script(moderator, client, many, people):
    people.chief.first_name = "هالة"
    people.chief.save()
    ids = many()
    moderation.approve(ids[6:], by=people.chief)

    page = press(client, ids)
    job = Job.objects.get()
    assert page.redirect_chain == [(f"/admin/comments/jobs/{job.pk}/", 302)]
    assert '<progress value="3" max="7">' in page.content.decode()
    assert "3 من 7 تعليقات" in text_of(page)
    for _ in range(2):
        page = client.post(f"/admin/comments/jobs/{job.pk}/portion/", {"resume": "1"}, follow=True)

    words = text_of(page)
    assert "تمّ: 6، سبق البتّ في: 1 (\u2068هالة\u2069)" in words
    assert words.count("سلمى : شكرًا على هذا التقرير") == 7
    assert (words.count(" تمّ "), words.count("سبق البتّ فيه")) == (6, 1)
    undo = re.search(r'action="(/admin/comments/undo/[^"]*)"', page.content.decode())[1]
    page = client.post(undo, {"seen": "pending"}, follow=True)
    assert told(page) == [("success", "عادت 6 تعليقات إلى حالتها السابقة.")]
    assert cards(page) == ids[:6]
    assert "تُراجع عن هذا القرار" in text_of(client.get(f"/admin/comments/jobs/{job.pk}/"))


def test_a_script_is_told_how_far_it_is(moderator, client, many):
    job = begin(many(4), moderator)
    url, headers = f"/admin/comments/jobs/{job.pk}/portion/", {"Accept": "application/json"}

    answers = [client.post(url, headers=headers).json() for _ in range(2)]

    assert answers == [
        {"done": 3, "total": 4, "told": "3 من 4 تعليقات", "goes_on": True},
        {"done": 4, "total": 4, "told": "4 من 4 تعليقات", "goes_on": False},
    ]


def test_what_is_left_is_told_with_the_way_to_it(moderator, client, many, monkeypatch):
    ids = many(5)
    page = press(client, ids[:2])

    assert "تطابق الآن 3 تعليقات أخرى." in text_of(page)
    assert "/admin/comments/whole/?status=pending" in page.content.decode()


def test_it_is_stopped_in_the_panel(moderator, client, many):
    press(client, many())
    job = Job.objects.get()

    page = client.post(f"/admin/comments/jobs/{job.pk}/stop/", follow=True)

    assert "أُوقف العمل." in text_of(page)
    assert client.post(f"/admin/comments/jobs/{job.pk}/portion/", follow=True).status_code == 200
    assert Comment.objects.approved().count() == 3


@pytest.mark.parametrize(
    ("button", "seen"),
    [("reject::", "pending"), ("reject:because:", "pending"), ("approve:abuse:", "pending"), ("remove::", "pending"),
     ("approve::", "approved"), ("approve::", "removed"), ("", "pending")],
)  # fmt: skip
def test_a_crafted_list_begins_nothing(moderator, client, many, button, seen):
    assert client.post(WHOLE, {"press": button, "seen": seen, "comment": many(1)}).status_code == 404
    assert (Job.objects.count(), statuses()) == (0, ["pending"])


def test_another_teams_comments_in_a_crafted_list_are_like_none(moderator, client, write, house, many):
    theirs = write("كلام لا يراه", on=cast.live_article(house.sport, title="مباراة")).pk
    [mine] = many(1)

    page = press(client, [theirs, mine, 999999])

    job = Job.objects.get()
    assert (job.ids, job.outcomes) == ([mine], [["done", None]])
    assert "كلام لا يراه" not in page.content.decode()
    assert statuses() == ["pending", "approved"]
    page = press(client, [theirs, 999999])
    assert told(page) == [("warning", "لم تحدّد أي تعليق. حدّد تعليقًا أو أكثر، ثم اختر القرار.")]
    assert Job.objects.count() == 1


def test_an_empty_list_is_asked_for_comments(moderator, client, write):
    assert told(press(client, [])) == [("warning", "لم تحدّد أي تعليق. حدّد تعليقًا أو أكثر، ثم اختر القرار.")]
    assert Job.objects.count() == 0


@pytest.mark.parametrize(("who", "status"), [("other_moderator", 404), ("chief", 404), ("writer", 302)])
def test_a_job_is_its_owners_alone(client, people, many, who, status):
    job = begin(many(), people.moderator)
    client.force_login(getattr(people, who))
    url = f"/admin/comments/jobs/{job.pk}/"

    answers = [client.get(url), client.post(f"{url}portion/"), client.post(f"{url}stop/")]

    assert [answer.status_code for answer in answers] == [status] * 3
    job.refresh_from_db()
    assert (job.done, job.stopped_at) == (0, None)


def test_a_visitor_is_sent_to_sign_in(client, db, people, many):
    url = f"/admin/comments/jobs/{begin(many(1), people.moderator).pk}/"
    assert client.get(url).headers["Location"] == f"/account/login/?next={url}"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_result_asks_three_queries_however_many_comments_there_are(
    people, many, count, monkeypatch, django_assert_num_queries
):
    from comments.panel.jobs import outcomes

    monkeypatch.setattr(jobs, "PORTION", 50)
    job = finish(begin(many(count), people.moderator), people.moderator)

    with django_assert_num_queries(3):
        assert len(outcomes(job)) == count


def test_the_confirmation_is_five_hundred_at_most(moderator, client, many, monkeypatch):
    monkeypatch.setattr(queue, "SNAPSHOT", 3)
    ids = many(5)

    page = client.get(WHOLE).content.decode()

    assert [int(pk) for pk in re.findall(r'name="comment" value="(\d+)"', page)] == ids[:3]
    assert "عدد ما يطابق: 5، وهذا أكثر" in page
