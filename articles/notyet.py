"""The refusal of the door."""

from django.core.exceptions import ValidationError


class NotYet(ValidationError):
    """An article may not go live, be scheduled or be handed on yet: every reason, by field.

    ``NotYet({"lead": ["…"], "hold": ["…"]})``. Keys that are no field of the form: ``section``, ``byline``, ``hold``,
    ``embargo``, ``bin``, ``taken_down``, ``review``, ``right``, ``state``.
    """

    def reasons(self) -> list[str]:
        """Return every reason, in the order in which they were found."""
        return [reason for found in self.message_dict.values() for reason in found]
