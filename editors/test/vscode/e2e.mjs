// What a person sees and does in VS Code, by mouse and keyboard, on the sample corpus.
import fs from "node:fs";
import path from "node:path";
import { browser, check, comes, eventually, finish, open, settings } from "./window.mjs";

const { CORPUS, RECORDS } = process.env;
const context = await browser();
let window;
try {
  window = await open(context, CORPUS);
  const { page, keyboard } = window;
  await window.article("03-");
  await comes("squiggles appear", page.waitForSelector(".squiggly-warning").then(() => true));
  await comes("status item says how much was read", window.status(/Scholiast: 8 articles/));
  await comes("semantic colours: a person has one of their own", eventually(async () => {
    const [person, plain] = [await window.place("Toporivskiy"), await window.place("Artillery")];
    return person.color !== plain.color && `${person.color} ${plain.color}`;
  }));

  // Hover: a diagnostic, a name, a quotation, a figure, a time
  await comes("hover on a squiggle tells what is wrong", window.hover("Toporivskyy", /name\/inconsistent/));
  await comes("hover on a name", window.hover("Toporivskiy", /Toporivsk.*\n[\s\S]*articles/));
  await window.shot("hover");
  await comes("hover on a quotation names who says it", window.hover("Everything else", /Toporivsk/));
  await window.shot("hover-quotation");
  await comes("hover on a figure", window.hover("3,400 square", /3,?400/));
  await window.shot("hover-figure");
  await comes("hover on a time", window.hover("Friday", /\d{1,2} [A-Z][a-z]+ \d{4}|not known|unknown/));
  await window.shot("hover-time");

  // Around the corpus
  await window.escape();
  await comes("lens above the paragraph", window.sees(/\d+ mentions? · \d+ articles/));
  await comes("lens opens its references", window.until(
    () => page.locator(".codelens-decoration a", { hasText: "mention" }).first().click(),
    (timeout) => page.waitForFunction(() => {
      const files = document.querySelectorAll(".peekview-widget .ref-tree .monaco-list-row .label-name");
      return files.length >= 1 && document.querySelector(".peekview-widget .peekview-title").innerText;
    }, undefined, { timeout }).then((handle) => handle.jsonValue()),
  ));
  await window.shot("peek");
  await window.escape();
  await comes("Shift+F12 finds every article", window.until(
    async () => {
      await window.click("Toporivskiy", 0);
      await keyboard.press("Shift+F12");
    },
    (timeout) => page.waitForFunction(() => {
      const title = document.querySelector(".peekview-widget .peekview-title")?.innerText ?? "";
      return /\d+/.test(title) && document.querySelectorAll(".peekview-widget .ref-tree .monaco-list-row").length >= 5 && title;
    }, undefined, { timeout }).then((handle) => handle.jsonValue()),
  ));
  await window.escape();
  await comes("Ctrl+T finds him by another spelling", window.pick("Control+t", "Toporivskij", /Toporivsk/));
  await window.shot("symbols");
  await window.escape();
  await comes("Ctrl+Shift+O lists quotations", window.pick("Control+Shift+o", "", /Who sends an umbrella|We did not ask/));
  await window.escape();
  await comes("the outline view shows the headline", window.until(
    () => window.command("Explorer: Focus on Outline View"),
    (timeout) => page.locator(".outline-tree .monaco-list-row", { hasText: /Guns Return/ }).first().waitFor({ timeout }),
  ));
  await window.shot("outline");
  await comes("the problems panel lists the findings", window.until(
    () => window.command("Problems: Focus on Problems View"),
    (timeout) => page.locator(".markers-panel .monaco-list-row", { hasText: /name\/inconsistent/ }).first().waitFor({ timeout }),
  ));
  await window.shot("problems");
  await window.command("View: Hide Panel");

  await window.article("02-");
  await comes("boilerplate folds", window.until(
    async () => {
      await window.page.locator(".editor-group-container.active .view-line").first().click();
      await keyboard.press("Control+End");
      await window.click("For the latest news");
      await keyboard.press("Control+Shift+[");
    },
    (timeout) => page.waitForSelector(".inline-folded, .folded-background, .codicon-folding-collapsed", { timeout }).then(() => true),
  ));
  await keyboard.press("Control+Shift+]");

  await window.article("06-");
  await comes("boilerplate and wrong marks are squiggled", page.waitForSelector(".squiggly-warning").then(() => true));
  await comes("F12 goes to the introduction in another article", window.until(
    async () => {
      await window.article("06-");
      await window.click("Taras Brivenko");
      await keyboard.press("F12");
    },
    (timeout) => page.waitForFunction(() => {
      const tab = document.querySelector(".tab.active .label-name").textContent;
      return !tab.startsWith("06-") && tab;
    }, undefined, { timeout }).then((handle) => handle.jsonValue()),
  ));

  // A fix by keyboard
  await window.article("06-");
  const actions = (title) => page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
  await comes("quick fix names the exact text, and turns the mark", window.until(
    async () => {
      await window.click("within two");
      await keyboard.press("Control+.");
    },
    async (timeout) => {
      await actions("”").waitFor({ timeout });
      const title = await actions("”").innerText();
      await window.shot("fix");
      await actions("”").click({ timeout });
      await window.sees(/“within two\s+days”/, timeout);
      return title;
    },
  ));
  await comes("undo brings it back", window.until(
    () => keyboard.press("Control+z"),
    (timeout) => window.sees(/“within two\s+days“/, timeout),
  ));

  // Settings, taken up live; the article's date, by command
  await comes("no date is guessed", window.sees(/published on Monday, Kestel/));
  await window.command("Scholiast: Set the Article’s Date");
  await comes("the date is asked for", window.asked("When was 06-delta-online-offer.txt published").then(() => true));
  await keyboard.type("2025-02-30");
  await comes("a day that is none is refused", page.locator(".quick-input-widget", { hasText: "A day of the calendar" }).waitFor());
  for (let i = 0; i < 5; i++) await keyboard.press("Backspace");
  await keyboard.type("04-08");
  await page.locator(".quick-input-widget", { hasText: "A day of the calendar" }).waitFor({ state: "hidden" });
  await keyboard.press("Enter");
  await comes("inlay dates appear", window.sees(/Monday = [^,]*7 Apr/));
  await window.shot("dates");
  settings({ "scholiast.inlayHints": false });
  await comes("inlayHints off is taken up live", page.waitForFunction(
    () => ![...document.querySelectorAll(".view-line")].some((l) => /Monday.=.*Apr/.test(l.textContent)),
  ).then(() => true));
  settings({ "scholiast.semanticTokens": "rich" });
  await comes("semanticTokens rich is taken up live", page.waitForFunction(() => {
    const span = [...document.querySelectorAll(".view-line span > span")].find((s) => s.textContent.replace(/\u00a0/g, " ").includes("$1.2"));
    const plain = [...document.querySelectorAll(".view-line span > span")].find((s) => s.textContent.includes("Money"));
    return span && plain && getComputedStyle(span).color !== getComputedStyle(plain).color;
  }).then(() => true));

  // What a reader decides: the menu names the exact text, the question has one button a name, the line is kept
  const decisions = path.join(CORPUS, ".scholiast", "decisions.tsv");
  await window.article("08-");
  await comes("a name has decisions among its code actions", window.until(
    async () => {
      await window.click("Petro Sorokun");
      await keyboard.press("Control+.");
    },
    async (timeout) => {
      await actions("Petro Sorokun is the same as…").waitFor({ timeout });
      await window.shot("decisions");
      return true;
    },
  ));
  await actions("Petro Sorokun is the same as…").click();
  await comes("“the same as…” asks who", window.notified(/Who is Petro Sorokun\?/));
  await window.shot("same-as");
  await page.locator(".notification-toast, .notifications-center").filter({ visible: true })
    .getByRole("button", { name: "Halyna Sorokun" }).first().click();
  await comes("one line says so", eventually(() => fs.existsSync(decisions) && fs.readFileSync(decisions, "utf8")
    .split("\n").find((line) => line === "same\tperson:Halyna Sorokun\tperson:Petro Sorokun")));
  await comes("and the two are one at once", window.hover("Petro Sorokun", /^Halyna Sorokun/));
  fs.rmSync(decisions);
  await comes("without the line they are two again", window.hover("Petro Sorokun", /^Petro Sorokun/));

  // Rename: what stands in other articles is shown first
  const preview = page.locator(".bulk-edit-panel");
  await comes("F2 shows what a new name changes in other articles", window.until(
    async () => {
      if (await preview.isVisible()) await preview.getByRole("button", { name: "Discard" }).click();
      await window.click("Petro Sorokun");
      await keyboard.press("F2");
      await page.waitForFunction(() => document.activeElement?.matches("input.rename-input"), undefined, { timeout: 15_000 });
      await keyboard.press("Control+a");
      await keyboard.type("Pavlo Sorokun");
      await keyboard.press("Enter");
    },
    (timeout) => preview.locator(".monaco-list-row", { hasText: "01-harbour-courier" }).first().waitFor({ timeout }),
  ));
  await window.shot("rename");
  await preview.getByRole("button", { name: "Apply" }).click();
  await comes("and changes it here", window.sees(/Pavlo Sorokun/));
  await window.click("Pavlo Sorokun");
  await comes("undo takes it back", window.until(
    () => keyboard.press("Control+z"),
    (timeout) => window.sees(/Petro Sorokun/, timeout),
  ));

  // The server dies, and comes back
  const servers = () => fs.readdirSync(RECORDS).filter((f) => f.endsWith(".server"));
  const before = servers().length;
  const newest = servers().map((f) => `${RECORDS}/${f}`).sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)[0];
  process.kill(Number(fs.readFileSync(newest, "utf8")), "SIGKILL");
  await comes("a killed server is seen, and is back by itself", (async () => {
    await eventually(() => servers().length > before);
    await window.status(/Scholiast: 8 articles/);
    await window.article("06-");
    await window.hover("Radomir Kestel", /Kestel/);
  })());
  await window.command("Scholiast: Restart Server");
  await comes("and restarts by command", (async () => {
    await eventually(() => servers().length > before + 1);
    await window.status(/Scholiast: 8 articles/);
  })());
  await comes("the log says which server runs, and how it ended", window.until(
    () => window.command("Scholiast: Show Log"),
    (timeout) => page.waitForFunction(() => {
      const log = document.querySelector(".panel .monaco-editor")?.textContent.replace(/\u00a0/g, " ") ?? "";
      return /version \d/.test(log) && /SIGKILL|code \d+; it starts again/.test(log);
    }, undefined, { timeout }).then(() => true),
  ));
  await window.shot("log");
  await window.command("View: Hide Panel");

  // Two windows on one corpus
  const second = await open(context, CORPUS);
  await second.article("05-");
  await comes("a second window on the same corpus works too", second.status(/Scholiast: 8 articles/));
  await comes("and hovers", second.hover("Toporivskiy", /Toporivsk/));
  await comes("and the first one goes on", window.hover("Radomir Kestel", /Kestel/));
  await second.page.close();
} catch (error) {
  check("nothing goes wrong", false, error.message.split("\n")[0]);
  await window?.shot("error");
}
await context.close();
finish();
