local M = {}

--- What the user may choose in vim.g.scholiast.
local function option(name)
  local chosen = (vim.g.scholiast or {})[name]
  return chosen == nil or chosen
end

--- Show the places behind a code lens in the quickfix list.
---@param command lsp.Command  its arguments: address, position, places
---@param context { client_id: integer }
function M.show_references(command, context)
  local client = assert(vim.lsp.get_client_by_id(context.client_id))
  local places = (command.arguments or {})[3] or {}
  local items = vim.lsp.util.locations_to_items(places, client.offset_encoding)
  vim.fn.setqflist({}, " ", { title = command.title, items = items })
  vim.cmd("botright copen")
end

--- Choose among the code lenses of the current line.
function M.lens()
  vim.lsp.codelens.run()
end

--- Stop the server and start it again, on all its buffers.
function M.restart()
  local clients = vim.lsp.get_clients({ name = "scholiast" })
  for _, client in ipairs(clients) do
    client:stop()
  end
  vim.wait(2000, function()
    return vim.iter(clients):all(function(client)
      return client:is_stopped()
    end)
  end, 20)
  for _, client in ipairs(clients) do
    if not client:is_stopped() then
      client:stop(true)
    end
  end
  vim.lsp.enable("scholiast") -- looks at every open buffer again
end

--- What the server wrote to its standard error.
function M.log()
  vim.cmd.tabedit(vim.lsp.log.get_filename())
end

--- Decorations that Neovim does not switch on by itself.
---@param client_id integer
---@param bufnr integer
function M.attach(client_id, bufnr)
  if option("inlay_hints") then
    vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
  end
  local group = vim.api.nvim_create_augroup("scholiast." .. bufnr, { clear = true })
  local function lenses()
    if option("code_lens") and vim.api.nvim_buf_is_loaded(bufnr) then
      vim.lsp.codelens.refresh({ bufnr = bufnr })
    end
  end
  -- Neovim 0.11 asks for diagnostics when a buffer is opened in a window or edited, and takes no request to ask again:
  -- ask for those of a buffer that was loaded unseen, or that other articles have changed since.
  local function diagnostics()
    local client = vim.lsp.get_client_by_id(client_id)
    if client and vim.api.nvim_buf_is_loaded(bufnr) and client:supports_method("textDocument/diagnostic", bufnr) then
      client:request("textDocument/diagnostic", { textDocument = { uri = vim.uri_from_bufnr(bufnr) } }, nil, bufnr)
    end
  end
  vim.api.nvim_create_autocmd({ "InsertLeave", "TextChanged" }, { group = group, buffer = bufnr, callback = lenses })
  vim.api.nvim_create_autocmd("BufEnter", {
    group = group,
    buffer = bufnr,
    callback = function()
      lenses()
      diagnostics()
    end,
  })
  -- The folder has been read: count and check anew.
  vim.api.nvim_create_autocmd("LspProgress", {
    group = group,
    pattern = "end",
    callback = function(event)
      if event.data.client_id == client_id and vim.fn.bufwinid(bufnr) ~= -1 then
        lenses()
        diagnostics()
      end
    end,
  })
  vim.api.nvim_create_autocmd("LspDetach", {
    group = group,
    buffer = bufnr,
    callback = function(event)
      if event.data.client_id == client_id then
        vim.api.nvim_clear_autocmds({ group = group })
      end
    end,
  })
  lenses()
end

return M
