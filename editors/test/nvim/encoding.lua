-- Clients that count in UTF-16 or UTF-32 units see the same places, also behind emoji and curly marks.
local t = require("harness")

t.run(function()
  local buf = vim.api.nvim_get_current_buf()
  local client = t.client(buf)
  local encoding = vim.env.ENCODING
  t.check(encoding .. " is agreed", client.offset_encoding == encoding, client.offset_encoding)
  t.check(encoding .. ": a diagnostic behind emoji covers its text", t.eventually(function()
    return vim.iter(t.diagnostics(buf)):any(function(d) return d.code == "text/glued-words" and vim.startswith(d.text, "Standing") end)
  end) ~= nil, t.diagnostics(buf))
  t.check(encoding .. ": a diagnostic behind curly marks covers its text", t.diagnostic(buf, "quote/wrong-mark", "“within two days“") ~= nil)
  t.at("Toporivskiy’s former")
  local places = t.list(function(opts)
    vim.lsp.buf.references({ includeDeclaration = true }, opts)
  end)
  local stray = vim.iter(places):map(t.covered):filter(function(text)
    -- Him by name, or by a word that stands for him.
    return not (t.first_person(text) or text:find("Toporivsk") or text:find("^[Hh][ei]") or text:find("president"))
  end):totable()
  t.check(encoding .. ": references cover names in every article", #places > 10 and #stray == 0, stray)
  -- Typing behind an emoji must not shift what follows.
  t.at("Allies Vow")
  vim.api.nvim_put({ "🚰🚰 " }, "c", false, false)
  t.check(encoding .. ": still, after typing emoji on that line", t.eventually(function()
    return vim.iter(t.diagnostics(buf)):any(function(d) return d.code == "text/glued-words" and vim.startswith(d.text, "Standing") end)
  end) ~= nil, t.diagnostics(buf))
end)
