import * as vscode from "vscode";

/** The options that are the extension's own business. */
const OWN = ["server", "trace"];

/** What the server is told: every option that somebody set, as they wrote it, right or wrong. The rest has the server's
 *  own defaults, so that a server of another version is not told of options it does not have. */
export function serverSettings(): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration("scholiast");
  const all = vscode.workspace.getConfiguration().get<Record<string, unknown>>("scholiast") ?? {};
  const isSet = (option: string) => {
    const said = configuration.inspect(option);
    return (said?.globalValue ?? said?.workspaceValue ?? said?.workspaceFolderValue) !== undefined;
  };
  return Object.fromEntries(Object.entries(all).filter(([option]) => !OWN.includes(option) && isSet(option)));
}
