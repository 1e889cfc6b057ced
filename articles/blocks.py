"""The parts of which a body is made."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from articles import embeds
from articles.cleaning import clean

INLINE_FEATURES = ["bold", "link"]
FEWEST_PICTURES, MOST_PICTURES = 2, 20


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


class TableBlock(blocks.StructBlock):
    """A table with its title; a column holds words, or figures, which run from left to right."""

    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Column of words"), required=False)),
            ("number", blocks.CharBlock(label=_("Column of figures"), required=False)),
        ],
        label=_("Columns and rows"),
    )
    names_rows = blocks.BooleanBlock(label=_("The first column names the rows"), required=False, default=True)
    source = blocks.CharBlock(label=_("Source of the figures"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "articles/blocks/table.html"


class FactBlock(blocks.StructBlock):
    """One line of a fact box: a paragraph, behind a word or two that say what it is about."""

    label = blocks.CharBlock(label=_("What it is about"), required=False)
    text = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Fact"))

    class Meta:
        icon = "list-ul"
        label = _("Fact")


class FactBoxBlock(blocks.StructBlock):
    """«بطاقة معلومات»: what a reader must know beside the story, in short lines."""

    title = blocks.CharBlock(label=_("Title"))
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "articles/blocks/fact_box.html"


class LinkBlock(blocks.CharBlock):
    """The link of a video or a post on a site that is known; a draft may hold any, for it may be half typed."""

    def clean(self, value: str) -> str:
        """Refuse what no page could show, except in a draft."""
        value = super().clean(value)
        if not self.is_deferred_validation and (objection := self.objection(value)):
            raise objection
        return value

    @staticmethod
    def objection(value: str) -> ValidationError | None:
        """Return what is said beside a link that leads to nothing a page could show; None where there is none yet."""
        if not value or embeds.read(value):
            return None
        return ValidationError(_now("This link cannot be shown in the page. %(known)s") % {"known": KNOWN_SITES})

    def deconstruct(self) -> tuple[str, tuple, dict]:
        """Be a plain line of text to the migrations."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.CharBlock", args, kwargs


KNOWN_SITES = _(
    "Paste the link of one video or one post on YouTube, Vimeo, X, Instagram, Facebook, TikTok or Telegram, as the"
    " address bar shows it."
)


class EmbedValue(blocks.StructValue):
    """The parts of an embed, and what its link leads to."""

    @property
    def embed(self) -> embeds.Embed | None:
        """What the link leads to; None where its site is not known."""
        return embeds.read(self["link"] or "")

    @property
    def objection(self) -> blocks.StructBlockValidationError | None:
        """What stands against publishing it, beside its link."""
        said = LinkBlock.objection(self["link"])
        return blocks.StructBlockValidationError(block_errors={"link": said}) if said else None


class EmbedBlock(blocks.StructBlock):
    """A video or a post of another site: a title and a button, until a reader asks for the rest."""

    link = LinkBlock(label=_("Link"), max_length=embeds.LONGEST, help_text=KNOWN_SITES)
    title = blocks.CharBlock(
        label=_("Title"), max_length=200, help_text=_("What readers will find there: they read it first.")
    )
    poster = ImageChooserBlock(
        label=_("Picture in front"),
        required=False,
        help_text=_("From the library; readers see it until they press the button."),
    )

    class Meta:
        icon = "media"
        label = _("Video or post")
        template = "articles/blocks/embed.html"
        value_class = EmbedValue


class CleanStreamBlock(blocks.StreamBlock):
    """Parts that are typed one below the other."""

    def value_from_datadict(self, data, files, prefix: str) -> blocks.StreamValue:
        """Read what was typed, without direction overrides and signs that no text may hold."""
        return clean(self, super().value_from_datadict(data, files, prefix))


class BodyBlock(CleanStreamBlock):
    """The body of an article."""

    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"), features=INLINE_FEATURES, template="articles/blocks/paragraph.html"
    )
    heading = blocks.CharBlock(label=_("Heading"), icon="title", template="articles/blocks/heading.html")
    quotation = QuotationBlock()
    pull_quote = blocks.TextBlock(label=_("Pull quote"), icon="openquote", template="articles/blocks/pull_quote.html")
    picture = PictureBlock()
    gallery = blocks.ListBlock(
        PictureBlock(),
        min_num=FEWEST_PICTURES,
        max_num=MOST_PICTURES,
        label=_("Gallery"),
        icon="grid",
        template="articles/blocks/gallery.html",
    )
    list = blocks.ListBlock(
        blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Item")),
        label=_("List"),
        icon="list-ul",
        template="articles/blocks/list.html",
    )
    table = TableBlock()
    fact_box = FactBoxBlock()
    embed = EmbedBlock()
    read_also = blocks.PageChooserBlock(
        page_type="articles.ArticlePage",
        label=_("Read also"),
        icon="link",
        template="articles/blocks/read_also.html",
    )

    @staticmethod
    def objections(value: blocks.StreamValue) -> blocks.StreamBlockValidationError | None:
        """Return what a draft may keep although no page could show it, each beside its place; None for nothing."""
        found = {number: part.value.objection for number, part in enumerate(value) if part.block_type == "embed"}
        kept = {number: objection for number, objection in found.items() if objection}
        return blocks.StreamBlockValidationError(block_errors=kept) if kept else None


class LeadGalleryBlock(CleanStreamBlock):
    """The pictures that make a gallery of the lead picture, which stands before them."""

    picture = PictureBlock()

    class Meta:
        max_num = MOST_PICTURES - 1
