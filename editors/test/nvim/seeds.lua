-- Real articles: five outlets, one war, three romanisations of one president.
local t = require("harness")
local check = t.check

t.run(function()
  local buf = vim.api.nvim_get_current_buf()
  local client = t.client(buf)
  check("real articles: diagnostics arrive", t.eventually(function() return #vim.diagnostic.get(buf) > 0 end) ~= nil, t.diagnostics(buf))
  local text = t.hover("Zelenskyy")
  check("real articles: hover on a name", text:find("Zelensk") and text:find("article"), text)
  check("real articles: hover keeps to twelve lines", select(2, text:gsub("\n", "")) < 24, text)
  t.at("Zelenskyy")
  local places = t.list(function(opts) vim.lsp.buf.references({ includeDeclaration = true }, opts) end)
  check("real articles: references in four articles or more", #t.files(places) >= 4, { #places, t.files(places) })
  local stray = vim.iter(places):map(t.covered):filter(function(s) return not (s:find("Zelensk") or s:lower():find("^h[ei]") or s:find("president")) end):totable()
  check("real articles: they cover his names", #places > 30 and #stray == 0, stray)
  for _, query in ipairs({ "zelenskiy", "Zelensky" }) do
    local found = t.list(function(opts) vim.lsp.buf.workspace_symbol(query, opts) end)
    check("real articles: workspace symbol " .. query, #found > 0 and found[1].text:find("Zelensk") ~= nil, found[1] and found[1].text)
  end
  t.at("Zaluzhnyi")
  places = t.list(vim.lsp.buf.definition)
  check("real articles: definition", #places > 0 and t.covered(places[1]):find("Zaluzhn") ~= nil, places[1] and t.covered(places[1]))
  check("real articles: outline", #t.list(vim.lsp.buf.document_symbol) >= 3)
  check("real articles: lenses", t.eventually(function() return #vim.lsp.codelens.get(buf) > 0 end) ~= nil)
  client:stop()
  check("real articles: stops when asked", t.eventually(function() return client:is_stopped() end) ~= nil)
end)
