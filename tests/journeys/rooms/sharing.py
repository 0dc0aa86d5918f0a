"""Budget rounds."""

from __future__ import annotations

from tests.journeys.look import ADA, BARE, GROVE, HOLT, MEADOW, ORCHARD, ORCHARD_BO, Look, of

OVER = of("orchard", budget_round="{round over}")
GOING = of("orchard", budget_round="{round}")
GATHERING = of("meadow", budget_round="{gathering round}")
PAGES: tuple[Look, ...] = (
    Look("budgets:rounds", ORCHARD, of("orchard")),
    Look("budgets:rounds", ADA, of("lantern")),
    Look("budgets:rounds", BARE, of("bare")),
    Look("budgets:opening", ORCHARD, of("orchard")),
    Look("budgets:opening", ADA, of("lantern"), status=404),
    Look("budgets:round", MEADOW, GATHERING),
    Look("budgets:project", MEADOW, {**GATHERING, "project": 1}),
    Look("budgets:bringing", MEADOW, GATHERING),
    Look("budgets:round", ORCHARD, GOING),
    Look("budgets:round", ORCHARD_BO, GOING),
    Look("budgets:round", ORCHARD, OVER),
    Look("budgets:round", GROVE, of("grove", budget_round="{round by points}")),
    Look("budgets:round", HOLT, of("holt", budget_round="{level round}")),
    Look("budgets:count", ORCHARD, OVER),
    Look("budgets:ballots", ORCHARD, OVER),
)
FILES: dict[Look, str] = {
    Look("budgets:pb", ORCHARD, OVER): "text/plain",
    Look("budgets:json", ORCHARD, OVER): "application/json",
}
BUTTONS: tuple[Look, ...] = (
    *(Look(f"budgets:{act}", MEADOW, GATHERING) for act in ("putting", "end", "number")),
    *(Look(f"budgets:{act}", ORCHARD, GOING) for act in ("vote", "lot")),
    Look("budgets:withdrawal", MEADOW, {**GATHERING, "project": 1}),
    Look("budgets:taking-back", MEADOW, {**GATHERING, "file": "{projects file}"}),
)
