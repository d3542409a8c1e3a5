"""The table twin: fetched when opened, in step with address and map, saved without formulas, reached by keyboard."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ROW = ".ag-center-cols-container .ag-row"


def test_the_grids_bundle_is_fetched_only_when_the_table_is_opened(visit, seen) -> None:
    page = visit()
    page.wait_for_load_state("networkidle")
    assert not [url for url in seen.urls if "dash_ag_grid" in url]
    page.locator("[data-set='view=table']").click()
    page.locator(ROW).first.wait_for()
    assert len([url for url in seen.urls if "dash_ag_grid" in url]) == 2
    page.locator("[data-set='view=map']").click()
    page.locator("[data-set='view=table']").click()
    expect(page.locator(ROW).first).to_be_visible()


def test_sort_and_filter_stand_in_the_address_and_come_back_from_it(visit) -> None:
    page = visit("?view=table&lang=en&level=municipality")
    page.locator(".ag-header-cell", has_text="Municipality").click()
    page.wait_for_url(re.compile("sort=c0.asc"))
    page.locator("#map-find").fill("Kuk")
    page.wait_for_url(re.compile("find=Kuk"))
    expect(page.locator(ROW)).to_have_count(3)
    page.reload()
    expect(page.locator(ROW)).to_have_count(3)
    expect(page.locator(".ag-header-cell", has_text="Municipality")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#map-find")).to_have_value("Kuk")


def test_map_and_table_choose_the_same_area(visit) -> None:
    page = visit("?view=table&region=AL011&lang=en")
    expect(page.locator(".ag-row-selected [col-id=c0]")).to_have_text("Dibër")
    page.locator(f"{ROW} [col-id=c0]", has_text="Kukës").click()
    expect(page.locator(".panel h2")).to_have_text("Kukës")
    page.locator("[data-set='view=map']").click()
    expect(page.locator(".choroplethlayer .trace:nth-child(5) path")).to_have_count(1)
    page.go_back()
    page.go_back()
    expect(page.locator(".ag-row-selected [col-id=c0]")).to_have_text("Dibër")


def test_the_saved_table_holds_gaps_with_their_reason_and_no_formula(visit, tmp_path: Path) -> None:
    page = visit("?view=table&lang=en&layer=kap_coverage")
    page.locator(ROW).first.wait_for()
    with page.expect_download() as saved:
        page.locator("[data-grid-csv]").click()
    saved.value.save_as(tmp_path / "table.csv")
    text = (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    assert text.count("not published") == 4
    assert text.count("not surveyed") == 8
    assert not re.search(r'(^|,)"?[=+@-]', text, re.MULTILINE)


def test_the_grid_is_reached_and_chosen_from_by_keyboard(visit) -> None:
    page = visit("?view=table&lang=en")
    page.locator(ROW).first.wait_for()
    page.locator(".data-files summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("region=AL0"))
    expect(page.locator(".panel-lead")).to_be_visible()


def test_a_copied_table_pastes_as_rows_and_columns_with_no_formula(visit, page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit("?view=table&lang=en&layer=kap_coverage")
    page.locator(ROW).first.wait_for()
    page.locator("[data-grid-copy]").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    lines = page.evaluate("navigator.clipboard.readText()").strip().splitlines()
    assert len(lines) == 13
    assert len({line.count("\t") for line in lines}) == 1
    assert sum("not published" in line for line in lines) == 4
    assert not any(re.match(r"[=+@-]", cell) for line in lines for cell in line.split("\t"))


def test_its_file_holds_what_the_search_leaves_and_the_open_area_has_one_of_its_own(visit, tmp_path: Path) -> None:
    page = visit("?view=table&lang=en&level=municipality")
    page.locator("#map-find").fill("Kuk")
    expect(page.locator(ROW)).to_have_count(3)
    page.locator(".data-files summary").click()
    area = page.locator(".data-files a", has_text="this area")
    expect(area).to_be_hidden()
    with page.expect_download() as saved:
        page.locator(".data-files a", has_text="GeoJSON").click()
    saved.value.save_as(tmp_path / "table.geojson")
    assert {f["id"] for f in json.loads((tmp_path / "table.geojson").read_bytes())["features"]} == {"AL131", "AL132", "AL133"}
    page.locator(f"{ROW} [col-id=c0]", has_text="Has").first.click()
    with page.expect_download() as saved:
        area.click()
    assert saved.value.suggested_filename.startswith("parandalim-AL131")
