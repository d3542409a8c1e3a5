"""What a codebook says of questions and groups, as the app's own types."""

from __future__ import annotations

from data.imports.codebook import Codebook
from data.survey_types import EVERYONE, KapGroup, KapQuestion

ALL_LABEL = {"sq": "Të gjithë", "en": "Everyone"}


def codebook_questions(codebook: Codebook) -> dict[str, KapQuestion]:
    """Return the questions by id, in the codebook's order."""
    return {q.id: KapQuestion(q.id, q.theme, q.wording.as_text(), q.counts.as_text(), q.direction) for q in codebook.questions}


def codebook_groups(codebook: Codebook) -> dict[str, KapGroup]:
    """Return the groups by id (``sex:female``), everyone first."""
    groups = {EVERYONE: KapGroup(EVERYONE, EVERYONE, ALL_LABEL)}
    for part in codebook.groups:
        for member in part.members:
            name = f"{part.kind}:{member.id}"
            groups[name] = KapGroup(name, part.kind, member.label.as_text())
    return groups
