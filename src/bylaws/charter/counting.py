"""How positions are counted: what the keys of a decision leave to be said once, for the reference page."""

from __future__ import annotations

COUNTED = """\
**How it is counted.** Who takes part is settled once, on the day an attempt opens; whoever joins later is
asked in the next. A *position* is agree (also with a reservation), disagree, abstain, stand aside or
block; a *no* is a disagree, and a block where the method knows none. The last position of each counts,
taken while it was open, on the text as it is: after a material change of the text positions are asked
anew and the time runs again. All fractions are exact.

- Of the stage one has on that day. Whoever is on a *sabbatical* takes part as of the stage they come back
  to, or as `sabbatical` where the rule names that; where the charter makes it a stage of its own, only if
  it has the right `vote`, and they block only if it has `block`. On leave is also whom the register says.
- *All eligible*: those who take part, without those it is about (`recusal`), those on leave as `on_leave`
  says, and those who left (`leavers`: with “stand” only if they had taken no position). If nobody is
  left, or fewer than two because it is about one or more of them, it cannot be decided so, and too few
  took part. A concern found in one attempt holds in the next.
- First the *quorum*: too few positions of all eligible, and nothing is decided; that attempt is not
  counted as failed.
- `majority` passes with at least one yes, and as many as the threshold of votes-cast (yes and no),
  present (any position) or eligible. A *tie* is as many yes as no where one more yes would do.
- With an `approval_quorum` it passes only if so many of all eligible agree as well, whatever the method;
  silence agrees to nothing here. If fewer do, it is not adopted, and there is no tie. It holds in the
  vote on passing over a block as well, which then fails.
- `informal-consensus` passes with at least one yes and as many as the threshold; without one, if nobody
  says no.
- `consensus` and `consent` pass with no more blocks than `blocks_at_most`, at least one yes, no “no”
  where `disagreement` stops it, and no more stand-asides than allowed. `lazy-consent` needs no yes, only
  no such blocks, and that everybody who keeps silent was told of it; else too few took part. In `consent`
  and `lazy-consent` an objection that was integrated into the text or ruled out is no block any more.
- With `silence` those without a position are yes, but for whoever could not be told.
- More blocks than allowed, with the quorum: it is blocked; with `override` the vote on it begins then, in
  which all positions stand until they are changed. It passes if the yes reach that threshold, or if too
  few blocks are left.
- If the last block is lifted, it stays open to the end of the day after at least.
- `choice`, `approval`, `score` and `dots`: the highest totals win, as many as `winners`; an option needs at
  least one, and as many votes as the threshold. A score above the `highest` counts nothing; a ballot that
  names several in a `choice`, or shares out more than its `points`, counts for none. Options level for the
  last places are tied. `ranked`: the option with fewest first places is left out, one after another, until
  one has more than half of those that still rank one; of those level, the one behind in the latest earlier
  round; of those level in all, all, if together they have fewer than the next; else all that are left are
  tied. Several `winners` by `ranked` are elected as Scottish councils are, by the single transferable vote:
  the quota is the ballots shared by the places and one more, rounded down, and one; what is over it goes on
  with all ballots of whoever has it, at a value cut to five decimals; who has least is left out; of those
  level, by the latest earlier stage, else a tie of all that are not left out. Nobody whom no ballot names.
- A tie, with `ties`: a *lot* drawn after the close fills the places from the front of its order; by ranking,
  of those level the one drawn last is left out. A *casting vote* says yes or no, or fills one place; it is
  of whoever held the role as it opened, and is not concerned nor gone. A *run-off* between what is tied, for
  the places that are left, begins at the close and asks anew for as long; level again, it takes a lot.
- `advice` and `delegated`: whoever holds the `delegate`, or raised it, as it opens decides, yes or no, and
  not if it is about them or they have left; by `advice` not before `open_for` has run.
- `ends_early`: at the first position after which no other from those without one could change the
  outcome.
- Without `open_for` it ends when all who are asked have taken a position; a secret one when all have
  voted.
- Spans are counted in days and end with a day: from an instant on Monday “P3D” ends as Thursday does,
  midnight belonging to the day it ends. A pause and a notice may run together; what is longer counts, and
  one of no days is none.
- Those who decide can *agree to disagree* while it is under way: it then ends without a yes or a no. It
  takes as many of them as could pass it whatever all others said: of a `majority` the threshold of all of
  them, the quorum and the approval quorum, and never one person alone where others decide too; by every
  other rule all of them. What is entrusted to one person cannot end so.
- An attempt that failed counts until `lapses_after` has run since its close: one that is opened, or fails,
  from then on is counted without it. A pause that runs goes on.
- What is *raised again* is of the same matter, and does the same to the same, or else has the same title.
  It failed on the day it was last not adopted or blocked, unless it was adopted since. A seconder counts who
  takes part on the day it is raised.
- A second call keeps the positions of the first. Each attempt of its own, and the fallback, asks anew.
- A proxy counts as long as the person says nothing themselves, and never beyond what one may speak for. Once
  it is taken back, or whoever holds it is found concerned, what was said by it counts no more; in a secret
  vote nobody speaks for another.
- What a teller entered can be contested until 48 hours after the close, and then does not count.
- What too few took part in, or was pulled back, can be opened anew as the same attempt, once the notice has
  run again; a pause that runs goes on. Withdrawing, and agreeing to disagree, end a matter, also in a pause.
- With `secrecy` “on-request” it is secret if somebody who takes part asked before the first position. A
  secret vote is given once, and stays when its voter leaves or is found concerned. What a
  call came to stands from its close, whatever is put into the box in a second call; a run-off has a box of
  its own.
- Of a secret vote in which fewer than five took part, only what came of it is published.
"""
