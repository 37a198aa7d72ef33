local M = {}

--- :checkhealth scholiast
function M.check()
  local health = vim.health
  health.start("scholiast")
  if vim.fn.has("nvim-0.11") == 0 then
    health.error("Neovim 0.11 or later is needed", { "this is " .. tostring(vim.version()) })
    return
  end
  health.ok("Neovim " .. tostring(vim.version()))

  local config = vim.lsp.config["scholiast"]
  local command = config and config.cmd
  if type(command) ~= "table" then
    health.error("no configuration named scholiast", { "put editors/nvim on the runtime path" })
    return
  end
  local path = vim.fn.exepath(command[1])
  if path == "" then
    health.error("no program " .. command[1], {
      "install it, in a clone of it: cargo install --path .",
      'or name it: vim.lsp.config("scholiast", { cmd = { "/path/to/scholiast", "lsp" } })',
    })
    return
  end
  local done, result = pcall(function()
    return vim.system({ path, "--version" }, { text = true, timeout = 10000 }):wait()
  end)
  local version = done and result.code == 0 and result.stdout:match("^scholiast (%S+)")
  if not version then
    health.error(path .. " is not scholiast", { "it answers --version with: " .. (done and vim.trim(result.stdout .. result.stderr) or tostring(result)) })
    return
  end
  health.ok(path .. " is scholiast " .. version)

  if vim.lsp.is_enabled and not vim.lsp.is_enabled("scholiast") then
    health.warn("not enabled", { 'vim.lsp.enable("scholiast")' })
  end
  local clients = vim.lsp.get_clients({ name = "scholiast" })
  for _, client in ipairs(clients) do
    health.ok(("attached to %d buffers, root %s"):format(vim.tbl_count(client.attached_buffers), client.root_dir or "none"))
  end
  if #clients == 0 then
    health.info("attached to no buffer: open a .txt file")
  end
end

return M
