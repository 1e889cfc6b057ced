"""A picture's way into the panel: one by one, many at once, from the chooser, in place of another, and by code."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from newsroom.images.models import Picture
from tests import cast
from tests.images import uploads


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def stored(media):
    return sorted(path for path in media.rglob("*") if path.is_file())


def leaks(media):
    return [secret for path in stored(media) for secret in uploads.SECRETS if secret in path.read_bytes()]


def form_of(name, data, **facts):
    collection = Collection.objects.get(depth=1).pk
    posted = {"title": "صورة", "collection": collection, "tags": ""} | facts
    form = get_image_form(Picture)(posted, {"file": uploads.upload(name, data)})
    assert form.is_valid()
    return form


def test_a_picture_added_in_the_panel_is_stored_clean(people, client, media):
    client.force_login(people.writer)
    answer = client.post(
        "/admin/images/add/",
        {
            "title": "الميناء",
            "file": uploads.upload("photo.jpg", uploads.loaded("JPEG")),
            "description": "ميناء عند الغروب",
            "caption": "الميناء مساءً",
            "credit": "هدى سالم",
            "collection": Collection.objects.get(depth=1).pk,
            "tags": "",
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/images/")
    picture = Picture.objects.get()
    assert (picture.title, picture.description, picture.caption, picture.credit, picture.uploaded_by_user) == (
        "الميناء",
        "ميناء عند الغروب",
        "الميناء مساءً",
        "هدى سالم",
        people.writer,
    )
    assert picture.file_hash != ""
    assert picture.lacks() == []
    assert leaks(media) == []


def test_many_pictures_sent_at_once_are_stored_clean_with_their_inscription(people, client, media):
    client.force_login(people.writer)
    data = uploads.with_iptc(uploads.iptc(caption="الميناء".encode(), credit="هدى سالم".encode()))
    answer = client.post(
        "/admin/images/multiple/add/",
        {"title": "صورة", "files[]": uploads.upload("photo.jpg", data + b"<script>alert(1)</script>")},
    )
    assert json.loads(answer.content)["success"] is True
    picture = Picture.objects.get()
    assert (picture.caption, picture.credit) == ("الميناء", "هدى سالم")
    assert not UploadedFile.objects.exists()
    assert leaks(media) == []
    # The form beside each picture asks for what publication needs.
    page = json.loads(answer.content)["form"]
    assert [name for name in ("description", "caption", "credit") if f'name="image-{picture.pk}-{name}"' in page] == [
        "description",
        "caption",
        "credit",
    ]
    assert "النص البديل" in page


def test_a_bad_file_among_many_is_refused_in_the_answer_and_leaves_nothing(people, client, media):
    client.force_login(people.writer)
    bomb = uploads.upload("photo.png", uploads.png_that_claims(9_000, 9_000))
    answer = client.post("/admin/images/multiple/add/", {"title": "صورة", "files[]": bomb})
    told = json.loads(answer.content)
    assert told["success"] is False
    assert "50 مليون بكسل" in told["error_message"]
    assert stored(media) == []
    assert not Picture.objects.exists()


def test_what_waits_for_its_facts_waits_clean(people, media):
    waiting = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Picture),
        file=uploads.upload("photo.jpg", uploads.loaded("JPEG")),
        uploaded_by_user=people.writer,
    )
    assert waiting.file.name.startswith("wagtail_uploads/")
    assert len(stored(media)) == 1
    assert leaks(media) == []


def test_a_picture_uploaded_in_the_chooser_is_stored_clean(people, client, media):
    client.force_login(people.writer)
    answer = client.post(
        "/admin/images/chooser/create/",
        {
            "image-chooser-upload-title": "الميناء",
            "image-chooser-upload-file": uploads.upload("photo.png", uploads.loaded("PNG")),
            "image-chooser-upload-description": "ميناء",
            "image-chooser-upload-caption": "",
            "image-chooser-upload-credit": "هدى سالم",
            "image-chooser-upload-collection": Collection.objects.get(depth=1).pk,
            "image-chooser-upload-tags": "",
        },
    )
    assert json.loads(answer.content)["step"] == "chosen"
    assert Picture.objects.get().credit == "هدى سالم"
    assert leaks(media) == []


@pytest.mark.parametrize("name", ["photo.svg", "photo.html"])
def test_a_refused_file_keeps_what_was_typed_and_says_why_beside_the_field(people, client, media, name):
    client.force_login(people.writer)
    answer = client.post(
        "/admin/images/add/",
        {
            "title": "عنوان مكتوب",
            "file": uploads.upload(name, b"<svg/>"),
            "caption": "تعليق مكتوب",
            "collection": Collection.objects.get(depth=1).pk,
        },
    )
    form = answer.context["form"]
    assert form.errors["file"] == ["هذا الملف ليس صورة نقبلها: أرسل صورة من نوع JPEG أو PNG أو WebP أو AVIF أو GIF."]
    assert (form["title"].value(), form["caption"].value()) == ("عنوان مكتوب", "تعليق مكتوب")
    assert stored(media) == []


def test_a_typed_caption_goes_before_the_one_in_the_file(db):
    data = uploads.with_iptc(uploads.iptc(caption="من الكاميرا".encode(), credit="وكالة".encode()))
    form = form_of("photo.jpg", data, caption="من المحرّر")
    picture = form.save()
    assert (picture.caption, picture.credit) == ("من المحرّر", "وكالة")


def test_an_inscription_longer_than_its_field_is_cut(db):
    form = form_of("photo.jpg", uploads.with_iptc(uploads.iptc(caption=("ط" * 900).encode())))
    assert len(form.save().caption) == 500


def test_a_picture_saved_by_code_is_cleaned_too_and_known_again(db, media):
    data = uploads.loaded("JPEG")
    first = Picture.objects.create(title="١", file=uploads.upload("photo.jpg", data))
    second = Picture(title="٢")
    second.file.save("photo.jpg", uploads.upload("photo.jpg", data), save=True)
    third = form_of("photo.jpg", data).save()
    assert leaks(media) == []
    assert first.file_hash == third.file_hash != ""
    assert second.get_file_hash() == first.file_hash
    with pytest.raises(ValidationError):
        Picture.objects.create(title="٣", file=uploads.upload("photo.jpg", b"<html>"))


def test_replacing_the_file_stores_a_clean_one_and_removes_the_old(people, client, media):
    picture = cast.picture(uploaded_by_user=people.writer)
    client.force_login(people.writer)
    client.post(
        f"/admin/images/{picture.pk}/",
        {
            "title": "ميناء",
            "file": uploads.upload("new.jpg", uploads.loaded("JPEG")),
            "description": "ميناء",
            "caption": "",
            "credit": "هدى سالم",
            "collection": picture.collection_id,
            "tags": "",
        },
    )
    assert [path.name for path in stored(media)] == ["new.jpg"]
    assert leaks(media) == []


def test_what_a_picture_lacks_is_told_in_arabic(db):
    assert Picture(title="الميناء").lacks() == [
        "الصورة «\u2068الميناء\u2069» بلا نص بديل.",
        "الصورة «\u2068الميناء\u2069» بلا ذكر لمصدرها.",
    ]
    # Tatweel or invisible signs alone describe nothing.
    assert len(Picture(title="الميناء", description="ـــ", credit="\u200b").lacks()) == 2
    assert Picture(title="الميناء", description="ميناء", credit="هدى سالم").lacks() == []


def test_texts_lose_what_would_turn_a_line_round_and_keep_the_rest(db):
    picture = cast.picture(caption="الرحمـٰن ﷺ \u202eabc", credit="1448 هـ\u2066")
    assert (picture.caption, picture.credit) == ("الرحمـٰن ﷺ abc", "1448 هـ")


@pytest.mark.parametrize("who", ["moderator", "stranger"])
def test_who_has_no_right_to_pictures_cannot_send_one_by_a_crafted_post(people, client, media, who):
    client.force_login(getattr(people, who))
    for address, field in (
        ("/admin/images/add/", "file"),
        ("/admin/images/multiple/add/", "files[]"),
        ("/admin/images/chooser/create/", "image-chooser-upload-file"),
    ):
        answer = client.post(address, {"title": "صورة", field: uploads.upload("a.jpg", uploads.drawn("JPEG"))})
        assert answer.status_code in {302, 403}
    assert not Picture.objects.exists()
    assert stored(media) == []


def test_a_writer_cannot_change_a_colleagues_picture_but_a_photo_editor_can(people, client):
    picture = cast.picture(uploaded_by_user=people.editor)
    facts = {
        "title": "اسم آخر",
        "description": "د",
        "caption": "",
        "credit": "م",
        "collection": picture.collection_id,
        "tags": "",
    }
    titles = []
    for who in (people.writer, people.other_editor, people.photo_editor):
        client.force_login(who)
        client.post(f"/admin/images/{picture.pk}/", facts)
        titles.append(Picture.objects.get().title)
    assert titles == ["ميناء", "ميناء", "اسم آخر"]
