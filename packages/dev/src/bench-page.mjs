import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * How long a reader of an HTML report waits for what: in words, from a real browser where there is one.
 * @param {string} file
 */
export async function measurePage(file) {
  const { stdout } = spawnSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { encoding: 'utf8' });
  const executablePath = stdout.split('\n')[0] ?? '';
  if (executablePath === '') return 'no Chromium to open it in';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const start = performance.now();
    await page.goto(pathToFileURL(file).href);
    const opened = performance.now() - start;
    const cell = await untilDrawn(page, "openCell(document.querySelector('[data-of=cells] td'))");
    const filter = await untilDrawn(
      page,
      "dialog.close(); databases.value = 'app-77'; databases.dispatchEvent(new Event('input'))",
    );
    return `opens in ${Math.round(opened)} ms, a cell in ${cell} ms, filters in ${filter} ms`;
  } finally {
    await browser.close();
  }
}

/**
 * The milliseconds from something that happens in a page until it is on the screen.
 * @param {import('playwright-core').Page} page
 * @param {string} script
 * @returns {Promise<number>}
 */
function untilDrawn(page, script) {
  return page.evaluate(
    `(async () => { const start = performance.now(); ${script}; await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); return Math.round(performance.now() - start); })()`,
  );
}
