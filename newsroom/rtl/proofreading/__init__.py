"""«نقّح»: finds what a desk mends a hundred times a day in pasted Arabic, and proposes how to mend it.

The rules are for typography alone and never change what a text says. They work line by line, and where it is not
certain that a sign is wrong they leave it. What no rule touches stands in `untouched`.
"""

from newsroom.rtl.proofreading.findings import findings, mend
from newsroom.rtl.proofreading.line import Finding, Rule

__all__ = ["Finding", "Rule", "findings", "mend"]
