#!/usr/bin/env bash
# Finds the system libraries that PDF files need (Pango, HarfBuzz), or installs them with apt. Never in the way: the app runs without.
set -uo pipefail
python=$1
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
there() { "$python" -c 'import sys, weasyprint.text.ffi as ffi; sys.exit(ffi.harfbuzz_subset is None)' >/dev/null 2>&1; }
there && exit 0
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo -n"
  echo "setup: installing $packages with apt, for PDF files ..." >&2
  $sudo apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 update -qq >/dev/null 2>&1 && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1
  there && exit 0
fi
echo "setup: no PDF files (briefs) can be made here, all else works; missing: $packages (on macOS: brew install pango)" >&2
exit 0
