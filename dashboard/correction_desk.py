"""Who may write from the web: nobody, until a steward sets a token; then the steward, and visitors a little at a time."""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from data.corrections_types import Proposal
from data.tiers import tier_of
from data.workspace import Workspace, WorkspaceError, open_workspace, why_read_only
from data.workspace_scenario_types import SavedScenario

log = logging.getLogger(__name__)

TOKEN = "PARANDALIM_STEWARD_TOKEN"
SHORTEST = 16
# Proposals that this process takes at once, and seconds until it takes one more.
BURST, REFILL = 30, 2.0


def steward_token(environ: Mapping[str, str] | None) -> str:
    """Return the token; empty where none is set, where it is shorter than 16 signs, or nothing may be written here."""
    token = (environ or {}).get(TOKEN, "").strip()
    if environ is None or not token:
        return ""
    if len(token) < SHORTEST:
        log.error("%s has fewer than %d signs: nothing can be written from the web", TOKEN, SHORTEST)
        return ""
    try:
        return "" if why_read_only(environ) else token
    except ValueError:
        return ""


class Desk:
    """Holds the token, the workspace, and how many proposals may still come."""

    def __init__(self, environ: Mapping[str, str] | None, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the environment once: a token is changed by a restart."""
        self._environ, self._clock = environ, clock
        self._token = steward_token(environ)
        self._workspace: Workspace | None = None
        self._read: Workspace | None = None
        self._left, self._since = float(BURST), clock()
        self._lock = Lock()

    @property
    def open(self) -> bool:
        """Say whether anything can be written from the web."""
        return bool(self._token)

    @property
    def environ(self) -> Mapping[str, str]:
        """Return the settings that say where the workspace is."""
        return self._environ or {}

    def is_steward(self, given: str) -> bool:
        """Say whether this is the token; it takes as long for a wrong one as for the right one."""
        return self.open and hmac.compare_digest(given.encode(errors="replace"), self._token.encode(errors="replace"))

    def take_turn(self) -> bool:
        """Say whether one more proposal may come now, from whomever: nothing of a visitor is kept to tell them apart."""
        with self._lock:
            now = self._clock()
            self._left = min(float(BURST), self._left + (now - self._since) / REFILL)
            self._since = now
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def waiting(self) -> Sequence[Proposal] | None:
        """Return the proposals that wait for a decision: none where nothing can be sent; None where they cannot be read."""
        if not self.open:
            return ()
        from data.corrections import proposals

        try:
            return proposals(self.workspace(), "proposed")
        except WorkspaceError as wrong:
            log.error("the queue of corrections could not be read: %s", wrong)
            return None

    def workspace(self) -> Workspace:
        """Return the workspace, made where there is none yet."""
        if self._workspace is None:
            self._workspace = Workspace.create(self.environ)
        return self._workspace

    @property
    def tier(self) -> str:
        """Return the tier of this build."""
        return tier_of(self.environ)

    def scenarios(self) -> tuple[SavedScenario, ...]:
        """Return the scenarios saved by name, which everyone may open; none where there is no workspace.

        What goes wrong is logged, and raised for the page to say.
        """
        try:
            return self._scenarios()
        except WorkspaceError as wrong:
            log.error("the saved scenarios could not be read: %s", wrong)
            raise

    def _scenarios(self) -> tuple[SavedScenario, ...]:
        if self._workspace is None and self._read is None and self._environ is not None:
            self._read = open_workspace(self._environ)
        workspace = self._workspace or self._read
        if workspace is None:
            return ()
        from data.workspace_scenarios import read_scenarios

        return read_scenarios(workspace, self.tier)
