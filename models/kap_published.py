"""Published percentages as a survey: the display rule by n, and no interval where none was published."""

from __future__ import annotations

import math

from data.imports.published import PublishedResult, PublishedTable
from data.survey_types import KapEstimate, SurveyData
from data.types import frozen_map
from models.kap_counts import hide_small_counts
from models.survey import FEWEST

NAN = math.nan


def published_survey(table: PublishedTable, wave: str, surveyed: tuple[str, ...], together: str, source_id: str) -> SurveyData:
    """Return published percentages as the app keeps a survey.

    Parameters
    ----------
    table : PublishedTable
        As typed and checked.
    wave : str
        The wave it belongs to.
    surveyed : tuple of str
        The qarks of the wave; with none, those that the table names.
    together : str
        What an area is called that stands for all surveyed ones.
    source_id : str
        The publisher's product in ``data/sources``, "" for none.

    Returns
    -------
    SurveyData
        ``lower``, ``upper``, ``se``, ``n_eff``, ``df`` and ``deff`` are NaN: a published table tells no design effect, and
        an interval by plain n would be too narrow. Under 30 answers the percentage is ``too_few``.
    """
    areas = surveyed or tuple(sorted({r.area for r in table.results if r.area != together and r.area[2] == "0"}))
    estimates = [_estimate(result, wave, areas, together, source_id) for result in table.results]
    used = {result.question for result in table.results}
    groups = {result.group for result in table.results}
    return SurveyData(
        questions=frozen_map({key: question for key, question in table.questions.items() if key in used}),
        groups=frozen_map({key: group for key, group in table.groups.items() if key in groups}),
        estimates=hide_small_counts(estimates),
    )


def _estimate(result: PublishedResult, wave: str, areas: tuple[str, ...], together: str, source_id: str) -> KapEstimate:
    few = result.n < FEWEST
    page = f", p. {result.page}" if result.page else ""
    return KapEstimate(
        wave, result.question, areas if result.area == together else (result.area,), result.sample, result.group,
        NAN if few else result.percent, NAN, NAN, NAN, float(result.n), NAN, NAN, NAN,
        "" if few else "observed", "too_few" if few else "", source_id, f"{result.document}{page}",
    )  # fmt: skip
