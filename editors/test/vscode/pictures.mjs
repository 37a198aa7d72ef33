// The two pictures of README, of the sample corpus: taken when somebody asks for them, and looked at before they are kept.
import { browser, check, comes, finish, open, settings } from "./window.mjs";

const context = await browser({ width: 1180, height: 640 });
const dates = {
  "01-harbour-courier-ceasefire.txt": "2025-04-10", "02-meridian-post-envoy.txt": "2024-12-12", "03-delta-online-ridge.txt": "2025-03-14",
  "04-meridian-post-commander.txt": "2024-10-24", "05-northgate-wire-empty-chair.txt": "2025-02-20", "06-delta-online-offer.txt": "2025-04-08",
  "07-harbour-courier-donors.txt": "2025-05-22", "08-northgate-wire-shut-gates.txt": "2024-09-19",
};
const look = (theme, tokens) => settings({ "workbench.colorTheme": theme, "scholiast.articleDates": dates, "scholiast.semanticTokens": tokens, "outline.collapseItems": "alwaysCollapse", "breadcrumbs.enabled": false,
  "editor.lineNumbers": "off", "editor.folding": false, "workbench.activityBar.location": "hidden" });
let window;
try {
  look("Default Dark Modern", "quiet");
  window = await open(context, process.env.CORPUS);
  await window.article("03-");
  await window.status(/Scholiast: 8 articles/);
  await window.sees(/\d+ mentions · 8 articles/);
  await comes("dark: a hover on a name", window.hover("Toporivskiy", /articles/));
  await window.shot("dark");
  await window.escape();
  look("Default Light Modern", "rich");
  await window.page.waitForFunction(() => document.querySelector(".monaco-workbench").classList.contains("vs"));
  await window.article("01-");
  await window.sees(/Thursday = /);
  await comes("light: a hover on a quotation that another article has too", window.hover("A locked river", /Tolleson[\s\S]*02-meridian/));
  await window.shot("light");
} catch (error) {
  check("nothing goes wrong", false, error.message.split("\n")[0]);
  await window?.shot("error");
}
await context.close();
finish();
