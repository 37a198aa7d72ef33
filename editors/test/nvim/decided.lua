-- What a reader decides, by code action and rename, on a copy of the sample corpus; AGAIN: after everything was closed.
local t = require("harness")
local check = t.check

--- Take the action with a title, or whose title is as a pattern says.
local function decide(title)
  vim.lsp.buf.code_action({
    apply = true,
    context = { diagnostics = {}, only = { "refactor" } },
    filter = function(action) return action.title == title or action.title:find(title) ~= nil end,
  })
end

--- The hover on a text, once it has some words.
local function until_hover(text, words)
  local hover
  return t.eventually(function()
    hover = t.hover(text)
    return hover:find(words, 1, true) and hover
  end), hover
end

t.run(function()
  local corpus = vim.env.CORPUS
  local buf = vim.api.nvim_get_current_buf()
  t.client(buf)
  if vim.env.AGAIN then
    local merged, seen = until_hover("Petro Sorokun", "**Halyna Sorokun**")
    check("two people merged are merged when the folder is opened again", merged, seen)
    local said, by = until_hover("The dam is on our soil", "Sorokun")
    check("and a quotation is said by whom somebody named", said, by)
    return
  end

  check("two people of one surname are two", not t.hover("Petro Sorokun"):find("Halyna", 1, true))
  t.at("Petro Sorokun")
  decide("Petro Sorokun is the same as Halyna Sorokun")
  local merged, seen = until_hover("Petro Sorokun", "**Halyna Sorokun**")
  check("merged by a code action", merged, seen)
  local file = corpus .. "/.scholiast/decisions.tsv"
  local lines = vim.fn.filereadable(file) == 1 and vim.fn.readfile(file) or {}
  check("one line says so", lines[#lines] == "same\tperson:Halyna Sorokun\tperson:Petro Sorokun", lines)

  -- Who says a quotation
  t.at("The dam is on our soil")
  decide("^“The dam is on our soil.*” is said by Halyna Sorokun$")
  local said, by = until_hover("The dam is on our soil", "Sorokun")
  check("said by whom a code action names", said, by)

  -- Rename: everywhere but in quotations
  vim.cmd.edit(corpus .. "/06-delta-online-offer.txt")
  t.client(vim.api.nvim_get_current_buf())
  local quoted = {}
  for _, path in ipairs(vim.fn.glob(corpus .. "/*.txt", false, true)) do
    for words in table.concat(vim.fn.readfile(path), "\n"):gmatch("“[^”]*”") do
      quoted[words] = true
    end
  end
  t.at("Brivenko")
  vim.lsp.buf.rename("Taras Bryvenko")
  local function unsaved(name)
    local other = vim.fn.bufnr(corpus .. "/" .. name)
    return other > 0 and table.concat(vim.api.nvim_buf_get_lines(other, 0, -1, false), "\n") or ""
  end
  check("renamed here", t.eventually(function() return unsaved("06-delta-online-offer.txt"):find("Taras Bryvenko", 1, true) end) ~= nil)
  check("and in another article", t.eventually(function() return unsaved("01-harbour-courier-ceasefire.txt"):find("Bryvenko", 1, true) end) ~= nil)
  local changed = {}
  for _, path in ipairs(vim.fn.glob(corpus .. "/*.txt", false, true)) do
    for words in unsaved(vim.fs.basename(path)):gmatch("“[^”]*”") do
      if not quoted[words] then
        table.insert(changed, words)
      end
    end
  end
  check("quotations stay as they were printed", #changed == 0, changed)
end)
