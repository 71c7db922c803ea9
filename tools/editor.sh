#!/bin/sh
# Builds the editor of the query page, $1, from tools/editor.
set -eu
echo "Building the editor of the query page ..."
sh tools/node.sh npm ci --prefix tools/editor --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1
sh tools/node.sh node tools/editor/build.mjs "$PWD/$1"
