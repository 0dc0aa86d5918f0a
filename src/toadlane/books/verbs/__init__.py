"""What people do with money: state a year's figures, look at a close, close, correct, receive and pay."""

from __future__ import annotations

from toadlane.books.verbs.closing import CLOSE, close_year
from toadlane.books.verbs.consenting import end_consent, record_consent
from toadlane.books.verbs.correcting import BECAUSE_LONGEST, CORRECT, correct_close
from toadlane.books.verbs.exporting import export_entries, name_accounts
from toadlane.books.verbs.figures import preview_close, state_figures
from toadlane.books.verbs.paying import How, pay, pay_several
from toadlane.books.verbs.paying_out import PAY_OUT, REDEEM, pay_out_leaver, redeem_notices
from toadlane.books.verbs.payments import receive_buy_in
from toadlane.books.verbs.releasing import RELEASE, release_instalments
from toadlane.books.verbs.standing import BOOKKEEPER
from toadlane.books.verbs.undoing import reverse_payment, reverse_payout

__all__ = [
    "BECAUSE_LONGEST",
    "BOOKKEEPER",
    "CLOSE",
    "CORRECT",
    "PAY_OUT",
    "REDEEM",
    "RELEASE",
    "How",
    "close_year",
    "correct_close",
    "end_consent",
    "export_entries",
    "name_accounts",
    "pay",
    "pay_out_leaver",
    "pay_several",
    "preview_close",
    "receive_buy_in",
    "record_consent",
    "redeem_notices",
    "release_instalments",
    "reverse_payment",
    "reverse_payout",
    "state_figures",
]
