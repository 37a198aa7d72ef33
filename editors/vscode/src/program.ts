import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";

/** The server to run. */
export interface Program {
  path: string;
  origin: "setting" | "bundled" | "PATH";
  version: string;
}

/** Something the person has to do before there is a server; the message says what. */
export class Trouble extends Error {
  constructor(
    message: string,
    readonly remedy?: "settings" | "trust",
  ) {
    super(message);
  }
}

const FILE = process.platform === "win32" ? "scholiast.exe" : "scholiast";
const INSTALL = "Install it with “cargo install --path .” in a clone of its sources, or name it in the setting scholiast.server.path.";

/** Look the server up: setting, then what comes with the extension, then PATH. In a folder that is not trusted only
 *  what comes with the extension. */
export async function findProgram(context: vscode.ExtensionContext): Promise<Program> {
  const bundled = context.asAbsolutePath(path.join("server", FILE));
  if (!vscode.workspace.isTrusted) {
    if (await runnable(bundled)) return identified(bundled, "bundled");
    throw new Trouble("This extension comes without a server, and in a folder that is not trusted no other one is run.", "trust");
  }
  const named: unknown = vscode.workspace.getConfiguration("scholiast").get("server.path");
  if (named !== undefined && typeof named !== "string") {
    throw new Trouble(`The setting scholiast.server.path should be a path, not ${JSON.stringify(named)}.`, "settings");
  }
  if (named?.trim()) {
    return identified(named.trim().replace(/^~(?=[/\\])/, homedir()), "setting");
  }
  if (await runnable(bundled)) return identified(bundled, "bundled");
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    const found = path.join(folder, FILE);
    if (folder && (await runnable(found))) return identified(found, "PATH");
  }
  throw new Trouble(`There is no scholiast on the PATH. ${INSTALL}`, "settings");
}

/** What is odd about running this server with this extension, if something is. */
export function versionMismatch(program: Program, extension: string): string | undefined {
  if (extension === "0.0.0") return undefined; // run from its sources
  const family = (version: string) => version.split(".", version.startsWith("0.") ? 2 : 1).join(".");
  if (family(program.version) === family(extension)) return undefined;
  return `${program.path} is scholiast ${program.version}, but this extension was made for ${extension}: some of it may not work. ${
    program.origin === "setting" ? "The setting scholiast.server.path names it." : "“cargo install --path .” in a clone of its sources brings that one’s version."
  }`;
}

async function runnable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function identified(file: string, origin: Program["origin"]): Promise<Program> {
  const setting = origin === "setting" ? "scholiast.server.path: " : "";
  const remedy = origin === "setting" ? "settings" : undefined;
  let answer: string;
  try {
    answer = (await promisify(execFile)(file, ["--version"], { timeout: 10_000, windowsHide: true })).stdout;
  } catch (error) {
    const { code, killed } = error as NodeJS.ErrnoException & { killed?: boolean };
    const reason =
      code === "ENOENT" ? `there is no program ${file}`
      : code === "EACCES" ? `${file} may not be executed`
      : killed ? `${file} did not answer --version`
      : `${file} is not scholiast: “--version” fails (${firstLine((error as Error).message)})`;
    throw new Trouble(`${setting}${reason}. ${code === "ENOENT" ? INSTALL : ""}`.trim(), remedy);
  }
  const version = /^scholiast (\d+\.\d+\.\d+\S*)/.exec(answer)?.[1];
  if (!version) {
    throw new Trouble(`${setting}${file} is not scholiast: it answers --version with “${firstLine(answer)}”.`, remedy);
  }
  return { path: file, origin, version };
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0]?.slice(0, 120) ?? "";
}
