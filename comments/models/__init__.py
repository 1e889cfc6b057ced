"""What readers answer, what was decided about it, and the lists by which it is screened."""

from .ban import Ban
from .comment import Comment
from .decision import Decision, ModerationEvent, Reason
from .discussion import Discussion
from .entry import CommentEntry
from .guard import Caller, SpentTicket
from .job import Job
from .lesson import Lesson
from .likeness import LikenessBand
from .listed_word import ListedWord
from .night import Recount
from .reader import Reader

__all__ = [
    "Ban",
    "Caller",
    "Comment",
    "CommentEntry",
    "Decision",
    "Discussion",
    "Job",
    "Lesson",
    "LikenessBand",
    "ListedWord",
    "ModerationEvent",
    "Reader",
    "Reason",
    "Recount",
    "SpentTicket",
]
