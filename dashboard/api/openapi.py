"""The interface's own description (OpenAPI 3.1), written from the endpoints and the schemas that answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dashboard.api.catalogue import ENDPOINTS
from dashboard.api.endpoints import DAY, PAGING, ROOT, WHOLE, Endpoint, Json, Parameter
from dashboard.api.records import API_VERSION
from dashboard.api.schemas import SCHEMAS, answer_schema, ref
from dashboard.text import load_words
from dashboard.view_models.world import World

LANGUAGE = "en"
PROBLEM = "application/problem+json"


@lru_cache(maxsize=4)
def describe(world: World) -> Json:
    """Return the whole description."""
    words = load_words(LANGUAGE)
    return {
        "openapi": "3.1.0",
        "info": {"title": words("api.title"), "version": API_VERSION, "description": words("api.lead")},
        "servers": [{"url": ROOT}],
        "paths": {endpoint.path: {"get": _operation(endpoint, world)} for endpoint in ENDPOINTS},
        "components": {"schemas": SCHEMAS, "responses": {"Problem": _problem()}},
    }


def _operation(endpoint: Endpoint, world: World) -> Json:
    asked = (*endpoint.parameters, *(() if endpoint.single else PAGING))
    parameters = [_parameter(p, world, "query") for p in asked]
    if endpoint.key:
        parameters.insert(0, {**_parameter(endpoint.key, world, "path"), "required": True})
    schema = answer_schema(endpoint.item, endpoint.single)
    faults = {"404": _refer()} if endpoint.key else {}
    return {
        "operationId": endpoint.name,
        "summary": load_words(LANGUAGE)(f"api.endpoint.{endpoint.name}"),
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": schema}},
            },
            "304": {"description": "What If-None-Match names is still the answer."},
            "400": _refer(),
            **faults,
        },
    }


def _parameter(parameter: Parameter, world: World, place: str) -> Json:
    schema: dict[str, Any] = {"type": "integer"} if parameter.kind == WHOLE else {"type": "string"}
    if parameter.kind == WHOLE:
        schema |= {"minimum": parameter.least, "maximum": parameter.most}
    if parameter.kind == DAY:
        schema["format"] = "date"
    if parameter.listed and parameter.allowed:
        schema["enum"] = list(parameter.allowed(world))
    if parameter.kind == WHOLE and parameter.default:
        schema["default"] = parameter.default(world)
    described = {"name": parameter.name, "in": place, "description": parameter.meaning, "schema": schema}
    if place == "path" and parameter.allowed:
        described["example"] = sorted(parameter.allowed(world))[0]
    return described


def _refer() -> Json:
    return {"$ref": "#/components/responses/Problem"}


def _problem() -> Json:
    return {"description": "What went wrong, and what is allowed.", "content": {PROBLEM: {"schema": ref("Problem")}}}
