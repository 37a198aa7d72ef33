use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree, serde_json::Value, settings::LspSettings};

struct Scholiast;

impl zed::Extension for Scholiast {
    fn new() -> Self {
        Scholiast
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree
            .which("scholiast")
            .ok_or("There is no scholiast on the PATH; try in a clone of it: cargo install --path .")?;
        Ok(Command { command, args: vec!["lsp".into()], env: Vec::new() })
    }

    fn language_server_initialization_options(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|s| s.initialization_options))
    }

    fn language_server_workspace_configuration(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree).ok().and_then(|s| s.settings))
    }
}

zed::register_extension!(Scholiast);
