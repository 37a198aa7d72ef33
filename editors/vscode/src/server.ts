import { ChildProcess, spawn } from "node:child_process";
import * as vscode from "vscode";
import { CloseAction, ErrorAction, LanguageClient, LanguageClientOptions, Middleware } from "vscode-languageclient/node";
import { namedAsAsked } from "./symbols";
import { Program, Trouble, findProgram, versionMismatch } from "./program";
import { serverSettings } from "./settings";
import { Status } from "./status";

/** Crashes within this time count together, in milliseconds. */
const MEMORY = 180_000;
const CRASHES_TO_GIVE_UP = 5;
/** The wait before the first restart; it doubles with every crash. */
const FIRST_WAIT = 250;

/** The server's life: started, restarted when it crashes, given up when it does nothing but crash. */
export class Server implements vscode.Disposable {
  client: LanguageClient | undefined;
  private run = 0;
  private crashes: number[] = [];
  private waiting: NodeJS.Timeout | undefined;
  private told: string | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly status: Status,
  ) {}

  /** Start afresh, whatever happened before. */
  async restart(): Promise<void> {
    this.crashes = [];
    this.told = undefined;
    await this.stop();
    await this.start();
  }

  async start(): Promise<void> {
    const run = ++this.run;
    this.status.starting();
    try {
      const program = await findProgram(this.context);
      if (run !== this.run) return; // somebody was faster
      this.log.info(`${program.path} (${program.origin}), version ${program.version}`);
      const mismatch = versionMismatch(program, String(this.context.extension.packageJSON.version));
      if (mismatch) this.warn(mismatch);
      await this.connect(program, run);
    } catch (error) {
      if (run === this.run) this.fail(error);
    }
  }

  async stop(): Promise<void> {
    this.run++;
    clearTimeout(this.waiting);
    const client = this.client;
    this.client = undefined;
    this.status.stopped();
    await client?.dispose(2000).catch((error: unknown) => this.log.debug(String(error)));
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  private async connect(program: Program, run: number): Promise<void> {
    let gone: Promise<void> | undefined;
    const serve = async (): Promise<ChildProcess> => {
      const child = spawn(program.path, ["lsp"], { cwd: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath });
      child.on("exit", (code, signal) => {
        if (run === this.run) this.crashed(signal ? `was ended by ${signal}` : `ended with code ${code}`);
      });
      gone = new Promise((resolve) => child.on("exit", () => resolve()));
      return child;
    };
    const client = new Client("scholiast", "Scholiast", serve, this.options());
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      // The connection to a server that dies at once breaks before its end is known, which tells more.
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 1000))]);
      throw error;
    }
    if (run === this.run) this.status.running(program);
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        { scheme: "file", language: "plaintext" },
        { scheme: "untitled", language: "plaintext" },
      ],
      initializationOptions: serverSettings(),
      outputChannel: levelled(this.log),
      // Restarts are ours: they wait longer each time, and look the program up anew.
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({ action: CloseAction.DoNotRestart, handled: true, message: "The connection to the server is closed." }),
      },
      initializationFailedHandler: () => false,
      middleware: this.middleware(),
      markdown: { isTrusted: false },
    };
  }

  private middleware(): Middleware {
    return {
      provideWorkspaceSymbols: async (query, token, next) => {
        const found = await next(query, token);
        return found?.map((symbol) => namedAsAsked(symbol, query));
      },
      handleWorkDoneProgress: (_token, progress) => this.status.progress(progress),
      workspace: {
        // The section holds options of the extension too, which the server would call unknown.
        configuration: (params) => params.items.map((item) => (item.section === "scholiast" ? serverSettings() : null)),
        didChangeConfiguration: async () => {
          await this.client?.sendNotification("workspace/didChangeConfiguration", { settings: { scholiast: serverSettings() } });
        },
      },
    };
  }

  /** The server is gone, and nobody asked it to go. */
  private crashed(how: string): void {
    const client = this.client;
    this.run++;
    this.client = undefined;
    const now = Date.now();
    this.crashes = [...this.crashes.filter((then) => now - then < MEMORY), now];
    void client?.dispose().catch((error: unknown) => this.log.debug(String(error)));
    const count = this.crashes.length;
    if (count >= CRASHES_TO_GIVE_UP) {
      this.fail(new Trouble(`The server ${how}, for the ${count}th time in three minutes. It is not started again; the log may say why.`));
      return;
    }
    const wait = FIRST_WAIT * 2 ** (count - 1);
    this.log.error(`The server ${how}; it starts again in ${wait} ms.`);
    this.status.trouble(`The server ${how} and starts again.`, "warning");
    this.waiting = setTimeout(() => void this.start(), wait);
  }

  private fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.log.error(message);
    this.status.trouble(message, "error");
    if (message === this.told) return;
    this.told = message;
    const remedy = error instanceof Trouble ? error.remedy : undefined;
    const actions: Record<string, () => unknown> = {};
    if (remedy === "settings") {
      actions["Open Settings"] = () => vscode.commands.executeCommand("workbench.action.openSettings", "scholiast.server.path");
    }
    if (remedy === "trust") {
      actions["Manage Trust"] = () => vscode.commands.executeCommand("workbench.trust.manage");
    }
    actions["Restart"] = () => this.restart();
    actions["Show Log"] = () => this.log.show();
    void vscode.window.showErrorMessage(`Scholiast: ${message}`, ...Object.keys(actions)).then((chosen) => chosen && actions[chosen]?.());
  }

  private warn(message: string): void {
    this.log.warn(message);
    if (message === this.told) return;
    this.told = message;
    void vscode.window.showWarningMessage(`Scholiast: ${message}`);
  }
}

/** How the server ended is told by us, once: what the client would press upon the person besides goes to the log. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown, show: boolean | "force" = true): void {
    super.error(message, data, show === "force" ? false : show);
  }
}

/** The client writes level and time into its lines, which the log has of its own. */
function levelled(log: vscode.LogOutputChannel): vscode.OutputChannel {
  const appendLine = (line: string) => {
    const [, level, text] = /^\[(\w+)\s+- [^\]]*\] ([^]*)$/.exec(line) ?? [undefined, "Info", line];
    if (level === "Error") log.error(text ?? "");
    else if (level === "Warn") log.warn(text ?? "");
    else log.info(text ?? "");
  };
  return Object.create(log, { appendLine: { value: appendLine } }) as vscode.OutputChannel;
}
