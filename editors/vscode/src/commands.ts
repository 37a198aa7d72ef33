import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient";
import { Server } from "./server";

/** Show the places behind a code lens. The server's arguments are plain protocol values; the editor wants its own. */
export async function showReferences(server: Server, uri: string, position: Position, places: Location[]): Promise<void> {
  const convert = server.client?.protocol2CodeConverter;
  if (!convert) return;
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    convert.asUri(uri),
    convert.asPosition(position),
    places.map((place) => convert.asLocation(place)),
  );
}

/** Ask when the article was published, and keep it in the workspace's settings. */
export async function setArticleDate(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== "plaintext" || document.uri.scheme !== "file") {
    void vscode.window.showErrorMessage("Scholiast: open an article first, a .txt file.");
    return;
  }
  const article = vscode.workspace.asRelativePath(document.uri).replaceAll("\\", "/");
  const configuration = vscode.workspace.getConfiguration("scholiast");
  const said: unknown = configuration.get("articleDates");
  const dates: Record<string, unknown> = said !== null && typeof said === "object" ? { ...said } : {};
  const date = await vscode.window.showInputBox({
    title: "Set the Article’s Date",
    prompt: `When was ${article} published? Leave it empty to go by what the article itself says.`,
    placeHolder: "2025-04-10",
    value: typeof dates[article] === "string" ? (dates[article] as string) : "",
    validateInput: (text) => (text.trim() === "" || isDate(text.trim()) ? undefined : "A day of the calendar, as 2025-04-10."),
  });
  if (date === undefined) return;
  if (date.trim()) dates[article] = date.trim();
  else delete dates[article];
  const target = vscode.workspace.workspaceFolders ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  try {
    await configuration.update("articleDates", dates, target);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Scholiast: the date of ${article} could not be kept. ${reason}`);
  }
}

function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
