"""Nobody signs as the paper; who is called as a colleague is held, and told apart by a moderator."""

import pytest

from comments.checks import names
from comments.models import Comment
from comments.reasons import Submission
from newsroom.teams.models import Person, Team
from tests.conftest import ON_REDIS

REFUSED = "هذا الاسم للصحيفة. وقّع باسم لك."


def codes():
    return [reason["code"] for reason in Comment.objects.get().reasons]


@pytest.mark.parametrize(
    "name",
    [
        "فريق التحرير", "فـــريق التحريــر", "فَرِيقُ التَّحْرِير", "ف ر ي ق التحرير", "ادارة الموقع", "إدارةالموقع",
        "غرفه الاخبار", "غرفة الأخبار 2", "صفحة غرفة الأخبار الرسمية", "★ المشرف ★", "المشرررف", "رئيس التحرير السابق",
        "Admin", "a.d.m.i.n", "аdmin", "ADMIN 1", "فرىق التحرىر", "الادارة", "ڡرٮٯ الٮحرٮر",
        "غرفۃ الأخبار", "ڤريق التحرير", "فريڨ التحرير", "اڊارة الموقع", "هيئة التحڕير", "مۆقع غرفة الأخبار", "аԁmіո",
        "مشرفة التعليقات", "المشرف العام للموقع", "أدمن الموقع الرسمي", "Site Admin", "The Аdmin", "آدمين",
        "فريق الدعم ✔",
    ],
)  # fmt: skip
def test_names_of_the_paper_and_its_roles_are_refused_beside_the_field(send, name):
    answer = send(name=name)

    assert answer.status_code == 422
    assert answer.context["comment_form"].errors == {"name": [REFUSED]}
    assert 'id="comment-name_error"' in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "name", ["محمد أحمد", "محب الرياضة", "مشرف العامري", "مشرفة الزهراني", "تحرير السماوي", "أبو غرفة", "٧٧"]
)
def test_honest_names_pass(send, name):
    assert send(name=name).status_code == 303
    assert codes() == []


def test_a_team_gives_its_name_away_to_nobody_from_the_moment_it_has_one(send, house, write):
    assert names.is_of_the_house("الرياضة")
    Team.objects.create(name="ملفات ساخنة", slug="files")

    assert send(name="ملفات ساخنة").status_code == 422
    assert send(name="قارئ ملفات ساخنة").status_code == 303
    with pytest.raises(names.NameOfTheHouse):
        write(name="ملفات ساخنة")


def test_a_name_taken_between_the_look_and_the_writing_is_refused_beside_the_field_too(send, monkeypatch):
    answers = iter([False, True])
    monkeypatch.setattr(names, "is_of_the_house", lambda name: next(answers))

    answer = send(name="ملفات ساخنة")

    assert (answer.status_code, answer.context["comment_form"].errors) == (422, {"name": [REFUSED]})


@pytest.mark.parametrize("name", ["هدى القاسم", "هُدى   الـقاسم", "د. هدى القاسم", "هدى القاسم ١"])
def test_the_name_of_a_colleague_holds_and_marks(send, people, name):
    people.editor.last_name = "القاسم"
    people.editor.save()

    assert send(name=name).status_code == 303
    assert (codes(), Comment.objects.get().status) == (["staff_name"], "pending")


def test_a_first_name_is_everybodys_and_who_left_gives_the_name_back(send, people):
    people.editor.last_name, people.editor.is_active = "القاسم", False
    people.editor.save()
    Person.objects.create(name="سامر الخوري", slug="samer", user=people.editor)

    assert [send(name=name).status_code for name in ("هدى القاسم", "سامر الخوري", "سلمى")] == [303] * 3
    assert [comment.reasons for comment in Comment.objects.all()] == [[]]  # the same words: one comment


def test_a_by_line_without_an_account_holds_too(send, house):
    Person.objects.create(name="سامر الخوري", slug="samer")

    send(name="سامر الخوري")

    assert codes() == ["staff_name"]


def test_the_check_asks_once_however_many_work_here(article, django_assert_num_queries):
    for number in range(30):
        Person.objects.create(name=f"كاتب رقم {number} الأول", slug=f"p{number}")
    submission = Submission(article, "سامر الخوري", "كلام")
    list(names.staff_names(submission))

    with django_assert_num_queries(0 if ON_REDIS else 1):  # whether the names changed is asked where versions are kept
        list(names.staff_names(submission))
