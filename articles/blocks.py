"""The parts of which a body is made."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from newsroom.rtl.bidi import clean_body, clean_line

INLINE_FEATURES = ["bold", "link"]
PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
NO_NUMBER = re.compile(r'\bid="(?!\d{1,18}")[^"]*"')


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "articles/blocks/quotation.html"


class PictureBlock(blocks.StructBlock):
    """A picture inside the body; its caption may be the picture's own or one for this place."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption for this place"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "articles/blocks/picture.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an article."""

    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"), features=INLINE_FEATURES, template="articles/blocks/paragraph.html"
    )
    heading = blocks.CharBlock(label=_("Heading"), icon="title", template="articles/blocks/heading.html")
    quotation = QuotationBlock()
    pull_quote = blocks.TextBlock(label=_("Pull quote"), icon="openquote", template="articles/blocks/pull_quote.html")
    picture = PictureBlock()
    list = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Item")),
        label=_("List"),
        icon="list-ul",
        template="articles/blocks/list.html",
    )
    read_also = blocks.PageChooserBlock(
        page_type="articles.ArticlePage",
        label=_("Read also"),
        icon="link",
        template="articles/blocks/read_also.html",
    )

    def value_from_datadict(self, data, files, prefix: str) -> blocks.StreamValue:
        """Read what was typed, without direction overrides and signs that no text may hold."""
        return _clean(self, super().value_from_datadict(data, files, prefix))


def _clean(block: blocks.Block, value: Any) -> Any:
    match block:
        case blocks.StreamBlock():
            for child in value:
                child.value = _clean(child.block, child.value)
        case blocks.ListBlock():
            for child in value.bound_blocks:
                child.value = _clean(child.block, child.value)
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                value[name] = _clean(child, value[name])
        case blocks.RichTextBlock():
            return RichText(_sound_links(clean_body(value.source)))
        case blocks.TextBlock():
            return clean_body(value or "")
        case blocks.CharBlock():
            return clean_line(value or "")
    return value


def _sound_links(source: str) -> str:
    """Let a page link made by hand lead nowhere where it names no number: asking for that page would raise."""
    return PAGE_LINK.sub(lambda link: NO_NUMBER.sub('id="0"', link[0]), source)
