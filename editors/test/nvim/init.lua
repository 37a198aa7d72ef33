-- What a user would write, and what the tests add to it.
vim.opt.runtimepath:prepend(vim.env.EDITORS .. "/nvim")
vim.lsp.enable("scholiast")

vim.opt.swapfile = false
vim.opt.shadafile = "NONE"
if vim.env.ENCODING then
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  capabilities.general.positionEncodings = { vim.env.ENCODING }
  vim.lsp.config("scholiast", { capabilities = capabilities })
end
-- Which servers have read their folder.
Indexed = {}
vim.api.nvim_create_autocmd("LspProgress", {
  pattern = "end",
  callback = function(event)
    Indexed[event.data.client_id] = true
  end,
})
package.path = vim.env.EDITORS .. "/test/nvim/?.lua;" .. package.path

-- The checks run when start-up is over, as typed commands would.
vim.api.nvim_create_autocmd("VimEnter", {
  once = true,
  callback = vim.schedule_wrap(function()
    if vim.env.SCRIPT then
      dofile(vim.env.EDITORS .. "/test/nvim/" .. vim.env.SCRIPT .. ".lua")
    end
  end),
})
