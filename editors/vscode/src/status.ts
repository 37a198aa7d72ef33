import * as vscode from "vscode";
import { WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport } from "vscode-languageclient/node";
import { Program } from "./program";

type Progress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** The item in the status bar: whether there is a server, and how far it has read. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("scholiast", vscode.StatusBarAlignment.Right, 90);
  private server = "";
  private read = "";

  constructor() {
    this.item.name = "Scholiast";
    this.item.command = "scholiast.showLog";
    this.starting();
    this.item.show();
  }

  starting(): void {
    this.say("$(loading~spin) Scholiast", "The server is starting.");
  }

  stopped(): void {
    this.say("$(circle-slash) Scholiast", "The server is stopped.");
  }

  running(program: Program): void {
    this.server = `scholiast ${program.version} · ${program.path}`;
    // Reading may have begun, or even ended, before the client said that it runs.
    if (!this.item.text.includes("Scholiast:")) this.say("$(book) Scholiast", "");
    else this.say(this.item.text, this.read);
  }

  progress(progress: Progress): void {
    const percentage = "percentage" in progress && progress.percentage !== undefined ? ` ${progress.percentage} %` : "";
    const message = progress.message ?? "";
    if (progress.kind === "end") {
      const count = /^(\d+) articles?\b/.exec(message)?.[1];
      this.read = count === "0" ? "There is no .txt file in this folder." : message;
      this.say(`$(book) Scholiast: ${count === undefined ? message : count === "0" ? "no articles" : counted(Number(count))}`, this.read);
    } else {
      this.say(`$(loading~spin) Scholiast: reading${percentage}`, message);
    }
  }

  trouble(message: string, level: "warning" | "error"): void {
    this.say(`$(${level}) Scholiast`, message, level);
  }

  dispose(): void {
    this.item.dispose();
  }

  private say(text: string, detail: string, level?: "warning" | "error"): void {
    this.item.text = text;
    this.item.backgroundColor = level && new vscode.ThemeColor(`statusBarItem.${level}Background`);
    const tooltip = new vscode.MarkdownString("", true);
    tooltip.isTrusted = { enabledCommands: ["scholiast.restart", "scholiast.showLog", "workbench.action.openSettings"] };
    for (const line of [detail, this.server]) {
      if (line) tooltip.appendText(line).appendMarkdown("\n\n");
    }
    tooltip.appendMarkdown(
      "[Restart](command:scholiast.restart) · [Log](command:scholiast.showLog) · [Settings](command:workbench.action.openSettings?%22%40ext%3Ascholiast.scholiast%22)",
    );
    this.item.tooltip = tooltip;
  }
}

function counted(articles: number): string {
  return articles === 1 ? "1 article" : `${articles} articles`;
}
