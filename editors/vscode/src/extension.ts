import * as vscode from "vscode";
import { setArticleDate, showReferences } from "./commands";
import { Server } from "./server";
import { Status } from "./status";

/** What other extensions, and the tests, may see of this one. */
export interface Api {
  server: Server;
}

export function activate(context: vscode.ExtensionContext): Api {
  const log = vscode.window.createOutputChannel("Scholiast", { log: true });
  const status = new Status();
  const server = new Server(context, log, status);
  context.subscriptions.push(
    log,
    status,
    server,
    vscode.commands.registerCommand("scholiast.restart", () => server.restart()),
    vscode.commands.registerCommand("scholiast.showLog", () => log.show()),
    vscode.commands.registerCommand("scholiast.setArticleDate", setArticleDate),
    vscode.commands.registerCommand("scholiast.showReferences", (...args: [string, never, never]) => showReferences(server, ...args)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("scholiast.server.path")) void server.restart();
    }),
  );
  void server.start();
  return { server };
}
