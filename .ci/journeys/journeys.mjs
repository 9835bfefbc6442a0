// What a reporter does on the pages of `serve`, in a real browser. usage: node journeys.mjs ONRECORD EXAMPLES SHOTS
import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";

const [onrecord, examples, shots] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(shots, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "onrecord-"));
const evil = "</title><script>document.title='OWNED'</script>\"><img id=owned src=x onerror=\"document.title='OWNED'\">";
const story = "Officials said </bdi><script>document.title='OWNED'</script> the ferry may stop on Friday. Ada Holt, the mayor "
  + "of Velin, said: “<svg onload=document.title='OWNED'> nobody knew.” She did not say why.";
// HTML in a byline, marks that turn the direction, and titles of ten megabytes.
const byline = `By <b id=owned onclick="document.title='OWNED'">Ada</b> \u202etloH\u2066 ${evil}`;
const endless = `${evil} no end \u202e`.repeat(Math.ceil((10 << 20) / (evil.length + 9)));
const turned = "Officials \u202edias\u2066 the quay may close on Sunday. Ada Holt, the mayor of Velin, said: “\u202eNobody\u200b knew.”";
const articles = [
  { title: evil, outlet: evil, author: byline, url: "javascript:document.title='OWNED'", date: "2031-03-12", text: story },
  { title: endless, outlet: endless, author: [byline, endless], date: "2031-03-13", text: turned },
];
writeFileSync(join(folder, "hostile.jsonl"), articles.map((one) => JSON.stringify(one) + "\n").join(""));
const entities = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
writeFileSync(join(folder, "hostile.html"), `<html><head><title>${entities(endless)}</title><meta name="author" content="${entities(byline)}"></head>
  <body><article><h1>${entities(endless.slice(0, 20000))}</h1><p class="byline">${entities(byline)}</p><p>${entities(story)}</p></article></body></html>`);

function served(...more) {
  const child = spawn(onrecord, ["serve", "--ledger", join(folder, "l.ledger"), "--listen", "127.0.0.1:0", ...more]);
  return new Promise((done, fail) => {
    let told = "";
    child.stderr.on("data", (data) => {
      told += data;
      const found = told.match(/http:\/\/([^/]+)\//);
      if (found) done({ base: `http://${found[1]}`, stop: () => new Promise((gone) => { child.on("exit", gone); child.kill("SIGINT"); }) });
    });
    child.on("exit", () => fail(new Error(told)));
  });
}

function holds(fact, what) {
  if (!fact) throw new Error(what);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
let server = await served();
const left = [];
async function reader(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("request", (request) => { if (!request.url().startsWith(server.base)) left.push(request.url()); });
  page.on("console", (message) => { if (message.type() === "error" && /Content Security|Refused/.test(message.text())) left.push(message.text()); });
  page.on("pageerror", (error) => left.push(String(error)));
  return page;
}
async function seen(page, name) {
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: false });
}
async function accessible(page, name) {
  const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  const serious = found.violations.filter((one) => ["serious", "critical"].includes(one.impact));
  holds(serious.length === 0, `${name}: ${serious.map((one) => `${one.id} ${one.nodes[0].html} ${one.nodes[0].failureSummary}`).join("; ")}`);
}

