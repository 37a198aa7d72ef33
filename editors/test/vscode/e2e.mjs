// What a person sees and does in VS Code, by mouse and keyboard, on the sample corpus.
import fs from "node:fs";
import { PATIENCE, browser, check, comes, finish, open, settings } from "./window.mjs";

const { CORPUS, RECORDS } = process.env;
const context = await browser();
let window;
try {
  window = await open(context, CORPUS);
  const { page, keyboard } = window;
  await window.article("03-");
  await comes("squiggles appear", page.waitForSelector(".squiggly-warning").then(() => true));
  await comes("status item says how much was read", window.status(/Scholiast: 8 articles/));
  await comes("semantic colours: a person has one of their own", (async () => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await page.waitForTimeout(50)) {
      const [person, plain] = [await window.place("Toporivskiy"), await window.place("Artillery")];
      if (person.color !== plain.color) return `${person.color} ${plain.color}`;
    }
    return false;
  })());

  // Hover: a diagnostic, a name, a quotation, a figure, a time
  await comes("hover on a squiggle tells what is wrong", window.hover("Toporivskyy", /name\/inconsistent/));
  await comes("hover on a name", window.hover("Toporivskiy", /Toporivsk.*\n[\s\S]*articles/));
  await window.shot("hover");
  await comes("hover on a quotation names who says it", window.hover("Everything else", /Toporivsk/));
  await comes("hover on a figure", window.hover("3,400 square", /3,?400/));
  await comes("hover on a time", window.hover("Friday", /Friday|date/));

  // Around the corpus
  await window.escape();
  await comes("lens above the paragraph", window.sees(/\d+ mentions? · \d+ articles/));
  await page.locator(".codelens-decoration a", { hasText: "mention" }).first().click();
  await comes("lens opens its references", page.waitForFunction(() => {
    const files = document.querySelectorAll(".peekview-widget .ref-tree .monaco-list-row .label-name");
    return files.length >= 1 && document.querySelector(".peekview-widget .peekview-title").innerText;
  }).then((handle) => handle.jsonValue()));
  await window.shot("peek");
  await window.escape();
  await window.click("Toporivskiy", 0);
  await keyboard.press("Shift+F12");
  await comes("Shift+F12 finds every article", page.waitForFunction(() => {
    const title = document.querySelector(".peekview-widget .peekview-title")?.innerText ?? "";
    return /\d+/.test(title) && document.querySelectorAll(".peekview-widget .ref-tree .monaco-list-row").length >= 5 && title;
  }).then((handle) => handle.jsonValue()));
  await window.escape();
  await comes("Ctrl+T finds him by another spelling", window.pick("Control+t", "Toporivskij", /Toporivsk/));
  await window.escape();
  await comes("Ctrl+Shift+O lists quotations", window.pick("Control+Shift+o", "", /Who sends an umbrella|We did not ask/));
  await window.escape();
  await comes("the outline view shows the headline", (async () => {
    await window.command("Explorer: Focus on Outline View");
    await page.locator(".outline-tree .monaco-list-row", { hasText: /Guns Return/ }).first().waitFor();
  })());
  await keyboard.press("Control+1");
  await comes("the problems panel lists the findings", (async () => {
    await keyboard.press("Control+Shift+m");
    await page.waitForSelector(".markers-panel .monaco-list-row");
    const text = await page.locator(".markers-panel").innerText();
    await keyboard.press("Control+Shift+m");
    return /name\/inconsistent/.test(text);
  })());
  await keyboard.press("Control+1");

  await window.article("02-");
  await page.locator(".editor-group-container.active .view-line").first().click(); // the list of files may still have the keyboard
  await keyboard.press("Control+End");
  await comes("boilerplate folds", (async () => {
    await window.click("For the latest news");
    await keyboard.press("Control+Shift+[");
    await page.waitForFunction(() => document.querySelector(".inline-folded, .folded-background, .codicon-folding-collapsed"));
  })());
  await keyboard.press("Control+Shift+]");

  await window.article("06-");
  await comes("boilerplate and wrong marks are squiggled", page.waitForSelector(".squiggly-warning").then(() => true));
  await window.click("Taras Brivenko");
  await keyboard.press("F12");
  await comes("F12 goes to the introduction in another article", page.waitForFunction(() => {
    const tab = document.querySelector(".tab.active .label-name").textContent;
    return !tab.startsWith("06-") && tab;
  }).then((handle) => handle.jsonValue()));
  await window.escape();
  await window.article("06-");

  // A fix by keyboard
  await window.click("within two");
  await keyboard.press("F8"); // next problem: the cursor is on it
  await window.escape();
  await window.click("within two");
  await keyboard.press("Control+.");
  await comes("quick fix names the exact text", (async () => {
    const item = page.locator(".action-widget .monaco-list-row", { hasText: "”" }).first();
    await item.waitFor();
    const title = await item.innerText();
    await window.shot("fix");
    await keyboard.press("Enter");
    return title;
  })());
  await comes("and turns the mark", window.sees(/“within two\s+days”/));
  await keyboard.press("Control+z");

  // Settings, taken up live; the article's date, by command
  await comes("no date is guessed", window.sees(/published on Monday, Kestel/));
  await window.command("Scholiast: Set the Article’s Date");
  await comes("the date is asked for", page.locator(".quick-input-widget", { hasText: "When was 06-delta-online-offer.txt published" }).waitFor());
  await keyboard.type("2025-02-30");
  await comes("a day that is none is refused", page.locator(".quick-input-widget", { hasText: "A day of the calendar" }).waitFor());
  for (let i = 0; i < 2; i++) await keyboard.press("Backspace");
  await keyboard.type("28");
  for (let i = 0; i < 5; i++) await keyboard.press("Backspace");
  await keyboard.type("04-08");
  await keyboard.press("Enter");
  await comes("inlay dates appear", window.sees(/Monday = [^,]*7 Apr/));
  await window.shot("dates");
  settings({ "scholiast.inlayHints": false });
  await comes("inlayHints off is taken up live", (async () => {
    await page.waitForFunction(() => ![...document.querySelectorAll(".view-line")].some((l) => /Monday.=.*Apr/.test(l.textContent)));
  })());
  settings({ "scholiast.semanticTokens": "rich" });
  await comes("semanticTokens rich is taken up live", page.waitForFunction(() => {
    const span = [...document.querySelectorAll(".view-line span > span")].find((s) => s.textContent.replace(/\u00a0/g, " ").includes("$1.2"));
    const plain = [...document.querySelectorAll(".view-line span > span")].find((s) => s.textContent.includes("Money"));
    return span && plain && getComputedStyle(span).color !== getComputedStyle(plain).color;
  }));

  // The server dies, and comes back
  const servers = () => fs.readdirSync(RECORDS).filter((f) => f.endsWith(".server"));
  const before = servers().length;
  const newest = servers().map((f) => `${RECORDS}/${f}`).sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)[0];
  process.kill(Number(fs.readFileSync(newest, "utf8")), "SIGKILL");
  await comes("a killed server is seen", page.waitForFunction(() => /Scholiast/.test(document.querySelector(".statusbar-item.warning-kind")?.textContent ?? "")).then(() => true));
  await comes("and is back by itself", (async () => {
    for (let i = 0; i < 1000 && servers().length === before; i++) await page.waitForTimeout(50);
    await window.status(/Scholiast: 8 articles/);
    await window.hover("Radomir Kestel", /Kestel/);
  })());
  await window.command("Scholiast: Restart Server");
  await comes("and restarts by command", (async () => {
    for (let i = 0; i < 1000 && servers().length === before + 1; i++) await page.waitForTimeout(50);
    await window.status(/Scholiast: 8 articles/);
  })());
  await window.command("Scholiast: Show Log");
  await comes("the log says which server runs", page.waitForFunction(() => /version \d/.test(document.querySelector(".panel .monaco-editor")?.textContent.replace(/\u00a0/g, " ") ?? "")).then(() => true));
  await keyboard.press("Control+j");

  // Two windows on one corpus
  const second = await open(context, CORPUS);
  await second.article("05-");
  await comes("a second window on the same corpus works too", second.status(/Scholiast: 8 articles/));
  await comes("and hovers", second.hover("Toporivskiy", /Toporivsk/));
  await second.page.close();
} catch (error) {
  check("nothing goes wrong", false, error.message.split("\n")[0]);
  await window?.shot("error");
}
await context.close();
finish();
