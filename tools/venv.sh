#!/bin/sh
# Makes the virtual environment $1 with $PYTHON (default python3), unless there is a sound one already.
set -eu
venv=$1
python=${PYTHON:-python3}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

if "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    exit 0
fi

command -v "$python" >/dev/null ||
    fail "termgraph needs Python 3.11 or later, and there is no '$python' here." \
         "Install one (Debian: apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python3"
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "termgraph needs Python 3.11 or later, and '$python' is $version." "Name a later one: make PYTHON=python3.12"

# Debian and Ubuntu keep what `python3 -m venv` needs in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=python$version-venv
    sudo=
    [ "$(id -u)" = 0 ] || sudo="sudo -n"
    if command -v apt-get >/dev/null && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
        echo "Installing $package, without which Python makes no environments ..."
        { $sudo apt-get -qq update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "$package"; } >&2 ||
            fail "That did not work. Install Python's venv and ensurepip modules, and run make again."
    else
        fail "'$python' cannot make environments: its modules venv and ensurepip are missing." \
             "On Debian or Ubuntu: sudo apt-get install $package   (then run make again)"
    fi
fi

echo "Making the environment $venv with Python $version ..."
"$python" -m venv --clear "$venv"
