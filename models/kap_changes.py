"""Changes between two waves: difference, interval, a p-value adjusted over the family, and what would have gone unseen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.survey_types import KapChange, KapEstimate, KapQuestion
from models.kap_overlap import WaveOverlap
from models.survey_change import benjamini_hochberg, difference, satterthwaite

NAN = math.nan
Key = tuple[str, tuple[str, ...], str, str]


def wave_changes(
    earlier: Sequence[KapEstimate],
    later: Sequence[KapEstimate],
    asked_earlier: Mapping[str, KapQuestion],
    asked_later: Mapping[str, KapQuestion],
    overlap: WaveOverlap | None = None,
) -> tuple[KapChange, ...]:
    """Compare two waves, drawn independently of each other or, as ``overlap`` says, at the same places.

    Parameters
    ----------
    earlier, later : sequence of KapEstimate
        Of one wave each.
    asked_earlier, asked_later : mapping of str to KapQuestion
        Only a question with the same wording and the same answer that counts is compared.
    overlap : WaveOverlap, optional
        The answers of both waves, where the same PSU label is the same place: then the covariance of the two figures is taken
        off, and df is the smaller of the two designs'.

    Returns
    -------
    tuple of KapChange
        For every question, set of areas, sample and group in both waves, later less earlier, in percentage points.
        ``gap`` is ``too_few`` where one side has no figure or no variance to judge by, ``not_published`` where one side
        has no standard error. ``p_adjusted`` is over all changes returned that have a p.

    References
    ----------
    Satterthwaite (1946) for the degrees of freedom; Benjamini and Hochberg (1995) for the family.
    """
    before = {_key(e): e for e in earlier}
    same = {q for q in asked_later if asked_earlier.get(q) == asked_later[q]}
    pairs = [(before[_key(e)], e) for e in later if e.question_id in same and e.state != "modelled" and _key(e) in before]
    changes = [_change(first, second, overlap) for first, second in pairs]
    adjusted = benjamini_hochberg([change.p for change in changes])
    return tuple(replace(c, p_adjusted=float(p)) for c, p in zip(changes, adjusted, strict=True))


def _key(estimate: KapEstimate) -> Key:
    return estimate.question_id, estimate.region_ids, estimate.sample, estimate.group


def _change(first: KapEstimate, second: KapEstimate, overlap: WaveOverlap | None) -> KapChange:
    place = (first.wave, second.wave, *_key(second))
    gap = first.gap or second.gap
    if not gap and math.isnan(first.se + second.se):
        gap = "not_published"
    if not gap and not (first.se > 0 and second.se > 0 and first.df > 0 and second.df > 0):
        gap = "too_few"
    if gap:
        return KapChange(*place, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, "", gap)
    variances = [(first.se**2, first.df), (second.se**2, second.df)]
    shared = overlap.covariance(*_key(second)) if overlap else 0.0
    variance, df = sum(v for v, _ in variances), satterthwaite(variances)
    if shared:
        variance, df = max(variance - 2 * shared, 0.0), min(first.df, second.df)
    found = difference(second.percent - first.percent, variance, df, shared=shared)
    figures = (found.estimate, found.lower, found.upper, found.se, found.df, found.p, NAN, found.detectable)
    state = "example" if "example" in (first.state, second.state) else second.state
    return KapChange(*place, *figures, state, "", bool(shared))
