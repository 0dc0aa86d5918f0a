"""Trust runs: a year beside the spreadsheet it was reckoned in before, with what explains each difference."""
