from __future__ import annotations

import math

import numpy as np
import pytest
from index_examples import SPEC, TABLE, swap, write

from data.index_data import load_index_data
from data.index_specs.registry import load_spec
from data.problems import DataError


def load(folder, table=TABLE, spec=SPEC):
    spec_path, table_path = write(folder, spec, table)
    return load_index_data(table_path, load_spec(spec_path))


BAD = {
    "text": ("10,80", "ten,80", "table.csv, row 2, poor: this is not a number (found 'ten')"),
    "percent sign": ("10,80", "10%,80", "row 2, poor: this is not a number"),
    "thousands": ("10,80", "1_000,80", "row 2, poor: this is not a number"),
    "not a number by name": ("10,80", "nan,80", "row 2, poor: this is not a number"),
    "infinity": ("10,80", "-inf,80", "row 2, poor: the number is not finite (found '-inf')"),
    "too large": ("10,80", "1e999,80", "row 2, poor: the number is not finite"),
    "double id": ("b,25", "a,25", "row 3, place: the id stands in row 2 already (found 'a')"),
    "empty id": ("b,25", ",25", "row 3, place: the id is empty"),
    "missing column": ("school", "schools", "row 1, school: the column is missing. did you mean 'schools'?"),
    "double column": ("school", "poor", "row 1, poor: the column stands there twice"),
    "a cell without end": ("10,80,1", "10,80," + "1" * 200_000, "this is not a table"),
    "long row": ("10,80,1", "10,80,1,4", "row 2: the row has 5 cells, the header 4"),
    "all missing": ("1\nb,25,50,3\nc,50,0,5", "x\nb,25,50,\nc,50,0,-999", "roads: every value is missing"),
    "one unit": ("b,25,50,3\nc,50,0,5\n", "", "roads: there is one unit only, and minmax compares units"),
    "all alike": ("1\nb,25,50,3\nc,50,0,5", "4\nb,25,50,4\nc,50,0,4", "roads: all values are alike, and minmax measures"),
    "no row": ("a,10,80,1\nb,25,50,3\nc,50,0,5\n", "", "the table has a header but no row"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), BAD.values(), ids=BAD)
def test_a_bad_table_says_file_row_column_and_value(tmp_path, old, new, words):
    with pytest.raises(DataError) as caught:
        load(tmp_path, swap(TABLE, old, new))
    assert words in str(caught.value)


def test_every_bad_cell_is_reported_at_once(tmp_path):
    with pytest.raises(DataError) as caught:
        load(tmp_path, swap(swap(TABLE, "10,80", "ten,many"), "50,0,5", "50,0,inf"))
    assert len(caught.value.problems) == 3


def test_markers_of_missing_values_are_read_as_words_and_as_numbers(tmp_path):
    data = load(tmp_path, "place,poor,school,roads\na,x,-999.0,1\nb, 2.5 ,,3\nc,1,2,4\n")
    assert data.ids == ("a", "b", "c")
    np.testing.assert_array_equal(data.values, [[math.nan, math.nan, 1], [2.5, math.nan, 3], [1, 2, 4]])


def test_one_unit_is_enough_for_fixed_goalposts(tmp_path):
    spec = swap(SPEC, 'method = "minmax"', 'method = "goalposts", low = 0, high = 9')
    assert load(tmp_path, "place,poor,school,roads\na,1,2,3\n", spec).values.tolist() == [[1, 2, 3]]


def test_other_columns_and_blank_lines_are_left_alone(tmp_path):
    data = load(tmp_path, "note,place,roads,poor,school\nfine,a,1,2,3\n\nok,b,4,5,6\n")
    assert data.values.tolist() == [[2, 3, 1], [5, 6, 4]]


def test_encodings_and_delimiters_are_as_stated(tmp_path):
    spec = swap(SPEC, 'missing = ["x", "-999"]', 'labels = ["name"]\nencoding = "cp1252"\ndelimiter = "\\t"')
    spec_path, path = write(tmp_path, spec, "")
    table = "place\tname\tpoor\tschool\troads\na\tCôte\t1\t2\t3\nb\tShkodër\t4\t5\t6\n"
    for encoding in ("cp1252", "utf-8", "utf-8-sig"):
        path.write_bytes(table.encode(encoding))
        assert load_index_data(path, load_spec(spec_path)).labels["name"] == ("Côte", "Shkodër")


def test_a_table_in_another_encoding_is_refused(tmp_path):
    spec_path, path = write(tmp_path)
    path.write_bytes("place,poor,school,roads\nCôte,1,2,3\n".encode("cp1252"))
    with pytest.raises(DataError, match="set encoding in"):
        load_index_data(path, load_spec(spec_path))
    with pytest.raises(DataError, match="missing or cannot be read"):
        load_index_data(tmp_path / "none.csv", load_spec(spec_path))
    path.write_text("")
    with pytest.raises(DataError, match="no header"):
        load_index_data(path, load_spec(spec_path))


def test_denominators_must_be_above_zero(tmp_path):
    spec = swap(SPEC, "[indicators.poor]", '[indicators.poor]\ndenominator = "people"')
    with pytest.raises(DataError, match="row 3, people: a denominator must be above 0"):
        load(tmp_path, "place,people,poor,school,roads\na,10,1,2,3\nb,0,4,5,6\n", spec)
