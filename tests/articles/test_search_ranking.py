"""Which article comes first: a few short texts of our own, and what somebody would ask to find each of them."""

import pytest
from django.db import connection

from articles import workflow
from articles.search import on_postgresql
from newsroom.benchmarks.search import HURRIED
from tests import cast

pytestmark = pytest.mark.django_db

TEXTS = {
    "الجسر": "افتتحت البلدية الجسر الجديد فوق النهر، وطوله أربعمئة متر، وكلّف بناؤه عشرين مليون دينار.",
    "النهر": "ارتفع منسوب النهر بعد أسبوع من الأمطار، وحذّرت هيئة المياه سكان الضفة الشرقية من الفيضان.",
    "المياه": "تقطع هيئة المياه الإمداد عن ثلاثة أحياء غدًا لإصلاح الأنبوب الرئيسي في شارع المدرسة.",
    "المدرسة": "عادت المعلمة هدى سالم إلى المدرسة التي تعلّمت فيها، وأسّست مكتبة من تبرعات الأهالي.",
    "المكتبة": "تمدّد المكتبة الوطنية ساعات القراءة حتى منتصف الليل في أيام الامتحانات.",
    "المباراة": "فاز فريق المرفأ على فريق الوادي بهدفين في مباراة أُجّلت مرتين بسبب الأمطار.",
    "المرفأ": "أضرب عمّال المرفأ يومًا واحدًا، وتأخر تفريغ ست سفن محمّلة بالقمح.",
    "القمح": "ارتفع سعر القمح في السوق المحلية بعد تأخر السفن، وقال التجّار إن المخزون يكفي شهرين.",
    "السوق": "يعود السوق القديم بعد ترميم واجهاته الحجرية، وفيه ستون دكّانًا للحرفيين.",
    "الحِرَف": "تتعلّم شابات المدينة صناعة الفخّار على يد حرفيّ أمضى خمسين سنة في مهنته.",
}
QUESTIONS = {
    "كم كلّف بناء الجسر؟": "الجسر",
    "ما طول الجسر فوق النهر؟": "الجسر",
    "لماذا حُذّر سكان الضفة الشرقية؟": "النهر",
    "فيضان النهر بعد الأمطار": "النهر",
    "متى تُقطع المياه عن الأحياء؟": "المياه",
    "من أسّس مكتبة في المدرسة؟": "المدرسة",
    "إلى متى تفتح المكتبة الوطنية في الامتحانات؟": "المكتبة",
    "من فاز في المباراة المؤجلة بين المرفأ والوادي؟": "المباراة",
    "لماذا أضرب العمّال في المرفأ؟": "المرفأ",
    "كم شهرًا يكفي مخزون القمح؟": "القمح",
    "كم دكّانًا في السوق القديم؟": "السوق",
    "صناعة الفخار": "الحِرَف",
}


@pytest.fixture
def paper(house) -> None:
    for headline, text in TEXTS.items():
        draft = cast.draft(house.politics, title=headline, standfirst="", body=[("paragraph", f"<p>{text}</p>")])
        workflow.publish(draft, draft.save_revision(clean=False), by=None)
    if connection.vendor == "postgresql":
        on_postgresql.count_anew()


def first(client, question: str) -> str:
    hits = client.get("/search/", {"q": question}).context["results"].hits
    return hits[0].article.title if hits else ""


def test_the_article_that_answers_comes_first_and_a_hurried_hand_finds_the_same(client, paper):
    assert {question: first(client, question) for question in QUESTIONS} == QUESTIONS
    hurried = {question: first(client, question.translate(HURRIED)) for question in QUESTIONS}
    assert hurried == QUESTIONS
