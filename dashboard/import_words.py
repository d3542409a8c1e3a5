"""What an import did, or what was wrong, in lines for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from data.imports.validate_survey import shortened
from data.problems import DataError, Problem
from data.survey_types import KapChange, SurveyData
from data.workspace import Version


def in_words(
    version: Version,
    survey: SurveyData,
    respondents: int,
    identifiers: Mapping[str, Sequence[str]],
    left_out: Sequence[str],
    warnings: Sequence[Problem],
    withdrawn: Sequence[str],
) -> list[str]:
    """Return what was read, dropped, estimated and published."""
    lines = [f"read: {respondents:,} interviews, {len(survey.questions)} questions"] if respondents else []
    lines += [f"dropped ({reason}): {', '.join(columns)}" for reason, columns in identifiers.items()]
    if left_out:
        shown = ", ".join(left_out[:8]) + (" ..." if len(left_out) > 8 else "")
        count = len(left_out)
        lines.append(f"left out, not named in the codebook: {count} column{'' if count == 1 else 's'} ({shown})")
    lines += [f"mind: {problem.as_line()}" for problem in shortened(list(warnings))]
    gaps, states = Counter(e.gap for e in survey.estimates if e.gap), Counter(e.state for e in survey.estimates if not e.gap)
    told = [f"{count:,} {state}" for state, count in sorted(states.items())] + [
        f"{count:,} {gap}" for gap, count in sorted(gaps.items())
    ]
    lines.append(f"estimated: {len(survey.estimates):,} percentages ({', '.join(told)})")
    if survey.changes:
        known = [change for change in survey.changes if not change.gap]
        seen = sum(change.p_adjusted < 0.05 for change in known)
        lines.append(f"compared: {len(known):,} changes between waves, {seen:,} detectable at 5 % over the whole family")
        lines += [_drawn(known)] if known else []
    lines += [f"withdrawn: {name} (the example makes way for a real survey)" for name in withdrawn]
    return [*lines, f"published: {version.name}, version {version.number}"]


def _drawn(known: Sequence[KapChange]) -> str:
    """Say how the two waves were taken to be drawn, since it decides the error of every change."""
    together = sum(change.common_psus for change in known)
    if not together:
        return "taken as: drawn independently (same_psus = true in the codebook says that equal PSU labels are the same places)"
    rest = len(known) - together
    return f"taken as: drawn at the same PSUs in {together:,} changes" + (f", independently in {rest:,}" if rest else "")


def refusal(error: DataError) -> list[str]:
    """Return the problems for a terminal: some of each kind, and how many more there are."""
    shown = [problem.as_line() for problem in shortened(error.problems)]
    count = len(error.problems)
    return [*shown, f"parandalim: {count:,} problem{'' if count == 1 else 's'} found, nothing was published"]
