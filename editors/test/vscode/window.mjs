// A real VS Code window: code-server's workbench in a headless Chromium, and the checks that count.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

const { CACHE, PORT, SHOTS } = process.env;
const require = createRequire(`${CACHE}/vscode/`);
const { chromium } = require("playwright-core");

/** How long anything may take, in milliseconds: long enough for a machine that is busy with other things. */
export const PATIENCE = 120_000;

const began = Date.now();
let passed = 0;
let failed = 0;

/** Count and print one check. */
export function check(name, ok, extra) {
  ok ? passed++ : failed++;
  const note = extra === undefined ? "" : "  " + (typeof extra === "string" ? extra : JSON.stringify(extra)).replace(/\s+/g, " ").slice(0, 260);
  console.log(`${ok ? "ok  " : "FAIL"} ${name}${note} [${((Date.now() - began) / 1000).toFixed(1)} s]`);
  return ok;
}

/** Check that something comes about; prints why not. */
export async function comes(name, promise) {
  try {
    const value = await promise;
    return check(name, value !== false, typeof value === "string" ? value : undefined);
  } catch (error) {
    return check(name, false, error.message.split("\n")[0]);
  }
}

/** Say how many checks passed, and leave. */
export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed || !passed ? 1 : 0);
}

/** Start the browser. */
export async function browser(viewport = { width: 1400, height: 900 }) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "scholiast-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    headless: true,
    viewport,
    permissions: ["clipboard-read", "clipboard-write"],
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
  context.on("close", () => fs.rmSync(profile, { recursive: true, force: true }));
  return context;
}

/** Open a folder in a new window of the editor. */
export async function open(context, folder, parameters = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const query = new URLSearchParams({ folder, ...parameters });
  await page.goto(`http://127.0.0.1:${PORT}/?${query}`, { timeout: 3 * PATIENCE, waitUntil: "commit" });
  await page.waitForSelector(".monaco-workbench .explorer-folders-view .monaco-list-row", { timeout: 3 * PATIENCE });
  return new Window(page);
}

export class Window {
  constructor(page) {
    this.page = page;
    this.keyboard = page.keyboard;
  }

  async shot(name) {
    // What fades in has come; what blinks for ever is not waited for.
    await this.page.evaluate(() => {
      const fades = document.getAnimations().filter((a) => a.effect?.getComputedTiming().iterations !== Infinity);
      return Promise.race([Promise.allSettled(fades.map((a) => a.finished)), new Promise((done) => setTimeout(done, 5000))]);
    });
    await this.page.screenshot({ path: path.join(SHOTS, `vscode-${name}.png`) });
  }

  /** Open an article by double click in the explorer. */
  async article(start) {
    await this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: start }).first().dblclick();
    await this.page.waitForFunction((start) => document.querySelector(".tab.active .label-name")?.textContent.startsWith(start), start);
    await this.page.waitForSelector(".editor-group-container.active .view-line");
  }

  /** The middle of the nth place where a text stands on the screen. */
  async place(text, nth = 0) {
    return this.page.waitForFunction(([text, nth]) => {
      const plain = (s) => s.replace(/\u00a0/g, " ");
      for (const line of document.querySelectorAll(".editor-group-container.active .editor-instance .view-line")) {
        let at = -1;
        while ((at = plain(line.textContent).indexOf(text, at + 1)) >= 0) {
          if (nth-- > 0) continue;
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let passed = 0, started = false;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const length = node.textContent.length;
            if (!started && passed + length > at) { range.setStart(node, at - passed); started = true; }
            if (started && passed + length >= at + text.length) { range.setEnd(node, at + text.length - passed); break; }
            passed += length;
          }
          const box = range.getBoundingClientRect();
          const element = range.startContainer.parentElement;
          return { x: box.x + box.width / 2, y: box.y + box.height / 2, color: getComputedStyle(element).color };
        }
      }
      return null;
    }, [text, nth]).then((handle) => handle.jsonValue());
  }

  async click(text, nth) {
    const { x, y } = await this.place(text, nth);
    await this.page.mouse.click(x, y);
  }

  /** Rest the mouse on a text and read the hover; again while lines still move under the mouse. */
  async hover(text, expected, nth) {
    for (const end = Date.now() + PATIENCE; ; ) {
      await this.page.mouse.move(5, 5);
      await this.page.waitForFunction(() => ![...document.querySelectorAll(".monaco-hover")].some((h) => h.offsetParent && h.textContent));
      const { x, y } = await this.place(text, nth);
      await this.page.mouse.move(x, y);
      try {
        const found = await this.page.waitForFunction((source) => {
          const expected = new RegExp(source);
          // Hovers that are gone stay in the page, unseen.
          const text = [...document.querySelectorAll(".monaco-hover .hover-row")].filter((h) => h.offsetParent).map((h) => h.innerText).join("\n");
          return expected.test(text) && text;
        }, expected.source, { timeout: PATIENCE / 10 });
        return await found.jsonValue();
      } catch (error) {
        if (Date.now() > end) throw error;
      }
    }
  }

  /** Run a command by its name in the palette. */
  async command(name) {
    await this.keyboard.press("F1");
    await this.page.waitForSelector(".quick-input-widget input");
    await this.keyboard.type(name);
    await this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).waitFor();
    await this.keyboard.press("Enter");
  }

  /** Type into the quick input that a key opened, and wait for a row. */
  async pick(keys, text, row) {
    await this.keyboard.press(keys);
    await this.page.waitForSelector(".quick-input-widget input");
    if (text) await this.keyboard.type(text);
    const found = this.page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first();
    await found.waitFor();
    return (await found.innerText()).replace(/\s+/g, " ");
  }

  /** Wait until the whole text on the screen, hints and lenses included, matches. */
  sees(pattern, timeout = PATIENCE) {
    return this.page.waitForFunction(([source, flags]) => {
      const lines = document.querySelectorAll(".editor-group-container.active .editor-instance .view-line, .codelens-decoration");
      const text = [...lines].map((l) => l.textContent.replace(/\u00a0/g, " ")).join("\n");
      return new RegExp(source, flags).exec(text)?.[0] ?? null;
    }, [pattern.source, pattern.flags], { timeout }).then((handle) => handle.jsonValue());
  }

  /** Wait for a message to the person. */
  async notified(pattern, timeout = PATIENCE) {
    const said = this.page.locator(".notification-toast, .notifications-center .notification-list-item", { hasText: pattern }).first();
    // A message that nobody reads within seconds goes to the list behind the bell.
    for (const end = Date.now() + timeout; ; ) {
      try {
        await said.waitFor({ timeout: timeout / 20 });
        return (await said.innerText()).replace(/\s+/g, " ");
      } catch (error) {
        if (Date.now() > end) throw error;
        if (!(await this.page.locator(".notifications-center.visible").count())) await this.command("Notifications: Show Notifications");
      }
    }
  }

  async status(pattern, timeout = PATIENCE) {
    const item = this.page.locator(".part.statusbar .statusbar-item", { hasText: pattern }).first();
    await item.waitFor({ timeout });
    return item.innerText();
  }

  tab() {
    return this.page.locator(".tab.active .label-name").innerText();
  }

  /** Peek views, menus and selections go away. */
  async escape() {
    for (let i = 0; i < 3; i++) await this.keyboard.press("Escape");
    await this.page.mouse.move(5, 5);
  }
}

/** Write the settings that apply in code-server: those of the machine. */
export function settings(values) {
  const file = path.join(process.env.DATA, "Machine", "settings.json");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(values, null, 1));
}
