"""Whether a text can be one e-mail address: what a mail server takes in an envelope (RFC 5321), and nothing cleverer."""

from __future__ import annotations

import re

LONGEST = 254
# Plain ASCII only: no quoted local part, no list, no name before it, nothing that could start another header.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)


def is_address(text: str) -> bool:
    """Whether the text is one plain address with a domain that has a dot."""
    local = text.partition("@")[0]
    is_dotted_well = not local.startswith(".") and not local.endswith(".") and ".." not in text
    return len(text) <= LONGEST and is_dotted_well and _ADDRESS.fullmatch(text) is not None
