"""Which name of the co-op's own books an account of ours goes by."""

from __future__ import annotations

from toadlane.books.account_names import Named, Naming, filled, fits, pattern_of


def test_pattern_that_says_most_about_an_account_names_it() -> None:
    names = Naming(
        {
            "member/*/*": Named("", "Members"),
            "member/ada/*": Named("", "Ada"),
            "member/*/payable": Named("", "Payable"),
        }
    )

    called = [
        names.of(account)
        for account in ("member/bo/paid-in", "member/ada/paid-in", "member/bo/payable", "bank")
    ]

    assert called == [Named("", "Members"), Named("", "Ada"), Named("", "Payable"), None]


def test_stars_of_a_name_are_filled_in_their_order() -> None:
    assert filled("A:*:*:*", ["ada", "2024"]) == "A:ada:2024:*"
    assert (fits("member/*/payable", "member/ada/payable"), fits("member/*", "member/ada/payable")) == (
        True,
        False,
    )


def test_accounts_of_all_members_and_years_share_a_pattern() -> None:
    accounts = ["member/ada/qualified-notice/2024", "member/bo/payable", "surplus/2024", "fund/tools", "bank"]

    assert [pattern_of(account) for account in accounts] == [
        "member/*/qualified-notice/*",
        "member/*/payable",
        "surplus/*",
        "fund/tools",
        "bank",
    ]


def test_two_accounts_that_go_to_one_are_told() -> None:
    names = Naming({"bank": Named("", "Cash"), "tax": Named("", "Tax"), "fund/tools": Named("", "Cash")})

    assert names.shared() == [("Cash", ["bank", "fund/tools"])]
