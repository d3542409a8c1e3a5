"""Requests per second and p95 of the map's own server routes, at 8 and 64 connections of this machine to itself.

    .venv/bin/python -m benchmarks.map_load

The client shares the processors with the server, so the figures are a floor. Each route is asked for a bounded time.
"""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
import urllib.request
from urllib.parse import urlsplit

from benchmarks.browser_pages import serving

CONNECTIONS = (8, 64)
SECONDS = 2.0
LAYERS = ("risk", "thin_prevention", "priority", "bivariate")


def asked(output: str, query_id: str, query: str) -> bytes:
    """Return the body that the browser sends for one callback."""
    outputs = [
        {"id": part.rsplit(".", 1)[0], "property": part.rsplit(".", 1)[1]}
        for part in output.strip(".").replace("...", " ").split()
    ]
    return json.dumps(
        {
            "output": output,
            "outputs": outputs if output.startswith("..") else outputs[0],
            "inputs": [{"id": query_id, "property": "data", "value": query}],
            "changedPropIds": [f"{query_id}.data"],
        }
    ).encode()


def routes(base: str) -> dict[str, list[tuple[str, str, bytes | None]]]:
    """Return the map's routes: the geometry, a layer switch, the panel of an area, the page."""
    with urllib.request.urlopen(f"{base}/_dash-dependencies") as answer:
        outputs = {d["inputs"][0]["id"]: d["output"] for d in json.loads(answer.read()) if not d.get("clientside_function")}
    url = "/_dash-update-component"

    def post(query_id: str, query: str) -> tuple[str, str, bytes]:
        return ("POST", url, asked(outputs[query_id], query_id, query))

    page = post("query-page", "?lang=sq")
    with urllib.request.urlopen(
        urllib.request.Request(base + url, data=page[2], headers={"Content-Type": "application/json"})
    ) as answer:
        view = json.loads(answer.read())["response"]["app-root"]["children"]["props"]
    return {
        "geometry of 61 municipalities": [("GET", view["data-urlmunicipality"], None)],
        "layer switch, qarks": [post("query-map", f"?lang=sq&level=qark&layer={name}&drawn=qark") for name in LAYERS],
        "layer switch, municipalities": [
            post("query-map", f"?lang=en&level=municipality&layer={name}&drawn=municipality") for name in LAYERS
        ],
        "panel of a qark": [post("query-panel", f"?lang=sq&region=AL{number:03d}") for number in (11, 12, 13, 21, 31)],
        "whole page": [page],
    }


def drive(base: str, requests: list[tuple[str, str, bytes | None]], connections: int) -> tuple[float, float, int]:
    """Ask again and again over so many kept connections; return requests per second, p95 in ms, and failures."""
    host = urlsplit(base).netloc
    times: list[float] = []
    failed: list[int] = []
    stop = time.perf_counter() + SECONDS

    def work(first: int) -> None:
        client = http.client.HTTPConnection(host, timeout=30)
        number = first
        while time.perf_counter() < stop:
            method, path, body = requests[number % len(requests)]
            start = time.perf_counter()
            try:
                client.request(method, path, body, {"Content-Type": "application/json", "Accept-Encoding": "br, gzip"})
                answer = client.getresponse()
                answer.read()
                times.append(time.perf_counter() - start)
                if answer.status != 200:
                    failed.append(answer.status)
            except (OSError, http.client.HTTPException):
                failed.append(0)
                client.close()
            number += 1
        client.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(connections)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - start
    return len(times) / elapsed, 1000 * statistics.quantiles(times, n=20)[-1] if len(times) > 1 else 0.0, len(failed)


def main() -> None:
    """Drive every route and print the figures."""
    print(f"{'route':<32}{'connections':>12}{'requests/s':>12}{'p95, ms':>10}{'failed':>8}")
    with serving("dashboard.app:server") as base:
        for name, requests in routes(base).items():
            for connections in CONNECTIONS:
                rate, p95, failed = drive(base, requests, connections)
                print(f"{name:<32}{connections:>12}{rate:>12,.0f}{p95:>10,.0f}{failed:>8}")


if __name__ == "__main__":
    main()
