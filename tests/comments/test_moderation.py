"""What becomes of a comment: decided once, by who may, with counts that equal a recount, and back again."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from comments import moderation, recount
from comments.models import Comment, Decision, Discussion, ModerationEvent
from tests import cast


def statuses():
    return list(Comment.objects.order_by("pk").values_list("status", flat=True))


def count(article):
    return Discussion.objects.get(page=article.pk).approved_count


def events():
    return list(ModerationEvent.objects.order_by("pk").values_list("comment", "by", "before", "after", "reason"))


def test_each_decision_is_one_event_for_each_comment(write, people):
    first, second, third = write().pk, write().pk, write().pk

    moderation.approve([first], by=people.moderator)
    moderation.reject([second], "libel", by=people.moderator)
    moderation.mark_spam([third], by=people.chief)

    moderator, chief = people.moderator.pk, people.chief.pk
    assert statuses() == ["approved", "rejected", "spam"]
    assert events() == [
        (first, moderator, "pending", "approved", ""),
        (second, moderator, "pending", "rejected", "libel"),
        (third, chief, "pending", "spam", ""),
    ]


def test_many_are_one_decision_and_the_counts_of_their_articles_follow(write, house, article, people):
    other = cast.live_article(house.politics, title="مادة أخرى")
    ids = [write().pk, write().pk, write(on=other).pk]

    outcome = moderation.approve(reversed(ids), by=people.moderator)

    assert (outcome.decided, outcome.settled, outcome.missing) == (ids, [], [])
    assert Decision.objects.get() == outcome.decision
    assert (count(article), count(other)) == (2, 1)
    moderation.reject(ids[:2], "abuse", by=people.moderator, seen="approved")
    assert (count(article), count(other)) == (0, 1)
    assert recount.drifts() == []


def test_the_second_moderator_is_told_and_nothing_is_decided_twice(write, people):
    comment = write()
    moderation.approve([comment.pk], by=people.moderator)

    late = moderation.reject([comment.pk], "abuse", by=people.chief)

    assert (late.decision, late.decided) == (None, [])
    (settled,) = late.settled
    assert (settled.comment.status, settled.event.by) == ("approved", people.moderator)
    assert (statuses(), ModerationEvent.objects.count(), Decision.objects.count()) == (["approved"], 1, 1)


def test_of_many_those_still_waiting_are_decided_and_the_others_reported(write, people):
    ids = [write().pk, write().pk, write().pk]
    moderation.mark_spam([ids[1]], by=people.chief)

    outcome = moderation.approve([*ids, 999_999], by=people.moderator)

    assert (outcome.decided, outcome.missing) == ([ids[0], ids[2]], [999_999])
    assert [settled.comment.pk for settled in outcome.settled] == [ids[1]]
    assert statuses() == ["approved", "spam", "approved"]


def test_undo_restores_status_and_counts_exactly_also_after_many(write, article, people):
    ids = [write().pk for _ in range(5)]
    moderation.approve(ids[:2], by=people.moderator)
    before = list(Comment.objects.order_by("pk").values_list("status", "decided_at"))
    decision = moderation.reject(ids[2:], "abuse", by=people.moderator).decision

    undone = moderation.undo(decision.pk, by=people.moderator)

    assert undone.decided == ids[2:]
    assert list(Comment.objects.order_by("pk").values_list("status", "decided_at")) == before
    assert (count(article), recount.drifts()) == (2, [])
    assert events()[-3:] == [(pk, people.moderator.pk, "rejected", "pending", "") for pk in ids[2:]]
    assert undone.decision.undoes == decision


def test_undo_of_a_change_of_mind_goes_back_to_the_decision_before(write, article, people):
    comment = write()
    moderation.approve([comment.pk], by=people.moderator)
    comment.refresh_from_db()
    changed = moderation.reject([comment.pk], "abuse", by=people.moderator, seen="approved")

    moderation.undo(changed.decision.pk, by=people.moderator)

    now = Comment.objects.get()
    assert (now.status, now.decided_at, now.html, count(article)) == ("approved", comment.decided_at, comment.html, 1)


def test_undo_leaves_what_was_decided_otherwise_since_and_says_which(write, people):
    first, second = write().pk, write().pk
    decision = moderation.approve([first, second], by=people.moderator).decision
    moderation.reject([second], "libel", by=people.chief, seen="approved")

    undone = moderation.undo(decision.pk, by=people.moderator)

    assert undone.decided == [first]
    assert [(settled.comment.pk, settled.event.by) for settled in undone.settled] == [(second, people.chief)]
    assert statuses() == ["pending", "rejected"]


def test_undo_is_refused_where_the_same_status_was_decided_anew(write, people):
    comment = write().pk
    decision = moderation.approve([comment], by=people.moderator).decision
    moderation.reject([comment], "libel", by=people.chief, seen="approved")
    moderation.approve([comment], by=people.chief, seen="rejected")

    undone = moderation.undo(decision.pk, by=people.moderator)

    assert (undone.decision, undone.decided, statuses()) == (None, [], ["approved"])


def test_nothing_is_undone_twice_and_an_undoing_is_not_undone(write, people):
    decision = moderation.approve([write().pk], by=people.moderator).decision
    undoing = moderation.undo(decision.pk, by=people.moderator).decision

    for again in (decision, undoing):
        with pytest.raises(ValidationError) as refusal:
            moderation.undo(again.pk, by=people.moderator)
        assert refusal.value.messages == ["سبق التراجع عن هذا القرار."]
    assert statuses() == ["pending"]


@pytest.mark.parametrize("who", ["stranger", "writer", "publisher", "editor", "photo_editor"])
@pytest.mark.parametrize("verb", ["approve", "reject", "spam", "undo"])
def test_only_the_teams_moderators_decide(write, people, who, verb):
    by = getattr(people, who)
    decided, waiting = write().pk, write().pk
    decision = moderation.approve([decided], by=people.moderator).decision
    verbs = {
        "approve": lambda: moderation.approve([waiting], by=by),
        "reject": lambda: moderation.reject([waiting], "abuse", by=by),
        "spam": lambda: moderation.mark_spam([waiting], by=by),
        "undo": lambda: moderation.undo(decision.pk, by=by),
    }

    with pytest.raises(PermissionDenied):
        verbs[verb]()
    assert (statuses(), ModerationEvent.objects.count()) == (["approved", "pending"], 1)


def test_a_comment_of_a_section_that_one_does_not_see_is_like_one_that_is_not_there(write, house, people):
    mine, nowhere = write().pk, 999_999
    theirs = write(on=cast.live_article(house.sport, title="مباراة")).pk

    outcome = moderation.approve([mine, theirs, nowhere], by=people.moderator)

    assert (outcome.decided, outcome.settled, outcome.missing) == ([mine], [], [theirs, nowhere])
    assert statuses() == ["approved", "pending"]
    for act in (moderation.approve, moderation.mark_spam, partial(moderation.reject, reason="abuse")):
        outcome = act([theirs, nowhere], by=people.moderator)
        assert (outcome.decision, outcome.missing) == (None, [theirs, nowhere])
    assert statuses() == ["approved", "pending"]


def test_a_decision_about_a_comment_that_one_does_not_see_is_not_there_to_be_undone(write, house, people):
    ids = [write().pk, write(on=cast.live_article(house.sport, title="مباراة")).pk]
    both = moderation.approve(ids, by=people.chief).decision
    theirs = moderation.reject(ids[1:], "abuse", by=people.other_moderator, seen="approved").decision

    for decision in (both, theirs):
        with pytest.raises(Decision.DoesNotExist):
            moderation.undo(decision.pk, by=people.moderator)
    assert statuses() == ["approved", "rejected"]
    assert moderation.undo(theirs.pk, by=people.other_moderator).decided == ids[1:]
    assert moderation.undo(both.pk, by=people.chief).decided == ids[:1]  # the other was decided again since


def test_a_chief_decides_everywhere(write, house, people):
    elsewhere = cast.live_article(house.sport, title="مباراة")

    assert len(moderation.approve([write().pk, write(on=elsewhere).pk], by=people.chief).decided) == 2


@pytest.mark.parametrize("reason", ["", "  ", "س" * 301])
def test_a_rejection_needs_a_reason(write, people, reason):
    with pytest.raises(ValidationError) as refusal:
        moderation.reject([write().pk], reason, by=people.moderator)
    assert refusal.value.message_dict == {"reason": ["اختر سبب رفض التعليق."]}
    assert statuses() == ["pending"]


def test_an_article_goes_with_its_comments_and_their_answers(approved, article):
    approved(parent=approved())

    article.delete()

    assert (Comment.objects.count(), ModerationEvent.objects.count()) == (0, 0)


def test_a_drift_is_reported_and_repaired(approved, article, capsys):
    approved()
    Discussion.objects.update(approved_count=7)

    with pytest.raises(SystemExit):
        call_command("recount_comments")
    call_command("recount_comments", repair=True)
    call_command("recount_comments")

    line = f"article {article.pk}: counted 7, there are 1\n"
    assert capsys.readouterr().out == f"{line}{line}Every count equals a recount.\n"
    assert count(article) == 1
