"""A slow, obvious second implementation of the score, written from DESIGN and not from models/: the oracle of the fast one."""

from __future__ import annotations

import math
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def end_of(text: str) -> date:
    if len(text) == 4:
        return date(int(text), 12, 31)
    if len(text) == 7:
        return months_later(date(int(text[:4]), int(text[5:]), 1), 1) - timedelta(days=1)
    return date.fromisoformat(text)


def year_and_month(period: str) -> tuple[int, int]:
    """Year and month in which a period begins."""
    if "-Q" in period:
        return int(period[:4]), {"1": 1, "2": 4, "3": 7, "4": 10}[period[-1]]
    if "-" in period and int(period[5:]) != (int(period[:4]) + 1) % 100:
        return int(period[:4]), int(period[5:])
    return int(period[:4]), 1


def is_covered(dataset, region_id, theme, day):
    """Whether a complete source speaks of this theme there and then."""
    qark = dataset.regions[region_id].qark_id
    for source in dataset.sources.values():
        for c in source.coverage:
            if c.complete and theme in c.themes and c.start <= day <= c.end and {region_id, qark, "AL"} & set(c.region_ids):
                return True
    return False


def at_work(dataset, project, day):
    if project.status != "active":
        return False
    if project.window in ("report_period", "undated"):
        spans = [c for cite in project.citations for c in dataset.sources[cite.source_id].coverage]
        return bool(spans) and min(c.start for c in spans) <= day <= max(c.end for c in spans)
    if project.start and day < project.start:
        return False
    if project.end:
        return day <= project.end
    dates = [end_of(dataset.sources[c.source_id].published) for c in project.citations if dataset.sources[c.source_id].published]
    return bool(dates) and day <= months_later(max(dates), 24)


def count_projects(dataset, region_id, day):
    """Prevention projects at work, or None where nobody can know that there are none."""
    region = dataset.regions[region_id]
    number = 0
    for project in dataset.projects.values():
        there = False
        for place in project.places:
            if not place.region_id:
                continue
            if place.region_id == region_id:
                there = True
            if region.level == "qark" and dataset.regions[place.region_id].qark_id == region_id:
                there = True
            if region.level == "municipality" and place.region_id == region.qark_id:
                there = True
        if there and "prevention" in project.types and at_work(dataset, project, day):
            number += 1
    if number == 0 and not is_covered(dataset, region_id, "projects", day):
        return None
    return number


def service_open(dataset, service, day):
    if service.status not in ("active", "unknown") or service.last_confirmed is None:
        return False
    begin = service.start
    if begin is None:
        begin = service.last_confirmed
        if service.window == "report_period":
            spans = [c.start for cite in service.citations for c in dataset.sources[cite.source_id].coverage]
            begin = min([begin, *spans])
    if day < begin or (service.end and day > service.end):
        return False
    return day <= months_later(service.last_confirmed, 24)


def kilometres(a, b):
    """Great circle by the law of cosines, another formula than the one tested."""
    if (a.seat_lat, a.seat_lon) == (b.seat_lat, b.seat_lon):
        return 0.0
    lat1, lat2 = math.radians(a.seat_lat), math.radians(b.seat_lat)
    angle = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(math.radians(a.seat_lon - b.seat_lon))
    return 6371.0088 * math.acos(min(1.0, angle))


def to_five(km):
    return 5 * int(km / 5 + 0.5)


def distance(dataset, region_id, day):
    """Kilometres to the nearest recorded prevention service, or None where it cannot be known."""
    if not is_covered(dataset, region_id, "services", day):
        return None
    region = dataset.regions[region_id]
    if region.level == "qark":
        total = weight = 0.0
        for town in dataset.regions.values():
            if town.level == "municipality" and town.qark_id == region_id:
                km = distance(dataset, town.region_id, day)
                if km is None:
                    return None
                people = next(
                    v.value
                    for v in dataset.values
                    if (v.indicator_id, v.region_id, v.period) == ("census_population", town.region_id, "2011")
                )
                total, weight = total + km * people, weight + people
        return to_five(total / weight)
    best = None
    for service in dataset.services.values():
        if dataset.service_categories[service.category].counts_as != "prevention" or not service_open(dataset, service, day):
            continue
        place = dataset.regions.get(service.region_id)
        if place is None or place.level != "municipality":
            continue
        km = kilometres(region, place)
        best = km if best is None else min(best, km)
    return None if best is None else to_five(best)


def in_qark_or_town(dataset, project, region):
    """Whether every place of a project is named and lies inside the region."""
    for place in project.places:
        if not place.region_id:
            return False
        if region.level == "municipality" and place.region_id != region.region_id:
            return False
        if region.level == "qark" and (place.region_id == "AL" or dataset.regions[place.region_id].qark_id != region.region_id):
            return False
    return True


def touches(dataset, project, region):
    """Whether a project names the region, something inside it, or (for a municipality) its qark."""
    for place in project.places:
        if place.region_id == region.region_id:
            return True
        if region.level == "municipality" and place.region_id == region.qark_id:
            return True
        if region.level == "qark" and place.region_id and dataset.regions[place.region_id].qark_id == region.region_id:
            return True
    return False


