"""Numbers for readers: ASCII digits in groups of three, «1,234.5» (CLDR, numbering system `latn`)."""

from decimal import Decimal


def grouped(value: int | float | Decimal) -> str:
    """Return a number with thousands marked by a comma and decimals by a point."""
    return f"{value:,}"
