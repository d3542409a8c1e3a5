#!/usr/bin/env bash
# Finds a browser for the tests, or installs one: what is there, then apt, then Playwright's own download.
set -euo pipefail
bin=$1
if [ -n "${PARANDALIM_BROWSER:-}" ] && [ -x "$PARANDALIM_BROWSER" ]; then exit 0; fi
for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null && exit 0; done
"$bin/python" - <<'PY' && exit 0
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(0 if os.path.exists(p.chromium.executable_path) else 1)
PY
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo -n"
  echo "tests: installing chromium with apt ..." >&2
  if $sudo apt-get update -qq >/dev/null && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-dejavu-core >/dev/null; then exit 0; fi
fi
echo "tests: downloading a browser with Playwright ..." >&2
"$bin/python" -m playwright install chromium >/dev/null 2>&1 && exit 0
echo "tests: no browser: install chromium, or set PARANDALIM_BROWSER to the path of a Chrome or Chromium" >&2
exit 1
