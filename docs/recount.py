#!/usr/bin/env python3
"""Counts the votes of a published record again, without the program that counted them first.

Usage: recount.py FILE...   (`-` reads standard input)

A FILE is JSON, or one JSON document a line, in which a ballot stands: an object with `roster`, `cast` and `count`, as
in the proposals of an export. A count says under `how` by which rule it was made (docs/adding-a-rule.md, "A tally").
Exit code 0: every count comes out the same. 1: one does not; each difference is printed. 2: nothing to count.
"""

import json
import sys
from fractions import Fraction

FOR, AGAINST, NEITHER = "approve", "reject", "abstain"


def same(one, other):
    return one.casefold() == other.casefold()


def holds(seat, name):
    return any(same(held, name) for held in [seat["member"], *seat.get("alternates", [])])


def cast_for(ballot, seat):
    """What was cast for a seat before the close, the one that counts last: the member's own after any alternate's."""
    theirs = [cast for cast in ballot["cast"] if cast["counted"] and holds(seat, cast["member"])]
    return sorted(theirs, key=lambda cast: same(cast["member"], seat["member"]))


def votes_on(ballot, choose, left_out):
    """The vote that counts for each seat, in the order of the roster, with its group of seats and weight."""
    for seat in ballot["roster"]:
        if any(same(out["member"], seat["member"]) for out in left_out):
            continue
        cast = [cast for cast in cast_for(ballot, seat)
                if not any(same(out["member"], cast["member"]) for out in left_out)]
        chosen = [vote for vote in map(choose, cast) if vote is not None]
        if chosen:
            yield seat["seats"], seat.get("weight"), chosen[-1]


def passes(threshold, part, whole):
    if whole == 0:
        return False
    (kind, share), = threshold.items()
    return Fraction(part, whole) > Fraction(share) if kind == "more-than" else Fraction(part, whole) >= Fraction(share)


