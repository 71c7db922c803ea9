#!/bin/sh
# Runs "$@" with the Node that is there, or else with PyPI's.
set -eu
if ! node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' 2>/dev/null || ! npm --version >/dev/null 2>&1; then
    sh tools/venv.sh .venv-node
    [ -x .venv-node/bin/npm ] || {
        echo "Installing Node into .venv-node ..." >&2
        .venv-node/bin/python -m pip --disable-pip-version-check -qq install --require-hashes --requirement requirements/node.lock
    }
    PATH=$PWD/.venv-node/bin:$PATH
fi
exec "$@"
