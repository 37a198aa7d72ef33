-- scholiast for Neovim >= 0.11. Put this folder on the runtime path and say: vim.lsp.enable("scholiast")
-- Change anything with vim.lsp.config("scholiast", { … }), as for any server.

---@type vim.lsp.Config
return {
  cmd = { "scholiast", "lsp" },
  filetypes = { "text" },
  -- The folder of articles: a marked one, else the one the article lies in.
  root_dir = function(bufnr, on_dir)
    local name = vim.api.nvim_buf_get_name(bufnr)
    if name == "" or vim.bo[bufnr].buftype ~= "" then
      return -- not a file: help texts are "text" too
    end
    on_dir(vim.fs.root(bufnr, { ".scholiast", ".git" }) or vim.fs.dirname(name))
  end,
  -- What the server may be told (:help scholiast-settings); sent at start, and again by vim.lsp's own
  -- workspace/didChangeConfiguration.
  settings = { scholiast = vim.empty_dict() },
  before_init = function(params, config)
    params.initializationOptions = (config.settings or {}).scholiast
  end,
  commands = {
    ["scholiast.showReferences"] = function(command, context)
      require("scholiast").show_references(command, context)
    end,
  },
}
