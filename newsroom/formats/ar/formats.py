"""Arabic formats where Django leaves off: day before month, an Arabic comma, grouped thousands (CLDR 48, ``ar``).

A time carries the newsroom's zone in words («23 نوفمبر 2026، 14:05 بتوقيت الرياض»). These formats are the panel's:
readers' pages and letters write their dates through ``newsroom.rtl``.
"""

from newsroom.rtl import weeks, zones

_ZONE = zones.as_format()

DATE_FORMAT = "j F Y"
TIME_FORMAT = f"H:i {_ZONE}"
DATETIME_FORMAT = f"j F Y، H:i {_ZONE}"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j/n/Y"
SHORT_DATETIME_FORMAT = f"j/n/Y، H:i {_ZONE}"
FIRST_DAY_OF_WEEK = (weeks.begins() + 1) % 7  # Django counts from Sunday
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
