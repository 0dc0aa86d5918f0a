"""The kind `tax`: under which law the co-op's surplus is taxed."""

from __future__ import annotations

from typing import Literal

from bylaws.charter.fields import RuleModel, must


class Tax(RuleModel):
    """The tax mode; income tax itself is a stated fact, never reckoned here (finance.md, section 1)."""

    mode: Literal["us-subchapter-t", "us-partnership", "none"] = must(
        "the law whose floors and deadlines apply"
    )
