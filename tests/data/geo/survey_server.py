"""A server on 127.0.0.1 with made-up survey records, and every way in which a server fails."""

import csv
import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import shapely
from shapely.geometry import mapping

from data.geo.regions import load_regions

SIDE = 0.1
COLUMNS = 8


def squares() -> dict[str, shapely.Geometry]:
    """A square for each municipality, side by side; each qark is the union of its own."""
    regions = load_regions().values()
    ours = sorted((r for r in regions if r.level == "municipality"), key=lambda r: (r.qark_id, r.region_id))
    corners = [(19.3 + SIDE * (index % COLUMNS), 39.7 + SIDE * (index // COLUMNS)) for index in range(len(ours))]
    areas = {r.region_id: shapely.box(x, y, x + SIDE, y + SIDE) for r, (x, y) in zip(ours, corners, strict=True)}
    qarks = {r.qark_id for r in ours}
    return areas | {qark: shapely.union_all([areas[r.region_id] for r in ours if r.qark_id == qark]) for qark in qarks}


def record_of(code: str, geometry: dict) -> bytes:
    return json.dumps({"type": "Feature", "properties": {"wof:name": f"Misspelt {code}"}, "geometry": geometry}).encode()


class Survey:
    """Records by path as a server would hold them, and the manifest that says what they must be."""

    def __init__(self, geometries: Mapping[str, dict], manifest: Path) -> None:
        self.path_of = {code: f"data/{code[2]}/{code}.geojson" for code in sorted(geometries)}
        self.bodies = {self.path_of[code]: record_of(code, geometries[code]) for code in sorted(geometries)}
        self.manifest = manifest
        with manifest.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(["region_id", "path", "size_bytes", "sha256"])
            for code, path in self.path_of.items():
                body = self.bodies[path]
                rows.writerow([code, path, len(body), hashlib.sha256(body).hexdigest()])
        self.faults: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.over = threading.Event()
        self.url = ""

    @property
    def requests(self) -> int:
        return sum(self.asked.values())


def made_up_survey(folder: Path) -> Survey:
    return Survey({code: mapping(area) for code, area in squares().items()}, folder / "manifest.csv")


class Patient(ThreadingHTTPServer):
    request_queue_size = 64  # with the 5 of the library a ninth knock waits a second for an answer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that gives up is what these tests are about."""


@contextmanager
def serving(survey: Survey) -> Iterator[Survey]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.lstrip("/")
            survey.asked[path] += 1
            answer(self, survey, path)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = Patient(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    survey.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield survey
    finally:
        survey.over.set()
        server.shutdown()
        server.server_close()


def answer(to: BaseHTTPRequestHandler, survey: Survey, path: str) -> None:
    body, fault = survey.bodies[path], survey.faults.get(path, "")
    if fault == "hang":
        survey.over.wait(5)
        return
    if fault == "drip headers":
        drip(to, survey, b"HTTP/1.0 200 OK\r\nX-Slow: " + b"x" * 500)
        return
    if fault in ("404", "500") or (fault == "500 once" and survey.asked[path] == 1):
        to.send_error(int(fault[:3]))
        return
    if fault == "other bytes":
        body = body[:-1] + b" "
    if fault == "longer":
        body += b" " * 100
    to.send_response(200)
    to.send_header("Content-Length", str(len(body)))
    to.end_headers()
    if fault == "drip":
        drip(to, survey, body)
    else:
        to.wfile.write(body[: len(body) // 2] if fault == "truncated" else body)


def drip(to: BaseHTTPRequestHandler, survey: Survey, body: bytes) -> None:
    for byte in body:
        if survey.over.is_set():
            return
        to.wfile.write(bytes([byte]))
        to.wfile.flush()
        time.sleep(0.01)
