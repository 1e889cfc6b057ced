"""The faces hold what Arabic news needs, weigh little, and keep to their licence."""

import pytest
from fontTools.ttLib import TTFont

from newsroom.look.stylesheet import STYLESHEET

FONTS = STYLESHEET.parent.parent / "fonts"
EVERYWHERE = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئةٱپچژگڤکیـًٌٍَُِّْٰ،؛؟٪﴿﴾ﷺﷻ«»‹›“”…–—0123456789٠١٢٣٤٥٦٧٨٩"
LATIN = "ABCXYZabcxyz%&@#.,:;!?()[]/-+=éüñç€"
IN_TEXT_ONLY = "ۖۗۚۛ۞ؐؓ"


def faces() -> list[str]:
    return sorted(path.name for path in FONTS.glob("*.woff2"))


def characters(name: str) -> set[str]:
    return {chr(code) for code in TTFont(FONTS / name).getBestCmap()}


def test_all_faces_together_stay_within_the_budget():
    assert faces() == ["newsroom-naskh.woff2", "newsroom-sans-bold.woff2", "newsroom-sans-medium.woff2"]
    assert sum((FONTS / name).stat().st_size for name in faces()) <= 90_000


@pytest.mark.parametrize("name", ["newsroom-naskh.woff2", "newsroom-sans-bold.woff2", "newsroom-sans-medium.woff2"])
def test_each_face_has_every_letter_mark_and_sign_that_news_is_written_with(name):
    assert set(EVERYWHERE + LATIN) - characters(name) == set()


def test_the_text_face_has_the_marks_of_recitation():
    assert set(IN_TEXT_ONLY) - characters("newsroom-naskh.woff2") == set()


@pytest.mark.parametrize("name", ["newsroom-naskh.woff2", "newsroom-sans-bold.woff2", "newsroom-sans-medium.woff2"])
def test_a_cut_face_carries_a_name_of_its_own_and_its_licence_beside_it(name):
    names = TTFont(FONTS / name)["name"]
    family = names.getDebugName(1)
    licence = FONTS / (name.split("-")[0] + "-" + name.split("-")[1].split(".")[0] + ".OFL.txt")

    assert family in {"Newsroom Naskh", "Newsroom Sans"}
    assert "SIL OPEN FONT LICENSE" in licence.read_text()


def test_the_text_face_is_bold_too():
    axes = {
        axis.axisTag: (axis.minValue, axis.maxValue) for axis in TTFont(FONTS / "newsroom-naskh.woff2")["fvar"].axes
    }

    assert axes == {"wght": (400, 700)}
