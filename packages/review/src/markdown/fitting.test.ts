import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitting } from './fitting.ts';

const items = (count: number) => Array.from({ length: count }, (_, index) => `- item ${index} ${'ä'.repeat(40)}`);

test('a text that fits is whole', () => {
  const text = fitting(
    '# T',
    [
      { heading: 'A', items: ['- a'] },
      { heading: 'B', items: [], none: 'None.' },
    ],
    '### V',
    500,
  );
  expect(text).toBe('# T\n\n### A\n\n- a\n\n### B\n\nNone.\n\n### V\n');
});

test('what does not fit is cut from the longest list and counted', () => {
  const text = fitting(
    '# T',
    [
      { heading: 'A', items: items(50) },
      { heading: 'B', items: ['- b'] },
    ],
    '### V',
    2_000,
  );
  expect(text).toMatch(/- item 0 ä+\n/);
  expect(text).toMatch(/\n\n\d+ more did not fit here\.\n\n### B\n\n- b\n\n### V\n$/);
});

test('title, headings and verdict always stay, within the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { minLength: 1, maxLength: 4 }), (counts) => {
      const sections = counts.map((count, index) => ({ heading: `H${index}`, items: items(count) }));
      const text = fitting('# T', sections, '### V', 3_000);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_000);
      expect(text.startsWith('# T\n\n### H0')).toBe(true);
      expect(text.endsWith('\n\n### V\n')).toBe(true);
      for (const { heading } of sections) expect(text).toContain(`### ${heading}`);
    }),
  );
});
