#!/bin/bash
# What is given out, as somebody gets it: the wheel in a fresh virtual environment with an empty home, the tarball
# unpacked, the extension with its server. Built for this machine; `editors/package.sh` alone builds the static ones.
cd "$(dirname "$0")" && source ./lib.sh
dist=${DIST:-}
if [ -z "$dist" ]; then
  dist=$WORK/dist
  MATURIN=$VENV/bin/maturin "$ROOT/editors/package.sh" --host --out "$dist" > "$WORK/log" 2>&1 ||
    { tail -30 "$WORK/log"; echo "FAIL editors/package.sh"; exit 1; }
fi
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$ROOT/Cargo.toml" | head -1)
echo "note $(du -k "$dist"/scholiast* | sed 's|\t.*/| KB |' | tr '\n' ';')"
vsix_size=$(stat -c %s "$dist/scholiast.vsix")
check "the extension without a server has at most 400 KB" test "$vsix_size" -le 409600

fresh_home
clean() { env -i HOME="$HOME" PATH="$WORK/venv/bin:/usr/bin:/bin" LANG=C.UTF-8 "$@"; }
check "pip installs the wheel, with no network and an empty home" \
  sh -c "python3 -m venv '$WORK/venv' && '$WORK/venv/bin/pip' install -q --no-index --disable-pip-version-check '$dist'/*.whl"
check "scholiast --version is Cargo.toml's" test "$(clean scholiast --version)" = "scholiast $version"
articles=${SEEDS:-$CORPUS}
clean scholiast check "$articles" > "$WORK/findings" 2> "$WORK/errors"
code=$?
check "scholiast check reads the articles and finds something" \
  sh -c "[ $code -le 1 ] && grep -q '/' '$WORK/findings' && [ ! -s '$WORK/errors' ]"
cat > "$WORK/attach.lua" <<'LUA'
vim.lsp.enable("scholiast")
vim.api.nvim_create_autocmd("VimEnter", { callback = vim.schedule_wrap(function()
  local ok = vim.wait(90000, function()
    local client = vim.lsp.get_clients({ name = "scholiast" })[1]
    return client and client.initialized and #vim.diagnostic.get(0) > 0
  end, 20)
  vim.fn.search("Radomir Kestel", "cw")
  local answers = ok and vim.lsp.buf_request_sync(0, "textDocument/hover", vim.lsp.util.make_position_params(0, "utf-8"), 30000)
  ok = ok and vim.inspect(answers):find("Kestel%*%*") ~= nil
  vim.cmd(ok and "qall!" or "cquit!")
end) })
LUA
check "an editor attaches to what pip installed, and hovers" \
  clean timeout -k 5 120 "$VENV/bin/nvim" --headless --cmd "set rtp^=$ROOT/editors/nvim" -u "$WORK/attach.lua" "$CORPUS/06-delta-online-offer.txt"

tar -C "$WORK" -xzf "$dist"/scholiast-"$version"-*.tar.gz
check "the tarball's program runs" test "$("$WORK"/scholiast-"$version"-*/scholiast --version)" = "scholiast $version"
check "the tarball has the editors' files" test -f "$WORK"/scholiast-"$version"-*/editors/nvim/lsp/scholiast.lua
mkdir "$WORK/vsix"
(cd "$WORK/vsix" && "$PYTHON" -m zipfile -e "$dist"/scholiast-*-*.vsix .)
chmod +x "$WORK/vsix/extension/server/scholiast"
check "the extension's server runs" test "$("$WORK/vsix/extension/server/scholiast" --version)" = "scholiast $version"
check "the extension's version is Cargo.toml's" grep -q "\"version\": \"$version\"" "$WORK/vsix/extension/package.json"
summary
