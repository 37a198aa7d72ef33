if vim.g.loaded_scholiast or vim.fn.has("nvim-0.11") == 0 then
  return
end
vim.g.loaded_scholiast = true

-- Quiet colours: links to groups that every colour scheme has; yours go before them.
for token, group in pairs({
  person = "Identifier",
  organization = "Type",
  place = "Constant",
  group = "Type",
  event = "Special",
  product = "Special",
  work = "Special",
  quotation = "String",
  figure = "Number",
  time = "PreProc",
}) do
  vim.api.nvim_set_hl(0, "@lsp.type." .. token .. ".text", { link = group, default = true })
end

vim.api.nvim_create_autocmd("LspAttach", {
  group = vim.api.nvim_create_augroup("scholiast", { clear = true }),
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "scholiast" then
      require("scholiast").attach(client.id, event.buf)
    end
  end,
})

-- Neovim says nothing of a server whose program is not there.
vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("scholiast.program", { clear = true }),
  pattern = "text",
  callback = function(event)
    local enabled = not vim.lsp.is_enabled or vim.lsp.is_enabled("scholiast")
    local command = enabled and vim.bo[event.buf].buftype == "" and vim.lsp.config.scholiast.cmd
    if type(command) == "table" and vim.fn.executable(command[1]) == 0 then
      local message = "scholiast: there is no program %s; try in a clone of it: cargo install --path . (:checkhealth scholiast)"
      vim.notify_once(message:format(command[1]), vim.log.levels.WARN)
    end
  end,
})

local subcommands = { "lens", "log", "restart" }
vim.api.nvim_create_user_command("Scholiast", function(command)
  if vim.list_contains(subcommands, command.args) then
    require("scholiast")[command.args]()
  else
    vim.notify("Scholiast: one of " .. table.concat(subcommands, ", "), vim.log.levels.ERROR)
  end
end, {
  nargs = 1,
  desc = "scholiast: " .. table.concat(subcommands, ", "),
  complete = function(lead)
    return vim.tbl_filter(function(name)
      return vim.startswith(name, lead)
    end, subcommands)
  end,
})