def ended_lately(project, day):
    """Whether a project with a known end was over by the day, for a year at most."""
    if project.status != "active" or project.window in ("report_period", "undated") or project.end is None:
        return False
    if not any(t == "prevention" for t in project.types):
        return False
    return project.end < day <= months_later(project.end, 12)


def residents(dataset, region_id, day):
    return table_value(dataset, "census_population", region_id, day)


def reached(dataset, region_id, day):
    """People reached per 1,000 residents, or None where no number belongs to this place alone."""
    region = dataset.regions[region_id]
    persons, projects, numbers = 0.0, 0, 0
    for project in dataset.projects.values():
        current = "prevention" in project.types and at_work(dataset, project, day)
        if not touches(dataset, project, region) or not (current or ended_lately(project, day)):
            continue
        projects += 1
        counts = project.reached_kind == "persons" and project.reached_scope in ("place", "project")
        if counts and project.reached_n > 10 and in_qark_or_town(dataset, project, region):
            persons, numbers = persons + project.reached_n, numbers + 1
    if numbers == 0 and (projects > 0 or not is_covered(dataset, region_id, "projects", day)):
        return None
    people = residents(dataset, region_id, day)
    return None if people is None else 1000 * persons / people


def people_of_2011(dataset, town_id):
    for v in dataset.values:
        if (v.indicator_id, v.region_id, v.period) == ("census_population", town_id, "2011"):
            return v.value
    raise LookupError(town_id)


def is_near(dataset, town, place):
    """Within 45 minutes where a time is known in either direction, else within 25 km."""
    if town.region_id == place.region_id:
        return True
    known = [t.mode for t in dataset.travel_times]
    mode = "car" if "car" in known else "public_transport" if "public_transport" in known else "walking"
    for a, b in ((town, place), (place, town)):
        for time in dataset.travel_times:
            if (time.from_id, time.to_id, time.mode) == (a.region_id, b.region_id, mode):
                return time.minutes <= 45
    return kilometres(town, place) <= 25


def services_of(dataset, day):
    """The places of open prevention services, one entry per service."""
    found = []
    for service in dataset.services.values():
        place = dataset.regions.get(service.region_id)
        if place is None or place.level != "municipality" or not service_open(dataset, service, day):
            continue
        if dataset.service_categories[service.category].counts_as == "prevention":
            found.append(place)
    return found


def in_reach(dataset, region_id, day):
    """Services per 100,000 people who share them, or None where no complete source speaks of services."""
    if not is_covered(dataset, region_id, "services", day):
        return None
    towns = [r for r in dataset.regions.values() if r.level == "municipality"]
    mine = [t for t in towns if region_id in (t.region_id, t.qark_id)]
    total = weight = 0.0
    for town in mine:
        access = 0.0
        for place in services_of(dataset, day):
            if is_near(dataset, town, place):
                sharing = sum(people_of_2011(dataset, t.region_id) for t in towns if is_near(dataset, t, place))
                access += 100_000 / sharing
        people = people_of_2011(dataset, town.region_id)
        total, weight = total + access * people, weight + people
    return total / weight


def table_value(dataset, indicator_id, region_id, day):
    """The latest value not after the day, else the earliest after it; None for a gap."""
    mine = [v for v in dataset.values if v.indicator_id == indicator_id and v.region_id == region_id]
    mine.sort(key=lambda v: year_and_month(v.period))
    past = [v for v in mine if date(*year_and_month(v.period), 1) <= day]
    chosen = past[-1] if past else mine[0] if mine else None
    return None if chosen is None or chosen.gap else chosen.value


def scaled(indicator, value):
    low, high = indicator.goalposts.low, indicator.goalposts.high
    share = min(1.0, max(0.0, (value - low) / (high - low)))
    return 100 * (1 - share) if indicator.direction == "higher_is_better" else 100 * share


def pillar(dataset, name, region_id, day):
    """Mean of the pillar's indicators; None under 66 % of them."""
    scores, expected = [], 0
    for indicator in dataset.indicators.values():
        if indicator.pillar != name:
            continue
        expected += 1
        if indicator.computed == "projects_active":
            value = count_projects(dataset, region_id, day)
        elif indicator.computed == "distance_to_service":
            value = distance(dataset, region_id, day)
        elif indicator.computed == "services_in_reach":
            value = in_reach(dataset, region_id, day)
        elif indicator.computed == "people_reached":
            value = reached(dataset, region_id, day)
        else:
            value = table_value(dataset, indicator.indicator_id, region_id, day)
        if value is not None:
            scores.append(scaled(indicator, value))
    return sum(scores) / len(scores) if len(scores) / expected >= 0.66 else None


def score(dataset, region_id, day):
    """(vulnerability, thin prevention, priority), None where there is none. A municipality's vulnerability is its qark's."""
    a = pillar(dataset, "vulnerability", dataset.regions[region_id].qark_id, day)
    c = pillar(dataset, "thin_prevention", region_id, day)
    if a is None or c is None:
        return a, c, None
    return a, c, math.sqrt((1 + 0.99 * a) * (1 + 0.99 * c))