def tally(ballot, how, choose, left_out):
    """The groups, the outcome, the quorum and the casting vote that decided."""
    unit = how["unit"]
    by_group = unit in ("category-majority", "weighted-groups")
    casting = how.get("casting-vote")
    only_casts = casting["seat"] if casting and not casting.get("also-votes") else None
    votes = list(votes_on(ballot, choose, left_out))
    names = ["members"]
    if by_group:
        names = how.get("seats") or sorted({seat["seats"] for seat in ballot["roster"]} - {only_casts})
    within = how.get("within") or ({"at-least": "1/1"} if unit == "unanimity" else {"more-than": "1/2"})
    groups = []
    for name in names:
        sums = {FOR: 0, AGAINST: 0, NEITHER: 0}
        for seats, weight, vote in votes:
            if seats != only_casts and (not by_group or seats == name):
                sums[vote] += (1 if weight is None else weight) if unit == "weighted-groups" else 1
        whole = sums[FOR] + sums[AGAINST] + (sums[NEITHER] if how.get("abstentions") == "against" else 0)
        if whole:
            outcome = "approved" if passes(within, sums[FOR], whole) else "rejected"
        else:
            outcome = {"left-out": None, "against": "rejected", "for": "approved"}[how.get("empty", "left-out")]
        groups.append({"seats": name, **sums, "outcome": outcome})
    if by_group:
        pro = sum(group["outcome"] == "approved" for group in groups)
        contra = sum(group["outcome"] == "rejected" for group in groups)
        overall = how.get("overall") or {"more-than": "1/2"}
        outcome = "approved" if passes(overall, pro, pro + contra) else "rejected"
    else:
        pro, contra = groups[0][FOR], groups[0][AGAINST]
        outcome = groups[0]["outcome"] or "rejected"
    decided_by = None
    if casting and pro == contra > 0:
        cast = next((vote for seats, _, vote in votes if seats == casting["seat"]), None)
        if cast in (FOR, AGAINST):
            outcome, decided_by = ("approved" if cast == FOR else "rejected"), cast
    quorum = []
    for counter in how.get("quorum", []):
        counts = lambda seats, of=counter.get("seats"): not of or seats in of
        members = sum(counts(seat["seats"]) for seat in ballot["roster"])
        share = Fraction(counter.get("share", "0/1")) * members
        needed = max(-(-share.numerator // share.denominator), counter.get("at-least", 0))
        quorum.append((needed, sum(counts(seats) for seats, _, _ in votes)))
    return groups, outcome, quorum, decided_by


def objectives_of(ballot, choose, left_out):
    """What each seat said last of each objective, counted by objective; more than half of the yes and no says whether it is served."""
    found = {}
    for seat in ballot["roster"]:
        if any(same(out["member"], seat["member"]) for out in left_out):
            continue
        theirs = [cast for cast in cast_for(ballot, seat) if choose(cast) is not None]
        for objective, vote in (theirs[-1].get("objectives") or {}).items() if theirs else ():
            group = found.setdefault(objective, {"seats": objective, FOR: 0, AGAINST: 0, NEITHER: 0, "outcome": None})
            group[vote] += 1
    for group in found.values():
        whole = group[FOR] + group[AGAINST]
        if whole:
            group["outcome"] = "approved" if passes({"more-than": "1/2"}, group[FOR], whole) else "rejected"
    return found


NEEDS = {
    "one-served": lambda served, hindered: served > 0,
    "more-served-than-not": lambda served, hindered: served > hindered,
    "one-served-and-none-not": lambda served, hindered: served > 0 and hindered == 0,
}


def compare(place, ballot, count, choose, on_solution=True):
    """The differences between a count on record and the same votes counted here."""
    if "how" not in count:
        return []
    how, left_out = count["how"], count.get("left_out", [])
    groups, outcome, quorum, casting = tally(ballot, how, choose, left_out)
    objectives = objectives_of(ballot, choose, left_out) if how.get("per-objective") and on_solution else {}
    if how.get("objectives-need") and on_solution:
        outcomes = [group["outcome"] for group in objectives.values()]
        if not NEEDS[how["objectives-need"]](outcomes.count("approved"), outcomes.count("rejected")):
            outcome = "rejected"
    recorded = [{key: group[key] for key in ("seats", FOR, AGAINST, NEITHER, "outcome")} for group in count["groups"]]
    held = [(counter["needed"], counter["present"]) for counter in count.get("quorum", [])]
    pairs = [("groups", recorded, groups), ("outcome", count["outcome"], outcome), ("quorum", held, quorum),
             ("casting vote", count.get("casting"), casting)]
    # A record from before the date had no objectives of its own may hold them under the date.
    if on_solution:
        pairs.append(("objectives", count.get("objectives", {}), objectives))
    return [f"{place}: {what} on record {old}, counted here {new}" for what, old, new in pairs if old != new]


def ballots(value, place):
    if isinstance(value, dict):
        if isinstance(value.get("count"), dict) and "roster" in value and "cast" in value:
            yield place, value
        for name, inner in value.items():
            yield from ballots(inner, f"{place}/{value.get('number', '')}{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from ballots(inner, f"{place}/{index}")


def differences(place, ballot):
    several = bool(ballot.get("alternatives"))
    on = lambda solution: lambda cast: cast["vote"] if cast.get("solution") == solution else None
    yield from compare(place, ballot, ballot["count"], on("proposed" if several else None))
    for solution, count in (ballot.get("alternatives") or {}).items():
        yield from compare(f"{place} {solution}", ballot, count, on(solution))
    if ballot.get("date"):
        yield from compare(f"{place} date", ballot, ballot["date"], lambda cast: cast.get("date"), on_solution=False)


def read(name):
    text = sys.stdin.read() if name == "-" else open(name, encoding="utf-8").read()
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


def main(names):
    found = [ballot for name in names for document in read(name) for ballot in ballots(document, name)]
    if not found:
        print("nothing to count: no ballot with a count stands in the files", file=sys.stderr)
        return 2
    wrong = [line for place, ballot in found for line in differences(place, ballot)]
    print("\n".join(wrong) or f"{len(found)} ballots counted again; every count is the same")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
