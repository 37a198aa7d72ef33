#!/bin/bash
# Kate under Xvfb: a screenshot to look at, and that the server was asked and answered.
cd "$(dirname "$0")" && source ./lib.sh
fresh_home
export QT_QPA_PLATFORM=xcb LANG=C.UTF-8
mkdir -p "$XDG_CONFIG_HOME/kate/lspclient"
cp "$ROOT/editors/kate/settings.json" "$XDG_CONFIG_HOME/kate/lspclient/settings.json"
cat > "$XDG_CONFIG_HOME/katerc" <<K
[General]
Show welcome view for new window=false
[Kate Plugins]
lspclientplugin=true
[lspclient]
AllowedServerCommandLines=$WORK/bin/scholiast lsp
AutoHover=true
SemanticHighlighting=true
InlayHints=true
Diagnostics=true
Messages=true
K
for display in $(seq 71 99); do [ -e "/tmp/.X$display-lock" ] || break; done
export DISPLAY=:$display
start Xvfb "$DISPLAY" -screen 0 1300x850x24 -nolisten tcp 2> /dev/null
eventually 120 xdotool getdisplaygeometry > /dev/null 2>&1 || { echo "FAIL Xvfb does not start"; exit 1; }
start openbox 2> /dev/null
start dbus-run-session -- kate -b "$CORPUS/03-delta-online-ridge.txt" > "$WORK/log" 2>&1
window() { xdotool search --onlyvisible --class kate 2> /dev/null | tail -1; }
has_window() { [ -n "$(window)" ]; }
check "a window opens" eventually 120 has_window
xdotool windowsize "$(window)" 1300 830 windowmove "$(window)" 0 0
recorded() { cat "$RECORDS"/*.jsonl 2> /dev/null | grep -q "$1"; }
check "the server is started" eventually 120 recorded '"method": "initialize"'
check "diagnostics are sent" eventually 120 recorded 'textDocument/publishDiagnostics.*name/inconsistent'
check "semantic tokens are asked for" eventually 120 recorded 'textDocument/semanticTokens'
# Colours on the screen that are neither paper nor ink: squiggles and names.
coloured() {
  import -window root "$SHOTS/kate.png" 2> /dev/null
  [ "$(convert "$SHOTS/kate.png" -crop 1000x700+60+60 -colorspace HSL -channel G -separate -threshold 60% -format '%[fx:int(mean*w*h)]' info: 2> /dev/null)" -gt 200 ]
}
check "squiggles and colours are on the screen ($SHOTS/kate.png)" eventually 120 coloured
hovers() {
  recorded 'textDocument/hover' && return
  xdotool mousemove 300 110
  sleep 0.5
  xdotool mousemove 420 160
  sleep 1
  recorded 'textDocument/hover'
}
check "hover is asked for" eventually 120 hovers
import -window root "$SHOTS/kate-hover.png" 2> /dev/null
summary
