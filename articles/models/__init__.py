"""The house: a front page, its sections, their articles, and what of an article never travels with a draft."""

from .article import ArticlePage, ArticleTopic, Byline, Topic
from .correction import Correction
from .entry import Entry
from .front import FrontPick, HomePage
from .publication import Publication
from .review import CopyEdit, SectionReview
from .search import SearchEntry, SearchTerm
from .section import SectionPage

__all__ = [
    "ArticlePage",
    "ArticleTopic",
    "Byline",
    "CopyEdit",
    "Correction",
    "Entry",
    "FrontPick",
    "HomePage",
    "Publication",
    "SearchEntry",
    "SearchTerm",
    "SectionPage",
    "SectionReview",
    "Topic",
]
