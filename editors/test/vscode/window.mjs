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

/** Ask again and again until the answer is yes. */
export async function eventually(ask) {
  for (const end = Date.now() + PATIENCE; ; ) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${PATIENCE / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
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

  /** Do something by mouse or keyboard until it shows: a window that is busy loses keys and clicks before it listens. */
  async until(act, shows) {
    for (const end = Date.now() + PATIENCE; ; ) {
      try {
        await act();
        return await shows(PATIENCE / 8);
      } catch (error) {
        if (Date.now() > end) throw error;
        await this.escape();
      }
    }
  }

  /** Open an article by double click in the explorer; it has the keyboard then, and the extension runs. */
  async article(start) {
    const row = this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: start }).first();
    let tries = 0;
    await this.until(
      async () => {
        // An extension host that takes a minute to start is given up by the window: only a new window has one.
        if (++tries % 4 === 0) await this.page.reload({ timeout: 3 * PATIENCE, waitUntil: "commit" });
        await row.dblclick();
      },
      async (timeout) => {
        await this.page.waitForFunction((start) => {
          const group = document.querySelector(".editor-group-container.active");
          return group?.querySelector(".tab.active .label-name")?.textContent.startsWith(start) && group.querySelector(".view-line") &&
            [...document.querySelectorAll(".part.statusbar .statusbar-item")].some((item) => item.textContent.includes("Scholiast"));
        }, start, { timeout });
        await this.keyboard.press("Control+1"); // the list of files may have kept it
        await this.page.waitForFunction(() => document.querySelector(".editor-group-container.active").contains(document.activeElement), undefined, { timeout });
      },
    );
  }

  /** The middle of the nth place where a text stands on the screen, once it stands still: lenses and hints that arrive
   *  move the lines. */
  async place(text, nth = 0, timeout = PATIENCE) {
    return this.page.waitForFunction(([text, nth]) => {
      const plain = (s) => s.replace(/\u00a0/g, " ");
      const found = () => {
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
            const { x, y, width, height } = range.getBoundingClientRect();
            const element = range.startContainer.parentElement;
            return { x: x + width / 2, y: y + height / 2, width, height, color: getComputedStyle(element).color };
          }
        }
        return null;
      };
      const here = found();
      const key = here && JSON.stringify([text, here]);
      if (!key || window.__place?.key !== key) window.__place = { key, since: performance.now() };
      return key && performance.now() - window.__place.since > 120 ? here : null;
    }, [text, nth], { timeout }).then((handle) => handle.jsonValue());
  }

  /** Click on a text; the cursor is in it then. */
  async click(text, nth) {
    await this.until(
      async () => {
        const { x, y } = await this.place(text, nth);
        await this.page.mouse.click(x, y);
      },
      async (timeout) => {
        const box = await this.place(text, nth, timeout);
        await this.page.waitForFunction(({ x, y, width, height }) => {
          const group = document.querySelector(".editor-group-container.active");
          const cursor = group?.querySelector(".cursors-layer .cursor")?.getBoundingClientRect();
          return cursor && group.contains(document.activeElement) &&
            Math.abs(cursor.x - x) <= width / 2 + 3 && Math.abs(cursor.y + cursor.height / 2 - y) <= height;
        }, box, { timeout });
      },
    );
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

  /** Wait until a quick input is there and has the keyboard. */
  async asked(text, timeout = PATIENCE) {
    await this.page.locator(".quick-input-widget", { hasText: text }).waitFor({ timeout });
    await this.page.waitForFunction(() => document.activeElement?.matches(".quick-input-widget input"), undefined, { timeout });
  }

  /** Run a command by its name in the palette. */
  async command(name) {
    const row = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name });
    await this.until(
      async () => {
        await this.keyboard.press("F1");
        await this.asked("", PATIENCE / 8);
        await this.keyboard.type(name);
      },
      (timeout) => row.waitFor({ timeout }),
    );
    await this.keyboard.press("Enter");
    await row.waitFor({ state: "hidden" });
  }

  /** Type into the quick input that a key opens, and wait for a row. */
  async pick(keys, text, row) {
    const found = this.page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first();
    await this.until(
      async () => {
        await this.keyboard.press(keys);
        await this.asked("", PATIENCE / 8);
        if (text) await this.keyboard.type(text);
      },
      (timeout) => found.waitFor({ timeout }),
    );
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
    const said = this.page.locator(".notification-toast, .notifications-center .notification-list-item", { hasText: pattern })
      .filter({ visible: true }).first();
    // A message that nobody reads within seconds goes to the list behind the bell.
    for (const end = Date.now() + timeout; ; ) {
      try {
        await said.waitFor({ timeout: 3000 });
        return (await said.innerText()).replace(/\s+/g, " ");
      } catch (error) {
        if (Date.now() > end) throw error;
        if (!(await this.page.locator(".notifications-center.visible").count())) await this.command("Notifications: Show Notifications");
      }
    }
  }

  /** All messages to the person that nobody has cleared, as the list behind the bell has them. */
  async notifications() {
    const list = this.page.locator(".notifications-center.visible");
    if (!(await list.count())) await this.command("Notifications: Show Notifications");
    await list.waitFor();
    const said = await list.locator(".notification-list-item").allInnerTexts();
    return said.map((text) => text.replace(/\s+/g, " ").trim());
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
