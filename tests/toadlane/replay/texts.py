"""Amendments that Harbour thinks of."""

from __future__ import annotations

MORE_IN_COMMON = """---
from = 2026-01-01
replaces = [9]
---

## Article 9 — Surplus

```toml rule
kind = "surplus"
[[steps]]
to = "tax"
[[steps]]
to = "collective"
share = "40%"
of = "left"
[[steps]]
to = "members"
share = "100%"
of = "left"
by = "hours"
eligible = ["member"]
cash = "40%"
retained = "qualified-notice"
offset_open_buy_in = true
instalments = { count = 2, first = "P1M", every = "P2M", after = "close", gate = "release" }
[losses]
from = [{ account = "collective", share = "100%" }]
```

```toml rule
kind = "tax"
mode = "us-subchapter-t"
```
"""
SILENT = MORE_IN_COMMON.replace('share = "100%"\nof = "left"\nby', 'share = "50%"\nof = "left"\nby')
TEA = "---\nfrom = 2026-01-01\nadds = [20]\n---\n\n## Article 20 — Tea\n\nThere is tea.\n"
"""Words alone."""
