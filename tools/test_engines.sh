#!/usr/bin/env bash
# Proves that PostgreSQL and Spark give DuckDB's figures: finds or installs both, then runs their tests. Says what is missing.
set -euo pipefail
bin=$1
sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo -n"
may_install() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }
install() {
  echo "engines: installing $* with apt ..." >&2
  $sudo apt-get update -qq >/dev/null && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
have_postgres() { command -v initdb >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; }
have_java() { command -v java >/dev/null || [ -n "${JAVA_HOME:-}" ]; }
have_postgres || { may_install && install postgresql; } || true
have_java || { may_install && install default-jre-headless; } || true
missing=0
have_postgres || { echo "engines: no PostgreSQL server: install Debian's package postgresql" >&2; missing=1; }
have_java || { echo "engines: no Java for Spark: install Debian's package default-jre-headless" >&2; missing=1; }
[ "$missing" = 0 ] || exit 1
"$bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev,engines]" \
  || { echo "engines: the packages of the engines extra could not be installed" >&2; exit 1; }
PARANDALIM_REQUIRE_ENGINES=1 exec "$bin/python" -m pytest -n0 tests/data/test_survey_engines.py
