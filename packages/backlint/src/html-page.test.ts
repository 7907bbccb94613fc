import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from './test-shell.ts';

const executablePath = spawnSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { encoding: 'utf8' })
  .stdout.split('\n')[0]
  ?.trim();
const stories = new URL('../../../fixtures/', import.meta.url).pathname;

const slow = { timeout: 60_000 };

describe.skipIf(!executablePath)(
  'the HTML report in a real browser (skipped where Chromium is not installed)',
  slow,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'backlint-html-'));
    let browser: Browser;
    let pages = 0;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The page about some files, and whatever went wrong in it. */
    async function open(
      cwd: string,
      options: Parameters<Browser['newPage']>[0] = {},
    ): Promise<{ page: Page; trouble: string[] }> {
      const html = (await runIn(cwd, ['check', '--no-helm', '--format', 'html'])).stdout;
      const file = join(folder, `${pages++}.html`);
      writeFileSync(file, html);
      const page = await browser.newPage(options);
      const trouble: string[] = [];
      page.on('console', (message) => trouble.push(message.text()));
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('request', (request) => {
        if (request.url() !== pathToFileURL(file).href) trouble.push(request.url());
      });
      await page.goto(pathToFileURL(file).href);
      return { page, trouble };
    }

    test('opens a cell by mouse and closes it by keyboard, and shows the lines that say so', async () => {
      const { page, trouble } = await open(`${stories}two-cluster-platform/repo`);
      const cell = page
        .getByRole('grid', { name: 'What survives what' })
        .getByRole('gridcell', { name: 'lost' })
        .first();
      await cell.click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('heading', { level: 2 }).textContent()).toContain(
        'somebody deletes the Cluster object',
      );
      expect(await dialog.textContent()).toContain('it holds no base backup, and WAL alone restores nothing');
      expect(await dialog.locator('pre').textContent()).toMatch(/^ *--> .*cluster\.yaml:\d+/);
      await page.keyboard.press('Escape');
      expect(await dialog.isVisible()).toBe(false);
      expect(await cell.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true);
      expect(trouble).toEqual([]);
      await page.close();
    });

    test('is used with the keyboard alone', async () => {
      const { page, trouble } = await open(`${stories}two-cluster-platform/repo`);
      const grid = page.getByRole('grid', { name: 'Which conventions are kept' });
      const focused = () => page.evaluate(() => document.activeElement?.textContent);
      await page.getByLabel('Databases named').focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await grid.locator('td[tabindex="0"]').evaluate((cell) => cell.ownerDocument.activeElement === cell)).toBe(
        true,
      );
      const first = await focused();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowUp');
      expect(await focused()).toBe(first);
      await page.keyboard.press('Enter');
      expect(await page.getByRole('dialog').isVisible()).toBe(true);
      expect(trouble).toEqual([]);
      await page.close();
    });

    test('filters databases and findings', async () => {
      const { page, trouble } = await open(`${stories}two-cluster-platform/repo`);
      await page.getByLabel('Databases named').fill('woodpecker');
      expect(await page.locator('[data-of=posture] tbody tr:visible').count()).toBe(1);
      const all = await page.locator('.findings > li').count();
      await page.getByLabel('errors').uncheck();
      const left = await page.locator('.findings > li:not([hidden])').count();
      expect(left).toBeLessThan(all);
      expect(await page.getByRole('status').textContent()).toBe(`${left} of ${all} shown`);
      await page.getByLabel('With the words').fill('no such words');
      expect(await page.locator('.findings > li:not([hidden])').count()).toBe(0);
      expect(trouble).toEqual([]);
      await page.close();
    });

    test.each(['light', 'dark'] as const)('has enough contrast everywhere (%s)', async (colorScheme) => {
      const { page, trouble } = await open(`${stories}two-cluster-platform/repo`, { colorScheme });
      expect(await page.evaluate(lowContrasts)).toEqual([]);
      expect(trouble).toEqual([]);
      await page.close();
    });

    test('fits a narrow screen and a sheet of paper', async () => {
      const { page } = await open(`${stories}two-cluster-platform/repo`, { viewport: { width: 360, height: 640 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('navigation').isVisible()).toBe(false);
      expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
      await page.close();
    });

    test('runs nothing that files smuggle in', async () => {
      const hostile = `</script><img src=http://evil.example/x onerror="document.title='taken'"><script>document.title='taken'</script>'"&<!--`;
      const name = JSON.stringify(hostile);
      const files = temporaryFolder({
        'a.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: ${name}, namespace: ${name} }
spec:
  storage: { size: 1Gi }
  backup: { barmanObjectStore: { destinationPath: ${JSON.stringify(`s3://b/${hostile}`)}, endpointURL: ${name} } }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: ${name}, namespace: ${name} }
spec: { schedule: ${name}, cluster: { name: ${name} } }
`,
        [`${encodeURIComponent('<b>')}"'&.yaml`]: 'a: [\n',
        '.backlint.yaml': `waivers: [{ rule: unverified-database, object: "Cluster */*", reason: ${name}, approver: ${name} }]\n`,
      });
      const { page, trouble } = await open(files.path);
      for (const cell of await page.locator('[role=grid] td:not(.silent)').all()) {
        await cell.click();
        await page.keyboard.press('Escape');
      }
      expect(await page.title()).toMatch(/^Backups, /);
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(2);
      expect(trouble).toEqual([]);
      files.remove();
      await page.close();
    });
  },
);

/** The texts of a page that WCAG's 4.5 to 1 is not met for. Runs in the page. */
function lowContrasts(): readonly string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) =>
    channels(color)
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const ground = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const color = getComputedStyle(element).backgroundColor;
    return channels(color)[3] === 0 ? ground(element.parentElement) : color;
  };
  const own = (element: Element) =>
    Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent?.trim());
  return Array.from(document.body.querySelectorAll('*'))
    .filter((element) => own(element) && element.getClientRects().length > 0 && !element.closest('svg'))
    .filter((element) => {
      const [text, behind] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
      return (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05) < 4.5;
    })
    .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`);
}