const page = await reader();
page.setDefaultTimeout(15000);
const journeys = {
  async "drop in articles"() {
    await page.goto(server.base);
    holds((await page.textContent("main")).includes("No article"), "an empty ledger says so");
    await page.click("text=Add articles");
    await seen(page, "add");
    const { readdirSync } = await import("node:fs");
    const files = readdirSync(examples).filter((name) => /\.(txt|html|md|json|jsonl)$/.test(name)).map((name) => join(examples, name));
    await page.setInputFiles("input[type=file]", [...files, join(folder, "hostile.jsonl"), join(folder, "hostile.html")]);
    await page.click("text=Add files");
    await page.waitForSelector("text=Done:", { timeout: 240000 });
    await seen(page, "read");
    holds((await page.textContent("#progress")).includes("0 failed"), "all articles are read");
  },
  async "paste one"() {
    await page.goto(`${server.base}/add`);
    await page.fill("input[name=title]", "Ferry halted");
    await page.fill("textarea", "The harbour master, Ole Brandt, said on Monday that the ferry had been halted. Nobody was hurt.");
    await page.click("text=Add text");
    await page.waitForSelector("text=Done:", { timeout: 120000 });
  },
  async "read the brief"() {
    await page.goto(server.base);
    await seen(page, "events");
    await page.click("ol.events a >> nth=0");
    holds(/^Brief of \d+ articles/.test(await page.title()), "the brief has a title");
    await accessible(page, "brief");
    await seen(page, "brief");
  },
  async "open the words behind a line"() {
    const cite = page.locator("a.cite").first();
    const line = (await cite.locator("xpath=..").textContent()).trim();
    await cite.click();
    await page.waitForSelector("#panel #at");
    const lit = (await page.textContent("#panel #at")).trim();
    holds(lit.length > 0 && line.replace(/\s+/g, " ").includes(lit.replace(/\s+/g, " ").slice(0, 20)), `the line's words are lit: ${lit}`);
    await seen(page, "beside");
    await page.keyboard.press("Escape");
    holds(!(await page.locator("#panel").isVisible()), "Escape closes it");
  },
  async "follow a claim to its origin"() {
    await page.locator("li:has-text('1 origin') a.claim").first().click();
    await page.waitForSelector("svg.graph rect");
    holds(await page.locator("table tbody tr").count() > 1, "wordings are listed");
    await accessible(page, "claim");
    await seen(page, "claim");
    await page.locator("a.words").first().click();
    await page.waitForSelector("#at");
  },
  async "see how findings stand in an article"() {
    await page.locator(".findings li .n").first().waitFor();
    await accessible(page, "article");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    holds(await page.locator(".findings li.on").count() === 1, "j goes from finding to finding");
    await page.locator(".text [data-f]").last().hover();
    holds(await page.locator(".findings li.on").count() >= 1, "the pointer lights a finding up");
    await seen(page, "article");
  },
  async "choose lines"() {
    await page.goto(server.base);
    await page.click("ol.events a >> nth=0");
    const all = await page.locator("main li").count();
    await page.click("summary:has-text('Choose lines')");
    await page.fill("input[name=source]", "Okonjo");
    await page.click("form.filter button");
    const some = await page.locator("main section:not(#articles) li").count();
    holds(some > 0 && some < all, "a filter narrows");
  },
  async "the panel leaves the line where it is"() {
    await page.goto(server.base);
    await page.click("ol.events a >> nth=0");
    const cite = page.locator("a.cite").nth(12);
    await cite.scrollIntoViewIfNeeded();
    const top = async () => (await cite.boundingBox()).y;
    const before = await top();
    await cite.click();
    await page.waitForSelector("#panel #at");
    holds(Math.abs(await top() - before) < 4, "the clicked line stays in its place");
    await page.keyboard.press("Escape");
    holds(Math.abs(await top() - before) < 4, "and when the panel closes");
  },
  async "search"() {
    await page.fill("header input[type=search]", "wheat");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search/);
    holds(await page.locator("ol.hits > li").count() > 0, "wheat is found");
    await accessible(page, "search");
    await seen(page, "search");
  },
  async "search as it is typed, and page by page"() {
    await page.goto(`${server.base}/search`);
    await page.locator("#search input[name=q]").pressSequentially("whea");
    await page.waitForSelector("#found .hits li");
    holds(/wheat/i.test(await page.textContent("#found")), "the word that is still going on is found");
    await page.goto(`${server.base}/search?act=said&limit=3`);
    const first = await page.textContent(".hits li");
    await page.click("nav.turns a[rel=next]");
    holds(await page.textContent(".hits li") !== first, "another page has other lines");
    holds(/^4 to /.test(await page.textContent("#found [role=status]")), "it says which");
    await accessible(page, "pages of a search");
    await page.click("nav.turns a[rel=prev]");
    holds(await page.textContent(".hits li") === first, "and back");
  },
  async "correct a source, and see it hold after restart"() {
    await page.goto(`${server.base}/search?source=Okonjo`);
    await page.locator("ol.hits a.words").first().click();
    const finding = page.locator(".findings > li").filter({ has: page.locator("input[name=source]") }).first();
    await finding.locator("summary").click();
    const source = (await page.locator(".text .source").first().textContent()).trim();
    await finding.locator("input[name=source]").fill(source);
    await finding.locator("form:has(button[value=correct]) input[name=by]").fill("Roe");
    await finding.locator("button[value=correct]").click();
    await page.waitForURL(/article/);
    holds((await page.textContent(".judged")).includes("Corrected"), "the correction is shown");
    const address = new URL(page.url());
    await server.stop();
    server = await served();
    await page.goto(`${server.base}${address.pathname}`);
    holds((await page.textContent(".judged")).includes("Roe"), "it holds after a restart");
    await seen(page, "corrected");
    await page.goto(`${server.base}/hand`);
    await page.locator("main form.inline button").first().click();
    await page.waitForURL(/hand/);
    holds((await page.textContent("main")).includes("undone"), "it is undone");
  },
  async "Enter is no verdict, and wrong words come back"() {
    await page.goto(`${server.base}/search?source=Okonjo`);
    await page.locator("ol.hits a.words").first().click();
    const article = page.url();
    const finding = page.locator(".findings > li").filter({ has: page.locator("input[name=source]") }).first();
    await finding.locator("summary").click();
    const verdict = finding.locator("form:has(button[value=confirm]) input[name=by]");
    holds(await verdict.inputValue() === "Roe", "who judges is remembered");
    await verdict.press("Enter");
    await page.waitForTimeout(300);
    holds(page.url() === article, "Enter beside a verdict does nothing");
    await finding.locator("input[name=source]").fill("Nobody at all");
    await finding.locator("input[name=source]").press("Enter");
    await page.waitForURL(/hand/);
    holds(await page.inputValue("input[name=source]") === "Nobody at all", "the words are given back");
    holds(await page.locator("header.site nav").isVisible(), "the page has its menu");
    await accessible(page, "not done");
    await seen(page, "not-done");
    await page.fill("input[name=source]", "");
    await page.fill("input[name=remark]", "Ask again");
    await page.press("input[name=remark]", "Enter");
    await page.waitForURL(/article/);
    const judged = (await page.locator(".judged").allTextContents()).join(" ");
    holds(judged.includes("Ask again") && !judged.includes("Confirmed"), `a remark is a remark: ${judged}`);
  },
  async "rate a source"() {
    await page.goto(`${server.base}/sources`);
    await seen(page, "sources");
    await page.locator("tbody a").first().click();
    await page.click("summary:has-text('Rate')");
    await page.selectOption("select[name=letter]", "B");
    await page.click("button:has-text('Rate')");
    await page.waitForSelector("text=usually reliable");
    await accessible(page, "source");
    await seen(page, "source");
  },
  async "see what those said who are not named"() {
    await page.goto(`${server.base}/sources`);
    await page.click("text=All that they put on record");
    await page.waitForURL(/source\/unnamed/);
    const all = await page.locator("main table.stack tbody tr").count();
    await accessible(page, "not named");
    await seen(page, "unnamed");
    await page.click("text=All kinds of them");
    await page.locator("#unnamed ~ .wide tbody a").first().click();
    await page.waitForURL(/source\/u[0-9a-f]{10}/);
    const some = await page.locator("main table.stack tbody tr").count();
    holds(some > 0 && some < all, `${some} of ${all} statements are of this kind`);
    holds(await page.locator("summary:has-text('Rate')").count() === 0, "nobody rates whom nobody knows");
    await accessible(page, "kind of source");
    await seen(page, "kind");
  },
  async "see in the twin what was judged"() {
    await page.goto(`${server.base}/search?source=Okonjo`);
    await page.locator("ol.hits a.words").first().click();
    await page.waitForSelector(".judged");
    const twin = await (await page.request.get(`${server.base}${new URL(page.url()).pathname}.json`)).json();
    holds(twin.judgements.some((one) => one.by === "Roe" && one.remark === "Ask again"), JSON.stringify(twin.judgements));
  },
  async "merge two sources, and take it back"() {
    const names = async () => {
      // what was decided is in the list once its record is put together
      for (let tries = 0; tries < 60; tries += 1) {
        await page.goto(`${server.base}/sources`);
        if (!(await page.textContent("body")).includes("being put together")) break;
        await new Promise((next) => setTimeout(next, 1000));
      }
      return page.locator("tbody a").evaluateAll((all) => all.map((one) => one.textContent.trim()));
    };
    const before = await names();
    const [stays] = before;
    await page.locator("tbody a").first().click();
    await page.click("summary:has-text('Rate')");
    const other = page.locator("datalist#others option").first();
    const goes = (await other.textContent()).split(" (")[0];
    await page.fill("input[name=other]", await other.getAttribute("value"));
    await page.click("button:has-text('Merge')");
    await page.waitForURL(/hand/);
    await seen(page, "merged");
    const merged = await names();
    holds(merged.length === before.length - 1 && merged.includes(stays), `${goes} is part of ${stays}`);
    await page.locator("tbody a").filter({ hasText: stays }).first().click();
    holds((await page.textContent("main")).includes(goes), "both names are told");
    await page.goto(`${server.base}/hand`);
    await page.locator("li:has(input[value=undo-act]) button").first().click();
    await page.waitForURL(/hand/);
    holds(JSON.stringify(await names()) === JSON.stringify(before), "taken back, all is as it was");
  },
  async "look at an earlier moment"() {
    const counted = async () => Number((await page.textContent("main p.note")).match(/(\d+) article/)[1]);
    await page.goto(server.base);
    const now = await counted();
    const slider = page.locator("form.moments input[type=range]");
    await slider.focus();
    await page.keyboard.press("Home");
    await seen(page, "slider");
    await page.click("form.moments button");
    await page.waitForURL(/as_of=20/);
    holds((await page.textContent("p.moment")).includes("as it was on"), "the page says of when it is");
    const then = await counted();
    holds(then > 0 && then < now, `${then} articles then, ${now} now`);
    await accessible(page, "earlier");
    await seen(page, "earlier");
    await page.click("header nav a:has-text('Sources')");
    await page.waitForURL(/sources\?as_of=20/);
    await page.click("header .name");
    await page.click("text=The record of now");
    holds(await counted() === now, "now is one step away");
  },
  async "look at the other pages"() {
    for (const name of ["timeline", "matrix", "map", "questions", "changes", "hand", "add", "source/unnamed"]) {
      await page.goto(`${server.base}/${name}`);
      await accessible(page, name);
      await seen(page, name.replace("/", "-"));
    }
  },
  async "on a phone"() {
    const phone = await reader({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await phone.goto(server.base);
    await phone.click("ol.events a >> nth=0");
    const claim = await phone.locator("li:has-text('1 origin') a.claim").first().getAttribute("href");
    const pages = ["brief", "timeline", "map", "matrix", "sources", "source/unnamed", "questions", claim];
    for (const [at, name] of pages.entries()) {
      if (at > 0) await phone.goto(new URL(name, `${server.base}/`).href);
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      holds(wide <= 1, `${name} is ${wide} pixels too wide for a phone`);
      await accessible(phone, `phone ${name}`);
      const moved = name === "map" ? 0 : await phone.locator(".wide").evaluateAll((all) => Math.max(0, ...all.map((one) => one.scrollWidth - one.clientWidth)));
      holds(moved <= 1, `a frame of ${name} hides ${moved} pixels`);
      await seen(phone, `phone-${name === claim ? "claim" : name.replace("/", "-")}`);
    }
    await phone.goto(`${server.base}/matrix`);
    const cell = phone.locator("td.says").first();
    const told = await cell.evaluate((one) => getComputedStyle(one, "::before").content + one.textContent);
    holds(told.length > 40, `a cell tells its claim: ${told}`);
    await phone.context().close();
  },
  async "touch marked words on a phone"() {
    const phone = await reader({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
    await phone.goto(server.base);
    await phone.click("ol.events a >> nth=0");
    await phone.locator("a.cite").first().click();
    await phone.waitForSelector("#at");
    const words = phone.locator(".text .content").nth(1);
    await words.scrollIntoViewIfNeeded();
    const before = await phone.evaluate(() => scrollY);
    await words.tap();
    await phone.waitForSelector("#foot li");
    const [moved, foot] = await phone.evaluate(() => [scrollY, document.getElementById("foot").getBoundingClientRect().top]);
    holds(Math.abs(moved - before) < 500, `the reader stays there: ${before} to ${moved}`);
    holds((await words.boundingBox()).y < foot, "the words are not covered");
    await accessible(phone, "phone article");
    await seen(phone, "phone-article");
    await phone.locator("#foot .close").tap();
    holds(!(await phone.locator("#foot").isVisible()), "it can be closed");
    await phone.context().close();
  },
  async "with the keyboard alone"() {
    await page.goto(server.base);
    await page.keyboard.press("Tab");
    holds(await page.evaluate(() => document.activeElement.className) === "skip", "the first stop leads past the menu");
    let steps = 0;
    while (!(await page.evaluate(() => document.activeElement.closest("ol.events") !== null)) && steps++ < 40) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/event/);
    while (!(await page.evaluate(() => document.activeElement.matches("a.cite"))) && steps++ < 120) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#panel #at");
    holds(await page.evaluate(() => document.activeElement.className) === "close", "the panel has the focus");
    await page.keyboard.press("Enter");
    holds(await page.evaluate(() => document.activeElement.matches("a.cite")), "the focus goes back to the line");
  },
  async "without a script"() {
    const plain = await reader({ javaScriptEnabled: false });
    await plain.goto(server.base);
    await plain.click("ol.events a >> nth=0");
    await plain.locator("a.cite").first().click();
    holds((await plain.textContent("#at")).length > 0, "the words are lit");
    await plain.goto(`${server.base}/add`);
    await plain.fill("textarea", "The pilot, Ada Roe, said on Sunday that the harbour would open at noon.");
    await plain.click("text=Add text");
    await plain.waitForSelector("text=Done:", { timeout: 120000 });
    await plain.context().close();
  },
  async "print, and in the dark"() {
    const dark = await reader({ colorScheme: "dark" });
    await dark.goto(server.base);
    await dark.click("ol.events a >> nth=0");
    await accessible(dark, "dark brief");
    await seen(dark, "dark");
    await dark.emulateMedia({ media: "print" });
    for (const left of ["header.site", "form.moments", "details.choose", "footer"]) {
      holds(!(await dark.locator(left).first().isVisible()), `${left} is not printed`);
    }
    const folded = await dark.locator("details.fold li").first().isVisible();
    holds(folded, "what is folded is printed");
    await dark.context().close();
  },
  async "a hostile article stays words"() {
    await page.goto(`${server.base}/search?q=ferry`);
    await page.goto(server.base);
    const links = await page.locator("ol.events a").evaluateAll((all) => all.map((one) => one.href));
    for (const link of links) {
      await page.goto(link);
      const article = await page.locator("#articles a").first().getAttribute("href");
      await page.goto(server.base + article);
      holds(!(await page.title()).startsWith("OWNED"), "no script of an article runs");
      holds(await page.locator("#owned, main script, main iframe, main svg[onload], main [onclick]").count() === 0, "no element of an article stands in the page");
      const raw = await page.evaluate(() => /[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML));
      holds(!raw, "no mark that turns the direction stands in the page");
      const title = await page.title();
      holds(title.length < 1000, `the title has ${title.length} letters`);
    }
  },
};

let failed = 0;
for (const [name, journey] of Object.entries(journeys)) {
  try {
    await journey();
    console.log(`journeys: ${name}`);
  } catch (error) {
    failed += 1;
    console.error(`journeys: ${name}: FAILED: ${error.message}`);
    await seen(page, `failed-${failed}`).catch(() => {});
  }
}
if (left.length) {
  failed += 1;
  console.error(`journeys: asked for what is not ours, or broke a policy: ${[...new Set(left)].join(", ")}`);
}
await browser.close();
await server.stop();
process.exit(failed ? 1 : 0);
