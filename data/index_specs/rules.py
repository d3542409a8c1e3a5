"""Rules that an indicator or group may follow: how it is put on a scale, what tames its outliers, what fills its gaps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from data.strict import Name, Record

Finite = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Span = tuple[Finite, Finite]


class AsGiven(Record):
    """The value is already on the scale; a negative direction turns it about the middle of ``to``."""

    method: Literal["as_given"]
    to: Span | None = None


class Goalposts(Record):
    """Fixed ends in the indicator's own unit, so that no unit moves another."""

    method: Literal["goalposts"]
    low: Finite
    high: Finite
    clip: Literal["both", "low", "high", "none"] = "both"
    to: Span | None = None


class MinMax(Record):
    """The lowest and highest value seen become the ends of ``to``; ``low`` or ``high`` fixes one end."""

    method: Literal["minmax"]
    low: Finite | None = None
    high: Finite | None = None
    to: Span | None = None


class PercentileRank(Record):
    """Share of the other units that lie below, as in a spreadsheet's PERCENTRANK.INC."""

    method: Literal["percentile_rank"]
    to: Span = (0.0, 1.0)


class ZScore(Record):
    """Distance from the mean in standard deviations; ``ddof`` 1 is the sample's deviation."""

    method: Literal["zscore"]
    mean: Finite = 0.0
    sd: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)] = 1.0
    ddof: Literal[0, 1] = 1


class Rank(Record):
    """Place among the units, 1 = lowest; with ``to`` the places are spread evenly over it."""

    method: Literal["rank"]
    ties: Literal["min", "max", "average"] = "min"
    to: Span | None = None


Normalisation = Annotated[AsGiven | Goalposts | MinMax | PercentileRank | ZScore | Rank, Field(discriminator="method")]


class Outliers(Record):
    """What to do with a column whose absolute skewness and kurtosis are both over their limits."""

    method: Literal["none", "winsorise", "log", "winsorise_then_log"]
    max_points: Annotated[int, Field(strict=True, ge=1)] = 5
    skewness: Annotated[float, Field(strict=True, gt=0)] = 2.0
    kurtosis: Finite = 3.5


class Imputation(Record):
    """What fills a gap: the mean or median of all units, or of those with the same entry in the column ``by``."""

    method: Literal["none", "mean", "median", "group_mean", "group_median"]
    by: str = ""


class Classes(Record):
    """Words for the stretches between fixed cuts."""

    cuts: Annotated[tuple[Finite, ...], Field(min_length=1)]
    labels: tuple[Name, ...]
    on_cut: Literal["upper", "lower"] = "upper"
