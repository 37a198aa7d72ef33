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
package.path = vim.env.EDITORS .. "/test/nvim/?.lua;" .. package.path
