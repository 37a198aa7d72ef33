// Runs editors/vscode/test/index.js inside the real extension host, as @vscode/test-electron would.
import fs from "node:fs";
import path from "node:path";
import { PATIENCE, browser, check, finish } from "./window.mjs";

const { CORPUS, PORT, EXTENSION } = process.env;
const out = path.join(CORPUS, "..", "exthost.txt");
const context = await browser();
const page = await context.newPage();
const remote = (file) => `vscode-remote://127.0.0.1:${PORT}${file}`;
const done = new Promise((resolve) => {
  void page.exposeFunction("codeAutomationExit", (code) => resolve(code));
  setTimeout(() => resolve("nothing within ten minutes"), 5 * PATIENCE).unref();
});
await page.exposeFunction("codeAutomationLog", (_type, args) => process.env.VERBOSE && console.log(...args));
if (process.env.VERBOSE) page.on("console", (message) => console.log(message.text().slice(0, 300)));
const payload = [["extensionDevelopmentPath", remote(EXTENSION)], ["extensionTestsPath", remote(`${EXTENSION}/test/index.js`)], ["skipWelcome", "true"]];
await page.goto(`http://127.0.0.1:${PORT}/?${new URLSearchParams({ folder: CORPUS, payload: JSON.stringify(payload) })}`, {
  timeout: 3 * PATIENCE,
  waitUntil: "commit",
});
const code = await done;
const lines = fs.existsSync(out) ? fs.readFileSync(out, "utf8").trim().split("\n") : [];
for (const line of lines) check(line.slice(5), line.startsWith("ok"));
check("the extension host ran the tests", lines.length > 0, String(code));
if (!lines.length) await page.screenshot({ path: path.join(process.env.SHOTS, "vscode-exthost.png") });
await context.close();
finish();
