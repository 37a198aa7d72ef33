import * as vscode from "vscode";

/** The options that are the extension's own business. */
const OWN = ["server", "trace"];

/** What the server is told: every option it has, as the person wrote it, right or wrong. */
export function serverSettings(): Record<string, unknown> {
  const all = vscode.workspace.getConfiguration().get<Record<string, unknown>>("scholiast") ?? {};
  return Object.fromEntries(Object.entries(all).filter(([option]) => !OWN.includes(option)));
}
