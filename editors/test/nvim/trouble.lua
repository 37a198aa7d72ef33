-- A server that dies, is missing, is another program; settings of the wrong type.
local t = require("harness")

t.run(function()
  local buf = vim.api.nvim_get_current_buf()
  local client = t.client(buf)
  local shown = {}
  local show = vim.lsp.handlers["window/showMessage"]
  vim.lsp.handlers["window/showMessage"] = function(error, result, context)
    table.insert(shown, result.message)
  end

  client:notify("workspace/didChangeConfiguration", { settings = { scholiast = { inlayHints = "yes", maxFileSize = {}, nonsense = 1 } } })
  t.check("settings of the wrong type are named", t.eventually(function()
    local all = table.concat(shown, "\n")
    return all:find("inlayHints") and all:find("maxFileSize") and all:find("nonsense")
  end) ~= nil, shown)
  t.check("and the server lives on", t.hover("Toporivskiy told") ~= "")
  vim.lsp.handlers["window/showMessage"] = show

  -- Killed: :Scholiast restart brings it back.
  local folder = vim.fs.dirname(vim.fn.glob(vim.env.RECORDS .. "/*.server", false, true)[1])
  local files = vim.fn.glob(folder .. "/*.server", false, true)
  table.sort(files, function(a, b) return vim.fn.getftime(a) > vim.fn.getftime(b) end)
  local newest = tonumber(vim.fn.readfile(files[1])[1])
  vim.uv.kill(newest, "sigkill")
  t.check("a killed server is seen", t.eventually(function() return client:is_stopped() end) ~= nil)
  vim.cmd("Scholiast restart")
  local again = t.eventually(function()
    local c = vim.lsp.get_clients({ bufnr = buf, name = "scholiast" })[1]
    return c and c.id ~= client.id and c.initialized and c
  end)
  t.check(":Scholiast restart starts it again", again ~= nil)
  t.check("and it answers", t.hover("Toporivskiy told") ~= "")
  again:stop()
  t.eventually(function() return again:is_stopped() end)

  -- An article with nothing in it, alone in a folder that may not be written.
  local alone = vim.fs.dirname(vim.env.CORPUS) .. "/alone"
  vim.fn.mkdir(alone)
  vim.fn.writefile({}, alone .. "/empty.txt")
  vim.uv.fs_chmod(alone, tonumber("555", 8))
  vim.cmd.edit(alone .. "/empty.txt")
  local empty = vim.api.nvim_get_current_buf()
  again = t.client(empty)
  t.check("an empty article, alone in a read-only folder, is attached to", again ~= nil and again.root_dir == alone)
  t.check("nothing is found wrong with it", #((t.ask(empty, "textDocument/diagnostic") or {}).items or { 1 }) == 0)
  t.check("its folder knows nobody", #(t.ask(empty, "workspace/symbol", { query = "Toporivskiy" }) or {}) == 0)
  again:stop()
  t.eventually(function() return again:is_stopped() end)

  -- :checkhealth names what is wrong.
  local function health()
    vim.cmd("checkhealth scholiast")
    local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
    vim.cmd.bdelete()
    return report
  end
  vim.lsp.config("scholiast", { cmd = { "no-such-scholiast", "lsp" } })
  local report = health()
  t.check(":checkhealth says that the program is missing", report:find("no program no%-such%-scholiast") and report:find("cargo install", 1, true), report)
  local said = {}
  vim.notify_once = function(message) table.insert(said, message) end
  vim.cmd.edit(vim.env.CORPUS .. "/02-meridian-post-envoy.txt")
  t.check("a missing program is said, with the remedy", t.eventually(function()
    return said[1] and said[1]:find("no program no%-such%-scholiast") and said[1]:find("cargo install", 1, true)
  end) ~= nil, said)
  vim.lsp.config("scholiast", { cmd = { "/bin/echo", "lsp" } })
  report = health()
  t.check(":checkhealth says that it is another program", report:find("/bin/echo is not scholiast"), report)
end)
