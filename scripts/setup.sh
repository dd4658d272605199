#!/bin/sh
# Makes .venv and installs Bylaw into it, once per change of pyproject.toml.
#   scripts/setup.sh run    what `bylaw` needs
#   scripts/setup.sh dev    the tools for tests and checks as well
set -eu
cd "$(dirname "$0")/.."
profile=${1:-run}
python=${PYTHON:-python3}

missing() { # what, Debian package
  echo "bylaw: $1 is missing; install it with: sudo apt-get install -y $2" >&2
  exit 2
}

command -v "$python" >/dev/null 2>&1 || missing "Python ($python)" python3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "bylaw: $("$python" --version 2>&1) is too old; Bylaw needs Python 3.11 or newer: name one with PYTHON=/path/to/python3" >&2
  exit 2
}
"$python" -c 'import venv, ensurepip' 2>/dev/null || missing "Python's venv module" python3-venv

if [ "$(uname -s)" = Linux ]; then # llama.cpp's wheel is linked with it, and slim images leave it out
  "$python" -c 'import ctypes; ctypes.CDLL("libgomp.so.1")' 2>/dev/null || missing "the OpenMP runtime (libgomp.so.1)" libgomp1
fi

wanted=$(cat pyproject.toml scripts/setup.sh | cksum)
stamp=.venv/.bylaw-$profile
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
  exit 0
fi
# A folder that was moved or half made holds paths that no longer lead anywhere.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || ! head -n 1 .venv/bin/pip | grep -qF "$PWD/.venv"; then
  echo "bylaw: making a virtual environment in .venv" >&2
  rm -rf .venv
  "$python" -m venv .venv
fi
export PIP_DISABLE_PIP_VERSION_CHECK=1
echo "bylaw: installing into .venv ($profile); the first time takes about a minute" >&2
pip() { .venv/bin/python -m pip --quiet "$@" 2>.venv/pip.log || { cat .venv/pip.log >&2
  echo "bylaw: the installation failed, as pip says above; mend that and run the same command again" >&2; exit 2; }; }
pip install --upgrade 'pip>=25.1'
if [ "$profile" = dev ]; then pip install --editable . --group dev; else pip install --editable .; fi
printf '%s' "$wanted" >"$stamp"
if [ "$profile" = dev ]; then printf '%s' "$wanted" >.venv/.bylaw-run; fi
