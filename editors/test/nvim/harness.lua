-- Checks that print and count; waits that end when what they wait for is there.
local M = {}
local failed = 0
local results = assert(io.open(vim.env.RESULTS, "a"))

--- How long anything may take, in milliseconds: long enough for a machine that is busy with other things.
local PATIENCE = 60000

--- Lines are written out at once: what was seen before a hang is seen.
local function say(line)
  results:write(line, "\n")
  results:flush()
end

function M.check(name, ok, extra)
  if not ok then
    failed = failed + 1
  end
  local note = extra == nil and "" or "  " .. (type(extra) == "string" and extra or vim.inspect(extra, { newline = " ", indent = "" }))
  note = note:sub(1, 300):gsub("\n", " | ")
  say((ok and "ok   " or "FAIL ") .. name .. note .. os.date(" [%M:%S]"))
  return ok
end

--- Wait until a function gives something true, and give it.
function M.eventually(get, ms)
  local value
  vim.wait(ms or PATIENCE, function()
    value = get() or nil
    return value
  end, 10)
  return value
end

--- The client of a buffer, once it is there and its server has read the folder.
function M.client(buf)
  return M.eventually(function()
    local client = vim.lsp.get_clients({ bufnr = buf or 0, name = "scholiast" })[1]
    return client and client.initialized and Indexed[client.id] and client
  end)
end

--- Put the cursor on the first letter of the nth place where a text stands.
function M.at(text, nth)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local found
  for i = 1, nth or 1 do
    found = vim.fn.search("\\C\\V" .. vim.fn.escape(text, "\\"), i == 1 and "cW" or "W")
  end
  assert(found > 0, "no such text: " .. text)
end

--- What the hover's float says, on a text.
function M.hover(text, nth)
  M.at(text, nth)
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        return window
      end
    end
  end
  vim.lsp.buf.hover({ silent = true })
  local window = M.eventually(float)
  if not window then
    return ""
  end
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, "\n")
end

--- The items of a list that a vim.lsp.buf function gives.
function M.list(call)
  local items
  call({
    on_list = function(list)
      items = list.items
    end,
  })
  return M.eventually(function()
    return items
  end) or {}
end

--- The file names in a list, each once, sorted.
function M.files(items)
  local names = {}
  for _, item in ipairs(items) do
    names[vim.fs.basename(item.filename)] = true
  end
  names = vim.tbl_keys(names)
  table.sort(names)
  return names
end

--- The text that an item of a list covers.
function M.covered(item)
  local buf = vim.fn.bufadd(item.filename)
  vim.fn.bufload(buf)
  return table.concat(vim.api.nvim_buf_get_text(buf, item.lnum - 1, item.col - 1, item.end_lnum - 1, item.end_col - 1, {}), "\n")
end

--- The diagnostics of a buffer as { code, text }.
function M.diagnostics(buf)
  return vim.tbl_map(function(d)
    return { code = d.code, text = table.concat(vim.api.nvim_buf_get_text(buf, d.lnum, d.col, d.end_lnum, d.end_col, {}), "\n"), message = d.message }
  end, vim.diagnostic.get(buf))
end

--- The diagnostic of a code whose text is the given one, once it is there.
function M.diagnostic(buf, code, text, ms)
  return M.eventually(function()
    return vim.iter(M.diagnostics(buf)):find(function(d)
      return d.code == code and d.text == text
    end)
  end, ms)
end

--- A request's answer.
function M.ask(buf, method, params)
  params = vim.tbl_extend("keep", params or {}, { textDocument = vim.lsp.util.make_text_document_params(buf) })
  local answer = M.client(buf):request_sync(method, params, PATIENCE, buf)
  return answer and answer.result
end

--- Run the checks, say how many passed, leave.
function M.run(main)
  local ok, trouble = xpcall(main, debug.traceback)
  if not ok then
    M.check("no error in the test", false, trouble)
  end
  say("done")
  vim.cmd(failed == 0 and "qall!" or "cquit!")
end

-- A speaker's own word for himself.
function M.first_person(text)
  return vim.list_contains({ "i", "me", "my", "myself" }, text:lower())
end

return M
