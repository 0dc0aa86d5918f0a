"""Harbour's charter with an article that says how it is amended."""

from __future__ import annotations

from tests.toadlane.charter import texts

DECIDING = """
## Article 4 — How we decide

Everyday matters pass by more than half of the votes. Three quarters of all of us amend the charter.

```toml rule
kind = "decision"
name = "everyday"
method = "majority"
threshold = "more than 1/2"
of = "votes-cast"
quorum = "1/2"
open_for = "P3D"
```

```toml rule
kind = "decision"
name = "all"
method = "majority"
threshold = "3/4"
of = "eligible"
quorum = "3/4"
open_for = "P7D"
```

## Article 5 — Who decides what

The charter is amended by all of us; all else is an everyday matter.

```toml rule
kind = "subjects"
amend-charter = "all"
otherwise = "everyday"
```
"""

HARBOUR = (
    texts.HARBOUR.replace(
        'rights = ["speak", "vote", "share"]', 'rights = ["speak", "propose", "vote", "share"]'
    )
    + DECIDING
)
