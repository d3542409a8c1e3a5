#!/usr/bin/env bash
# Makes the virtual environment with the pinned packages. Says what is missing in one line.
set -euo pipefail
python=$1 venv=$2 extra=$3
command -v "$python" >/dev/null || { echo "setup: no $python found: install Python 3.11 or newer, or say 'make PYTHON=/path/to/python'" >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "setup: $("$python" --version) is too old: Python 3.11 or newer is needed" >&2; exit 1; }
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv" || { echo "setup: no virtual environment: on Debian, install python3-venv" >&2; exit 1; }
echo "setup: installing the pinned packages into $venv ..." >&2
log="$venv/setup.log"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".${extra:+[$extra]}" >"$log" 2>&1 \
  || { tail -n 20 "$log" >&2; echo "setup: the packages could not be installed; the whole log is $log" >&2; exit 1; }
# Never in the way: without node and npm, or without a network, the whole plotly.js is served.
"$venv/bin/python" tools/slim_plotly.py || true
# Never in the way either: without these system libraries the app says that it makes no PDF.
bash tools/pdf_libs.sh "$venv/bin/python" || true
