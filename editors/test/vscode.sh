#!/bin/bash
# VS Code: code-server's workbench in a headless Chromium. The packaged extension is driven by mouse and keyboard, the
# providers are asked inside the real extension host, and everything that can be wrong is made wrong.
# usage: vscode.sh [exthost] [e2e] [real] [trouble] [bundled]      (all of them)
#        vscode.sh pictures                                  (README's, into the folder of screenshots)
cd "$(dirname "$0")" && source ./lib.sh
EXTENSION=$ROOT/editors/vscode
CODE_SERVER_JS=$CACHE/vscode/node_modules/code-server/out/node/entry.js
[ $# -gt 0 ] || set -- exthost e2e ${SEEDS:+real} trouble bundled
export CACHE SHOTS CORPUS SEEDS RECORDS SCHOLIAST WORK EXTENSION
"$EXTENSION/package.sh" --out "$WORK" > "$WORK/package.log" 2>&1 || { cat "$WORK/package.log"; echo "FAIL the extension does not build"; exit 1; }
GENERIC=$WORK/scholiast.vsix
"$EXTENSION/package.sh" --out "$WORK" --server "$WORK/bin/scholiast" >> "$WORK/package.log" 2>&1 || { cat "$WORK/package.log"; echo "FAIL the extension does not build"; exit 1; }
BUNDLED=$(ls "$WORK"/scholiast-*-*.vsix)
# The extension host is given what was packaged, and the tests beside it.
"$PYTHON" -m zipfile -e "$GENERIC" "$WORK/unpacked"
cp -r "$EXTENSION/test" "$WORK/unpacked/extension/test"
EXTENSION=$WORK/unpacked/extension
export HOME=$WORK/home SHELL=/bin/bash
mkdir -p "$HOME"
size=$(stat -c %s "$GENERIC")
echo "note the extension without a server has $((size / 1024)) KB"
check "the extension has at most 400 KB" test "$size" -le 409600

# serve NAME VSIX OPTION…: starts a code-server of its own with the extension installed; exports PORT and DATA.
serve() {
  local name=$1 vsix=$2
  shift 2
  export DATA=$WORK/$name
  mkdir -p "$DATA/User" "$DATA/Machine" "$DATA/extensions"
  cat > "$DATA/User/settings.json" <<J
{ "telemetry.telemetryLevel": "off", "workbench.startupEditor": "none", "workbench.tips.enabled": false, "update.mode": "none",
  "extensions.autoCheckUpdates": false, "extensions.autoUpdate": false, "workbench.enableExperiments": false,
  "chat.disableAIFeatures": true, "workbench.welcomePage.walkthroughs.openOnInstall": false, "editor.minimap.enabled": false,
  "window.restoreWindows": "none", "workbench.colorTheme": "${THEME:-Default Light Modern}", "git.enabled": false, "files.autoSave": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden", "editor.fontFamily": "DejaVu Sans Mono",
  "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" }
J
  echo '{}' > "$DATA/Machine/settings.json"
  local base=(--config /dev/null --user-data-dir "$DATA" --extensions-dir "$DATA/extensions")
  [ -z "$vsix" ] || timeout 240 "$NODE/bin/node" "$CODE_SERVER_JS" "${base[@]}" --install-extension "$vsix" --force > "$DATA/install.log" 2>&1 ||
    { cat "$DATA/install.log"; echo "FAIL the extension cannot be installed"; return 1; }
  # A gallery that is nowhere: nothing is looked up outside. On a busy machine code-server may give itself up in its
  # first seconds; then it is started again.
  export EXTENSIONS_GALLERY='{"serviceUrl":"http://127.0.0.1:9/g","itemUrl":"http://127.0.0.1:9/i","resourceUrlTemplate":"http://127.0.0.1:9/r"}'
  for try in 1 2 3; do
    PORT=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    export PORT
    start "$NODE/bin/node" "$CODE_SERVER_JS" "${base[@]}" --auth none --bind-addr "127.0.0.1:$PORT" --disable-telemetry --disable-update-check \
      --disable-getting-started-override --ignore-last-opened --vscode-option enable-smoke-test-driver "$@" > "$DATA/log" 2>&1
    server=$!
    until curl -sf -m 5 -o /dev/null "http://127.0.0.1:$PORT/healthz"; do
      kill -0 "$server" 2> /dev/null || continue 2
      sleep 0.1
    done
    return
  done
  tail "$DATA/log"
  echo "FAIL code-server does not start"
  return 1
}

# A script of checks: its last line is "N passed, N failed". Prints and counts what it says.
run() {
  local script=$1 out=$WORK/$1.out counts
  start timeout -k 5 900 "$NODE/bin/node" "vscode/$script.mjs" > "$out" 2>&1
  local process=$!
  tail -n +1 -f --pid="$process" "$out" &
  wait "$process"
  wait $!
  counts=$(grep -o '^[0-9]* passed, [0-9]* failed' "$out" | tail -1)
  [ -n "$counts" ] || { echo "FAIL $script ended before its checks did"; failed=$((failed + 1)); return; }
  passed=$((passed + ${counts%% *}))
  failed=$((failed + $(echo "$counts" | cut -d' ' -f3)))
  case $counts in *", 0 failed") ;; *) find "$DATA" -name '*Scholiast*.log' -exec tail -n 20 {} + ;; esac
}

# One part, on articles, settings and a server that no other has touched.
part() {
  export CORPUS=$WORK/articles/$1/corpus
  rm -rf "$WORK/articles/$1" "$WORK/$1"
  mkdir -p "$WORK/articles/$1"
  cp -r "$WORK/corpus" "$CORPUS"
  # The editor asks a login shell for the PATH.
  echo "PATH=$WORK/bin:\$PATH" > "$HOME/.profile"
  case $1 in
    exthost) serve "$1" "" --disable-workspace-trust ;;
    bundled) rm "$HOME/.profile"; serve "$1" "$BUNDLED" ;;
    *) serve "$1" "$GENERIC" --disable-workspace-trust ;;
  esac || { failed=$((failed + 1)); return; }
  run "$1"
  stop "$server"
}

for name in "$@"; do
  echo "— $name"
  before=("$passed" "$failed")
  part "$name" > "$WORK/said" 2>&1
  if [ "$failed" -gt "${before[1]}" ]; then
    # A window on a busy machine may miss a click: what is wrong is wrong twice.
    once_failed "vscode $name" < "$WORK/said"
    passed=${before[0]} failed=${before[1]}
    part "$name" > "$WORK/said" 2>&1
  fi
  cat "$WORK/said"
done
summary
