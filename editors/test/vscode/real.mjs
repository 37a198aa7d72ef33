// The same by mouse and keyboard on real articles. What stands where is asked of the program in a terminal; what the
// window shows must be that.
import fs from "node:fs";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { browser, check, comes, eventually, finish, open, settings } from "./window.mjs";

const { SEEDS, SCHOLIAST, RECORDS } = process.env;
const ask = (...args) => execFileSync(SCHOLIAST, args, { encoding: "utf8", maxBuffer: 1 << 26 });
const articles = ask("annotate", SEEDS).trim().split("\n").map((line) => JSON.parse(line)).map((found) => {
  const text = fs.readFileSync(found.path, "utf8");
  const letters = [...text];
  const words = (item) => letters.slice(item.start, item.end).join("");
  return { ...found, text, words, name: path.basename(found.path, ".txt"), line: (item) => letters.slice(0, item.start).join("").split("\n").length };
});
const kinds = (article) => new Set(article.diagnostics.map((d) => d.code)).size + Math.min(article.figures.length, 3) + Math.min(article.times.length, 3);
const main = articles.toSorted((a, b) => kinds(b) - kinds(a))[0];
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** The first words of something: what may stand on two rows of the screen. */
const begin = (text) => /^\S+/.exec(text)[0].replace(/[,.;:”’"]+$/, "");
/** Something near the top whose first words stand nowhere before it, so that they can be found on the screen. */
const near = (article, items, fits = () => true) => items.find((item) => {
  const words = begin(article.words(item));
  return words.length > 3 && article.text.indexOf(words) === article.text.indexOf(article.words(item)) && fits(item) &&
    [...article.text.slice(0, article.text.indexOf(words))].length === item.start;
});
/** What a terminal shows first of a place. */
const said = (article, item) => {
  const before = article.text.slice(0, article.text.indexOf(article.words(item)));
  const column = [...before.slice(before.lastIndexOf("\n") + 1)].length + 2;
  return ask("hover", `${article.path}:${article.line(item)}:${column}`).split("\n")[0];
};
const person = Object.values(Object.groupBy(articles.flatMap((a) => a.entities.filter((e) => e.type === "person")), (e) => e.id))
  .toSorted((a, b) => b.length - a.length)[0][0];
const surname = person.name.split(" ").at(-1);

const context = await browser();
let window;
try {
  window = await open(context, SEEDS);
  const { page, keyboard } = window;
  await window.article(main.name);
  await comes("real articles: squiggles appear", page.waitForSelector(".squiggly-warning, .squiggly-info").then(() => true));
  await comes("real articles: the status item counts them", window.status(new RegExp(`Scholiast: ${articles.length} articles`)));
  await window.shot("seeds-light");

  const visible = (items, fits) => near(main, items.filter((item) => item.start < 2500), fits);
  for (const [what, item] of [
    ["a name", visible(main.mentions, (m) => m.form === "name" && m.type === "person")],
    ["a quotation", visible(main.quotations)],
    ["a figure", visible(main.figures)],
    ["a time", visible(main.times)],
  ]) {
    if (!check(`real articles: there is ${what} to look at`, item !== undefined)) continue;
    const head = said(main, item).split(/ · |, /)[0];
    await comes(`real articles: hover on ${what} says what the terminal says`, window.hover(begin(main.words(item)), new RegExp(escaped(head))));
  }
  const wrong = main.diagnostics.find((d) => d.start < 2500 && d.code !== "text/boilerplate" && near(main, [d]));
  if (wrong) await comes("real articles: hover on a squiggle names its rule", window.hover(begin(main.words(wrong)), new RegExp(escaped(wrong.code))));
  await window.escape();

  await comes("real articles: lens above a paragraph", window.sees(/\d+ mentions? · \d+ articles/));
  const peek = (most) => (timeout) => page.waitForFunction((most) => {
    const files = document.querySelectorAll(".peekview-widget .ref-tree .monaco-list-row .monaco-icon-label");
    return files.length >= most && document.querySelector(".peekview-widget .peekview-title")?.innerText;
  }, most, { timeout }).then((handle) => handle.jsonValue());
  await comes("real articles: a lens opens its references", window.until(
    () => page.locator(".codelens-decoration a", { hasText: "mention" }).first().click(), peek(2)));
  await window.shot("seeds-peek");
  await window.escape();
  const his = near(main, main.mentions, (m) => m.entity === person.id && m.form === "name");
  await comes("real articles: Shift+F12 finds him in every article", window.until(
    async () => {
      await window.click(begin(main.words(his)));
      await keyboard.press("Shift+F12");
    }, peek(articles.length)));
  await window.escape();
  await comes("real articles: F12 leads to where somebody is introduced, in another article", (async () => {
    const there = async () => {
      for (const article of articles) {
        const mention = near(article, article.mentions.filter((m) => m.start < 1500), (m) => m.entity === person.id && m.form === "name");
        if (!mention) continue;
        await window.article(article.name);
        await window.click(begin(article.words(mention)));
        await keyboard.press("F12");
        const left = await page.waitForFunction((name) => {
          const tab = document.querySelector(".tab.active .label-name").textContent;
          return tab !== name && tab; // tabs say the name without its ending
        }, article.name, { timeout: 4000 }).catch(() => null);
        if (left) return left.jsonValue();
        await window.escape();
      }
      return false;
    };
    return eventually(there);
  })());
  await window.escape();
  const other = person.aliases.map((name) => name.split(" ").at(-1)).find((last) => last[0] === surname[0] && !surname.includes(last));
  if (check("real articles: he is spelled in another way as well", other !== undefined, person.aliases)) await comes("real articles: Ctrl+T finds him by another spelling", window.pick("Control+t", other, new RegExp(escaped(surname.slice(0, 5)))));
  await window.escape();
  await window.article(main.name);
  await comes("real articles: the outline lists quotations", window.pick("Control+Shift+o", "", /[“"]/));
  await window.escape();
  await comes("real articles: the problems panel lists what check lists", window.until(
    () => window.command("Problems: Focus on Problems View"),
    (timeout) => page.locator(".markers-panel .monaco-list-row", { hasText: main.diagnostics[0].code }).first().waitFor({ timeout }),
  ));
  await window.shot("seeds-problems");
  await window.command("View: Hide Panel");

  const scrap = articles.flatMap((a) => a.diagnostics.filter((d) => d.code === "text/boilerplate").map((d) => [a, d]))
    .find(([a, d], i, all) => all.some(([b, e]) => a === b && e !== d && Math.abs(a.line(d) - a.line(e)) <= 2)) ??
    articles.flatMap((a) => a.diagnostics.filter((d) => d.code === "text/boilerplate").map((d) => [a, d]))[0];
  if (check("real articles: there is boilerplate", scrap !== undefined)) {
    const [article] = scrap;
    await window.article(article.name);
    await comes("real articles: it folds", window.until(
      async () => {
        await window.page.locator(".editor-group-container.active .view-line").first().click();
        await window.command("Fold All");
        await keyboard.press("Control+End");
      },
      (timeout) => page.waitForSelector(".inline-folded, .folded-background, .codicon-folding-collapsed", { timeout }).then(() => true),
    ));
    await keyboard.press("Control+k");
    await keyboard.press("Control+j");
  }

  await window.article(main.name);
  settings({ "scholiast.articleDates": Object.fromEntries(articles.map((a) => [`${a.name}.txt`, "2023-06-21"])) });
  await comes("real articles: a given date is taken up live, and resolves days", window.sees(/ = [^\n]*\d{4}/));
  await window.shot("seeds-dates");
  settings({ "scholiast.inlayHints": false });
  await comes("real articles: inlayHints off is taken up live", eventually(async () => !/ = [^\n]*\d{4}/.test(await window.sees(/[^]*/))));
  settings({ "scholiast.semanticTokens": "rich", "workbench.colorTheme": "Default Dark Modern" });
  await page.waitForFunction(() => document.querySelector(".monaco-workbench").classList.contains("vs-dark"));
  await comes("real articles: a person has a colour of his own", eventually(async () => {
    const colour = (await window.place(begin(main.words(his)))).color;
    return colour !== "rgb(204, 204, 204)" && colour;
  }));
  await window.shot("seeds-dark");
  await comes("real articles: decisions are code actions on his name", window.until(
    async () => {
      await window.click(begin(main.words(his)));
      await keyboard.press("Control+.");
    },
    (timeout) => page.locator(".action-widget .monaco-list-row", { hasText: "is not a name, in this article" }).first().waitFor({ timeout }),
  ));
  await window.escape();

  const servers = () => fs.readdirSync(RECORDS).filter((f) => f.endsWith(".server"));
  const before = servers().length;
  const newest = servers().map((f) => `${RECORDS}/${f}`).sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)[0];
  process.kill(Number(fs.readFileSync(newest, "utf8")), "SIGKILL");
  await comes("real articles: a killed server is back by itself", (async () => {
    await eventually(() => servers().length > before);
    await window.status(new RegExp(`Scholiast: ${articles.length} articles`));
    await window.hover(begin(main.words(his)), new RegExp(escaped(surname.slice(0, 5))));
  })());
} catch (error) {
  check("nothing goes wrong", false, error.message.split("\n")[0]);
  await window?.shot("error");
}
await context.close();
finish();
