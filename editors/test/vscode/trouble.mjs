// Everything that can be wrong, and what the person is told about it.
import fs from "node:fs";
import path from "node:path";
import { browser, check, comes, finish, open, settings } from "./window.mjs";

const { CORPUS, WORK } = process.env;
const context = await browser();
let window;

/** A program that answers --version in its own way and does nothing else. */
function impostor(name, script) {
  const file = path.join(WORK, name);
  fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}
const server = (file) => settings({ "scholiast.server.path": file });
/** The list of messages shows no more than a few of them. */
const clear = () => window.command("Notifications: Clear All Notifications");

try {
  server("/no/such/scholiast");
  window = await open(context, CORPUS);
  const { page } = window;
  await window.article("03-");
  await comes("no binary: the message names it and the remedy", window.notified(/scholiast\.server\.path: there is no program \/no\/such\/scholiast\. Install it with “cargo install/));
  await comes("no binary: the status item shows it", page.waitForSelector(".statusbar-item.error-kind").then(() => true));
  await window.shot("no-binary");

  await clear();
  server(impostor("other", "echo other 9.9.9"));
  await comes("another program: the message quotes it", window.notified(/other is not scholiast: it answers --version with “other 9.9.9”/));

  await clear();
  fs.writeFileSync(path.join(WORK, "plain"), "", { mode: 0o644 });
  server(path.join(WORK, "plain"));
  await comes("a file that is no program: the message says so", window.notified(/plain may not be executed/));

  await clear();
  settings({ "scholiast.server.path": 42 });
  await comes("a path of the wrong type: the message says so", window.notified(/server\.path should be a path, not 42/));

  await clear();
  server(impostor("crasher", 'case $1 in --version) echo "scholiast 0.1.0";; *) exit 3;; esac'));
  await comes("a server that does nothing but crash is given up, with the log", window.notified(/ended with code 3, for the 5th time/));

  // Whatever else the client says of a connection that breaks five times is for the log, and comes within the second.
  await page.waitForTimeout(1000);
  const said = await window.notifications();
  check("and that is the only message: nobody is told of broken pipes", said.length === 1 && /for the 5th time/.test(said[0]), said);
  await clear();
  server(impostor("older", `case $1 in --version) echo "scholiast 0.0.7";; *) exec "${WORK}/bin/scholiast" "$@";; esac`));
  await comes("a wrong version: the message names both", window.notified(/older is scholiast 0\.0\.7, but this extension was made for/));
  await comes("a wrong version: it is tried all the same", window.status(/Scholiast: 8 articles/));

  await clear();
  server("");
  await comes("once all is well it starts by itself", window.status(/Scholiast: 8 articles/));
  settings({ "scholiast.maxFileSize": "huge", "scholiast.inlayHints": "often" });
  await comes("settings of the wrong type: the message says what a number takes", window.notified(/scholiast\.maxFileSize takes a whole number of bytes, not "huge"/));
  await comes("settings of the wrong type: and what a switch takes", window.notified(/scholiast\.inlayHints takes true or false, not "often"/));
  await window.shot("wrong-settings");
  await clear();
  await comes("settings of the wrong type: hovers go on", window.hover("Toporivskiy", /Toporivsk/));
  settings({});

  // 5,000 words on one line, looked at from its end
  const sentence = "President Oleksandr Toporivskyy told Imogen Farrow on Thursday that “the valley’s water” cost €2.6bn, ";
  fs.writeFileSync(path.join(CORPUS, "09-long.txt"), sentence.repeat(5000 / 15) + "🚨 and Radomir Kestel left.\n");
  await window.article("09-");
  await comes("a paragraph of 5,000 words: a name at its beginning", window.hover("Toporivskyy", /Toporivsk/));
  await window.click("Toporivskyy told");
  await window.keyboard.press("Control+End");
  await comes("a paragraph of 5,000 words: a name behind an emoji at its end", window.hover("Radomir Kestel", /Kestel/));
  await window.shot("long");
  await page.close();
  fs.rmSync(path.join(CORPUS, "09-long.txt"));

  // A folder without articles
  const empty = path.join(WORK, "empty");
  fs.rmSync(empty, { recursive: true, force: true });
  fs.mkdirSync(empty);
  fs.writeFileSync(path.join(empty, "notes.md"), "# nothing here\n");
  window = await open(context, empty);
  await window.command("Scholiast: Restart Server");
  await comes("a folder without .txt: the status item says so", window.status(/Scholiast: no articles/));
  await window.page.close();

  // A folder that cannot be written
  const readonly = path.join(WORK, "readonly");
  fs.rmSync(readonly, { recursive: true, force: true });
  fs.cpSync(CORPUS, readonly, { recursive: true });
  fs.rmSync(path.join(readonly, ".vscode"), { recursive: true, force: true });
  // Root may write anywhere; a file where the folder of settings should be stops root as well.
  fs.writeFileSync(path.join(readonly, ".vscode"), "");
  fs.writeFileSync(path.join(readonly, ".scholiast"), "");
  fs.chmodSync(readonly, 0o555);
  window = await open(context, readonly);
  await window.article("03-");
  await comes("a read-only folder is read", window.status(/Scholiast: 8 articles/));
  await window.command("Scholiast: Set the Article’s Date");
  await window.asked("When was");
  await window.keyboard.type("2025-03-14");
  await window.keyboard.press("Enter");
  await comes("a date that cannot be kept is said", window.notified(/could not be kept/));
  await window.click("Toporivskiy");
  await window.until(
    () => window.keyboard.press("Control+."),
    (timeout) => window.page.locator(".action-widget .monaco-list-row", { hasText: "is not a name, in any article" }).click({ timeout }),
  );
  await comes("a decision that cannot be kept is said", window.notified(/decisions\.tsv/));
  await window.shot("read-only");
  await window.page.close();
} catch (error) {
  check("nothing goes wrong", false, error.message.split("\n")[0]);
  await window?.shot("trouble");
}
await context.close();
finish();
