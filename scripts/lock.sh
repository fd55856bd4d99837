#!/bin/sh
# Resolves requirements*.in into requirements*.txt: exact versions and hashes for every platform, no address of any index.
set -eu
command -v uv >/dev/null 2>&1 || { echo "uv is needed to lock: pip install uv" >&2; exit 1; }
for name in requirements requirements-demo requirements-dev; do
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
        --output-file "$name.txt" "$name.in"
done
