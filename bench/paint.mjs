// How soon a page of `serve` is first painted. usage: node bench/paint.mjs BASE PATH... (needs playwright-core)
// Each page is opened in a browser of its own, with an empty cache, three times; the middle figure is told.
import { chromium } from "playwright-core";

const [base, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const path of paths) {
  const times = [];
  for (let n = 0; n < 3; n += 1) {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(base + path, { timeout: 120000 });
    times.push(await page.evaluate(() => new Promise((done) => {
      new PerformanceObserver((list) => {
        const [paint] = list.getEntriesByName("first-contentful-paint");
        if (paint) done(paint.startTime);
      }).observe({ type: "paint", buffered: true });
    })));
    await page.context().close();
  }
  times.sort((a, b) => a - b);
  console.log(`${path}: ${Math.round(times[1])} ms (${times.map(Math.round).join(", ")})`);
}
await browser.close();
