"""Comments that are addressed to Crossfoot: `<!-- crossfoot: … -->`, or a comment in Word that begins so."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"\s*crossfoot\s*(?::\s*|\s(?=\s*allow))", re.IGNORECASE)
"""How a comment begins that is meant for Crossfoot. The colon is easily forgotten before `allow`."""
