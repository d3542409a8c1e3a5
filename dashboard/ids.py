"""Every component id of the app (``map-thing[-part]``); no literal id elsewhere."""

APP_ROOT = "app-root"
APP_LIVE = "app-live"

# The address bar is the single truth; the queries below are its slices, each changed only when its own part must be redrawn.
QUERY_URL = "query-url"
QUERY_PAGE = "query-page"
QUERY_MAP = "query-map"
QUERY_MARKS = "query-marks"
QUERY_OVERVIEW = "query-overview"
QUERY_PANEL = "query-panel"
QUERY_TABLE = "query-table"
QUERY_PLAY = "query-play"
QUERY_TIME = "query-time"
QUERY_MANY = "query-many"
QUERY_DIRECTORY = "query-directory"
QUERY_SURVEY = "query-survey"
QUERY_FUND = "query-fund"
QUERY_PRESENT = "query-present"
QUERY_AREA = "query-area"
# In the order in which router.js cuts the address.
SLICES = (
    QUERY_PAGE,
    QUERY_MAP,
    QUERY_MARKS,
    QUERY_OVERVIEW,
    QUERY_PANEL,
    QUERY_TABLE,
    QUERY_PLAY,
    QUERY_TIME,
    QUERY_MANY,
    QUERY_DIRECTORY,
    QUERY_SURVEY,
    QUERY_FUND,
    QUERY_PRESENT,
    QUERY_AREA,
)

MAP_WALK = "map-walk"
MAP_WALK_KEYS = "map-walk-keys"
MAP_GRAPH = "map-graph"
MAP_FIGURE = "map-figure"
MAP_WORDS = "map-words"
MAP_SUMMARY = "map-summary"
MAP_HEADLINE = "map-headline"
MAP_LIST = "map-list"
MAP_PANEL = "map-panel"
MAP_TABLE = "map-table"
MAP_GRID = "map-grid"
MAP_FIND = "map-find"
MAP_MANY = "map-many"
MAP_TIME = "map-time"
MAP_DATE = "map-date"
MAP_DATE_SAID = "map-date-said"
MAP_SEARCH = "map-search"
MAP_SEARCH_NAMES = "map-search-names"

DIRECTORY_ANSWER = "directory-answer"
DIRECTORY_CARD = "directory-card"
DIRECTORY_FILTERS = "directory-filters"
DIRECTORY_MAP = "directory-map"
DIRECTORY_MAP_SUMMARY = "directory-map-summary"
DIRECTORY_PLACES = "directory-places"
DIRECTORY_SEARCH = "directory-search"
SURVEY_BODY = "survey-body"
CORRECTIONS_BODY = "corrections-body"

FUND_BODY = "fund-body"
FUND_SCATTER = "fund-scatter"
FUND_MAP = "fund-map"
FUND_SITES = "fund-sites"

PRESENT_EDITOR = "present-editor"
PRESENT_STAGE = "present-stage"
PRESENT_FILE = "present-file"
AREA_BODY = "area-body"
AREA_MAP = "area-map"

METHOD_PLAY = "method-play"
# A section's anchor in the address, not a component's id.
METHOD_SENSITIVITY = "sensitivity"


def method_weight(indicator_id: str) -> str:
    """Return the id of one indicator's weight."""
    return f"method-weight-{indicator_id}"


def directory_filter(field: str) -> str:
    """Return the id of one filter of the directory."""
    return f"directory-filter-{field}"


def fund_field(field: str) -> str:
    """Return the id of one field of the fund page."""
    return f"fund-field-{field}"


def present_slot(number: int) -> str:
    """Return the id of the place of one slide, from 1."""
    return f"present-slot-{number}"


def present_ask(number: int) -> str:
    """Return the id of the store that asks for one slide, from 1."""
    return f"present-ask-{number}"


def present_field(number: int, name: str) -> str:
    """Return the id of the title or the notes of one view of the sequence."""
    return f"present-field-{number}-{name}"
