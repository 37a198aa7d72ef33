-- Every feature on the sample corpus, in UTF-8, as Neovim asks for it.
local t = require("harness")
local check, at, hover, list, files = t.check, t.at, t.hover, t.list, t.files

t.run(function()
  local corpus = vim.env.CORPUS
  local buf = vim.api.nvim_get_current_buf()
  local client = t.client(buf)
  check("attaches to a .txt file", client ~= nil, vim.bo[buf].filetype)
  check("the root is the article's folder", client.root_dir == corpus, client.root_dir)
  check("says who it is", client.server_info.name == "scholiast" and client.server_info.version ~= nil, client.server_info)
  check("speaks UTF-8 here", client.offset_encoding == "utf-8", client.offset_encoding)

  -- Diagnostics, on lines with ’ “ ” before them
  for _, expected in ipairs({
    { "name/inconsistent", "Toporivskyy" },
    { "text/glued-words", "officersPhoto" },
  }) do
    check("diagnostic " .. expected[1] .. " covers its text", t.diagnostic(buf, expected[1], expected[2]) ~= nil, t.diagnostics(buf))
  end
  local related = vim.iter(vim.diagnostic.get(buf)):find(function(d)
    return d.code == "name/inconsistent"
  end)
  check("it names both spellings", related and related.message:find("Toporivskyy") and related.message:find("Toporivskiy"))

  -- Hover: a name, a quotation, a figure, a time
  local text = hover("Toporivskiy told the channel")
  check("hover on a name", text:find("Toporivsk") and text:find("article"), text)
  check("hover has no table and a short first line", not text:find("|%-") and #text:match("[^\n]*") < 90, text:match("[^\n]*"))
  text = hover("Everything else is noise")
  check("hover on a quotation names its speaker", text:find("Toporivsk"), text)
  text = hover("3,400 square kilometers")
  check("hover on a figure", text:find("3,400") or text:find("3400"), text)
  text = hover("Friday after a lull")
  check("hover on a time", text ~= "", text)

  -- Definition: from a bare surname to the introduction, in another article
  vim.cmd.edit(corpus .. "/06-delta-online-offer.txt")
  local offer = vim.api.nvim_get_current_buf()
  t.client(offer)
  check("diagnostic quote/wrong-mark", t.diagnostic(offer, "quote/wrong-mark", "“within two days“") ~= nil, t.diagnostics(offer))
  check("diagnostic on a line with emoji covers its text", t.eventually(function()
    return vim.iter(t.diagnostics(offer)):any(function(d) return d.code == "text/glued-words" and vim.startswith(d.text, "Standing") end)
  end) ~= nil, t.diagnostics(offer))
  at("Taras Brivenko")
  local places = list(vim.lsp.buf.definition)
  check("definition of a name lies in another article", #places > 0 and vim.iter(files(places)):any(function(f)
    return f ~= "06-delta-online-offer.txt"
  end), files(places))
  check("definition covers the name", #places > 0 and t.covered(places[1]):find("Brivenko") ~= nil, #places > 0 and t.covered(places[1]))
  vim.lsp.buf.definition()
  check("CTRL-] jumps there", t.eventually(function()
    return vim.api.nvim_get_current_buf() ~= offer and vim.fn.expand("<cword>"):find("Taras")
  end) ~= nil, { vim.fs.basename(vim.api.nvim_buf_get_name(0)), vim.fn.line(".") })
  vim.cmd.cclose()
  vim.cmd.buffer(offer)

  -- References: by person, not by string
  at("Toporivskiy’s former")
  places = list(function(opts)
    vim.lsp.buf.references({ includeDeclaration = true }, opts)
  end)
  local spellings = {}
  for _, item in ipairs(places) do
    spellings[t.covered(item)] = true
  end
  check("references span the articles", #files(places) >= 6, files(places))
  check("references know every spelling", spellings["Oleksandr Toporivskyy"] or spellings["Toporivskyy"] and (spellings["Toporivsky"] and spellings["Alexander Toporivskiy"]), vim.tbl_keys(spellings))
  places = list(vim.lsp.buf.declaration)
  check("declaration is in this article", #places == 1 and vim.fs.basename(places[1].filename) == "06-delta-online-offer.txt", files(places))
  at("Radomir Kestel")
  places = list(vim.lsp.buf.implementation)
  check("implementation lists what he says", #places >= 2 and t.covered(places[1]):find("[“\"]") ~= nil, #places)

  -- Type hierarchy: from a person over his office to its country
  at("Radomir Kestel")
  vim.fn.setqflist({})
  vim.lsp.buf.typehierarchy("supertypes")
  local above = t.eventually(function()
    local found = vim.fn.getqflist()
    return #found > 0 and found
  end) or {}
  check("above a person stand his offices", vim.iter(above):any(function(i) return i.text:find("prime minister", 1, true) ~= nil end), above)
  vim.cmd.cclose()
  vim.cmd.buffer(offer)
  local point = { line = vim.fn.line(".") - 1, character = vim.fn.col(".") - 1 }
  local person = (t.ask(offer, "textDocument/prepareTypeHierarchy", { position = point }) or {})[1]
  local office = person and vim.iter(t.ask(offer, "typeHierarchy/supertypes", { item = person }) or {}):find(function(i)
    return i.name == "prime minister" and i.detail == "Karovia"
  end)
  local country = office and (t.ask(offer, "typeHierarchy/supertypes", { item = office }) or {})[1]
  check("above the office stands the country", country and country.name == "Karovia", { country, office, person })
  local below = country and t.ask(offer, "typeHierarchy/subtypes", { item = country }) or {}
  check("below the country stands the office, and who holds it", vim.iter(below):any(function(i)
    return i.name == "prime minister" and i.detail:find("Kestel") ~= nil
  end), below)

  -- Highlights
  at("Kestel explained")
  vim.lsp.buf.document_highlight()
  local namespace = vim.api.nvim_get_namespaces()["nvim.lsp.references"]
  local marks = t.eventually(function()
    local found = namespace and vim.api.nvim_buf_get_extmarks(offer, namespace, 0, -1, {})
    namespace = namespace or vim.api.nvim_get_namespaces()["nvim.lsp.references"]
    return found and #found > 2 and found
  end)
  check("highlights his mentions", marks ~= nil, marks and #marks)

  -- Symbols
  local symbols = list(vim.lsp.buf.document_symbol)
  local names = vim.tbl_map(function(s) return s.text end, symbols)
  check("outline: headline and subhead", vim.iter(names):any(function(n) return n:find("Karovian Leader") end)
    and vim.iter(names):any(function(n) return n:find("A general without an army") end), names)
  check("outline: quotations and figures", vim.iter(names):any(function(n) return n:find("tap is not a concession") end), #names)
  for _, query in ipairs({ "toporivsky", "Toporivskij", "brivenko" }) do
    local found = list(function(opts)
      vim.lsp.buf.workspace_symbol(query, opts)
    end)
    check("workspace symbol " .. query, #found >= 1 and found[1].text:find(query:sub(2, 6)) ~= nil, found[1] and found[1].text)
  end

  -- Decorations
  local lenses = t.eventually(function()
    local found = vim.lsp.codelens.get(offer)
    return #found > 0 and found
  end) or {}
  check("code lens counts", #lenses > 0 and lenses[1].command.title:find("%d+ mention") ~= nil, lenses[1] and lenses[1].command.title)
  local total = #list(function(opts)
    vim.api.nvim_win_set_cursor(0, { lenses[1].range.start.line + 1, lenses[1].range.start.character })
    vim.lsp.buf.references({ includeDeclaration = true }, opts)
  end)
  check("its count is the number of references", lenses[1] and tonumber(lenses[1].command.title:match("(%d+) mention")) == total, { total, lenses[1] and lenses[1].command.title })
  client:exec_cmd(lenses[1].command, { bufnr = offer })
  check("a lens fills the quickfix list", #vim.fn.getqflist() == total, #vim.fn.getqflist())
  vim.cmd.cclose()
  vim.cmd.buffer(offer)
  check("semantic tokens", t.eventually(function()
    at("Radomir Kestel")
    local tokens = vim.lsp.semantic_tokens.get_at_pos(offer, vim.fn.line(".") - 1, vim.fn.col(".") - 1)
    return tokens and tokens[1] and tokens[1].type == "person"
  end) ~= nil)
  local person = vim.api.nvim_get_hl(0, { name = "@lsp.type.person.text" })
  check("their colours are linked", person.link == "Identifier", person)
  vim.cmd.edit(corpus .. "/02-meridian-post-envoy.txt")
  buf = vim.api.nvim_get_current_buf()
  t.client(buf)
  local folds = t.ask(buf, "textDocument/foldingRange") or {}
  check("folding of the promotional lines", #folds > 0, folds)
  vim.cmd.buffer(buf)
  vim.wo.foldmethod = "expr"
  vim.wo.foldexpr = "v:lua.vim.lsp.foldexpr()"
  check("Neovim folds by it", #folds > 0 and t.eventually(function()
    return vim.fn.foldlevel(folds[1].startLine + 1) > 0
  end) ~= nil)
  vim.cmd.buffer(offer)
  at("grown-up")
  local position = { line = vim.fn.line(".") - 1, character = vim.fn.col(".") - 1 }
  local selection = (t.ask(offer, "textDocument/selectionRange", { positions = { position } }) or {})[1]
  local depth = 0
  while selection do
    depth, selection = depth + 1, selection.parent
  end
  check("selections grow", depth >= 4, depth)
  local links = t.ask(offer, "textDocument/documentLink") or {}
  check("the address is a link", #links == 1 and vim.startswith(links[1].target or "", "https://t.co/"), links)

  -- Dates: none without the article's own date; all of them once it is given
  check("no date is guessed", #vim.lsp.inlay_hint.get({ bufnr = offer }) == 0 or not vim.inspect(vim.lsp.inlay_hint.get({ bufnr = offer })):find("2026"))
  client.settings = { scholiast = { articleDates = { ["06-delta-online-offer.txt"] = "2025-04-08" } } }
  client:notify("workspace/didChangeConfiguration", { settings = client.settings })
  local hints = t.eventually(function()
    local found = vim.lsp.inlay_hint.get({ bufnr = offer })
    return #found > 0 and found
  end) or {}
  local labels = vim.tbl_map(function(h)
    local label = h.inlay_hint.label
    return type(label) == "string" and label or label[1].value
  end, hints)
  check("a given date resolves “Monday”", vim.iter(labels):any(function(l) return l:find("7") and l:find("Apr") or l:find("2025%-04%-07") end), labels)
  text = hover("Monday, Kestel")
  check("hover says which Monday", text:find("7 April 2025") or text:find("2025%-04%-07") or text:find("April 7"), text)

  -- A fix, and what it changes
  at("within two days“")
  vim.fn.search("“", "W")
  local before = vim.api.nvim_get_current_line()
  vim.lsp.buf.code_action({ apply = true, filter = function(action)
    return action.isPreferred and action.title:find("”") ~= nil
  end })
  check("a quick fix turns the mark", t.eventually(function()
    return vim.api.nvim_get_current_line():find("“within two days” of", 1, true) ~= nil
  end) ~= nil, vim.api.nvim_get_current_line():sub(1, 140))
  check("it changes nothing else", #vim.api.nvim_get_current_line() == #before)
  check("its diagnostic goes", t.eventually(function()
    return not vim.iter(t.diagnostics(offer)):any(function(d) return d.code == "quote/wrong-mark" end)
  end) ~= nil)
  vim.api.nvim_buf_set_lines(offer, 4, 4, false, { "“Enough,” said Ignacy Wolniak, the mayor of Ustryn.", "" })
  check("what is typed is read", t.eventually(function()
    return #(t.ask(offer, "workspace/symbol", { query = "Wolniak" }) or {}) > 0
  end) ~= nil)

  -- What the plugin adds
  vim.cmd("checkhealth scholiast")
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  check(":checkhealth finds all well", report:find("is scholiast %d") and report:find("attached to") and not report:find("ERROR"), report)
  vim.cmd.bdelete()
  vim.cmd("helptags " .. vim.env.EDITORS .. "/nvim/doc")
  check(":help scholiast", pcall(vim.cmd.help, "scholiast-settings"))
  vim.cmd.helpclose()
  client:stop()
  check("stops when asked", t.eventually(function() return client:is_stopped() end) ~= nil)
end)
