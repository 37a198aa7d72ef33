// The extension that brings its server along, in a folder that nobody has trusted, with no other server anywhere.
import fs from "node:fs";
import path from "node:path";
import { browser, check, comes, finish, open, settings } from "./window.mjs";

const { CORPUS, WORK } = process.env;
const context = await browser();
let window;
try {
  // What an untrusted folder asks for is not run.
  const trap = path.join(WORK, "sprung");
  const evil = path.join(WORK, "evil");
  fs.writeFileSync(evil, `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
  fs.mkdirSync(path.join(CORPUS, ".vscode"), { recursive: true });
  fs.writeFileSync(path.join(CORPUS, ".vscode", "settings.json"), JSON.stringify({ "scholiast.server.path": evil }));
  settings({ "scholiast.semanticTokens": "rich" });
  window = await open(context, CORPUS);
  await comes("the folder is not trusted", window.status(/Restricted Mode/));
  await window.article("03-");
  await comes("the server that comes with the extension runs", window.status(/Scholiast: 8 articles/));
  await comes("and hovers", window.hover("Toporivskiy", /Toporivsk/));
  check("the folder's own program was not run", !fs.existsSync(trap));
  // An answer that comes after the editor has heard of the settings leaves its boxes standing until the article is opened anew.
  const boxed = () => window.page.locator(".view-overlays .unicode-highlight").count();
  await comes("curly marks are not boxed as suspicious there", window.until(
    async () => {
      if (!(await boxed())) return;
      await window.command("View: Close Editor");
      await window.article("03-");
      await window.sees(/\d+ mentions/);
    },
    async () => (await boxed()) === 0 || Promise.reject(new Error(`${await boxed()} boxes`)),
  ));
  for (const [theme, name] of [["Default Dark Modern", "dark"], ["Default Light Modern", "light"]]) {
    settings({ "scholiast.semanticTokens": "rich", "workbench.colorTheme": theme, "workbench.statusBar.visible": true });
    await window.page.waitForFunction((dark) => document.querySelector(".monaco-workbench").classList.contains(dark ? "vs-dark" : "vs"), name === "dark");
    await window.hover("Toporivskiy", /Toporivsk/);
    await window.shot(`untrusted-${name}`);
    const person = (await window.place("Toporivskiy", 1)).color;
    const plain = (await window.place("Artillery")).color;
    const figure = (await window.place("3,400 square")).color;
    check(`${name}: people and figures have colours of their own`, person !== plain && figure !== plain && person !== figure, { person, figure, plain });
  }
} catch (error) {
  check("nothing goes wrong", false, error.message.split("\n")[0]);
  await window?.shot("bundled");
}
await context.close();
finish();
