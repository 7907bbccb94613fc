import type { Part } from '@backlint/model/part';
import { citation } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import type { Finding } from '../finding.ts';
import type { Severity } from '../rule.ts';
import type { Ignore, MalformedIgnore } from './ignore.ts';

/** The findings about ignores themselves; they cannot be ignored. */
const ignoreRules = [
  { id: 'expired-ignore', severity: 'warning', summary: 'An ignore whose last day is over' },
  { id: 'malformed-ignore', severity: 'error', summary: 'An ignore that cannot be obeyed as it is written' },
  { id: 'unused-ignore', severity: 'warning', summary: 'An ignore that ignores nothing' },
] as const satisfies readonly { id: string; severity: Severity; summary: string }[];

/** An ignore that is over shows its finding again, and says that it did. */
export function expiredIgnore({ at, rules, until = '' }: Ignore): Finding {
  return finding('expired-ignore', at, rules.join(', '), {
    message: `This ignore of ${rules.join(', ')} ended on ${until}, so what it hid is shown again`,
    remedy: 'Mend what it hides, or decide anew until when that may wait',
  });
}

/** An ignore without effect hides the next real finding. */
export function unusedIgnore({ at, rules }: Ignore): Finding {
  return finding('unused-ignore', at, rules.join(', '), {
    message: `This ignore of ${rules.join(', ')} ignores nothing: left here, it would hide the next real finding`,
    remedy: 'Remove it',
  });
}

/** An ignore that says too little. */
export function malformedIgnore({ at, why }: MalformedIgnore): Finding {
  return finding('malformed-ignore', at, why, {
    message: `This ignore is not obeyed: ${why}`,
    remedy: 'Write `backlint: ignore[rule] until=2026-12-31 -- reason`; until= may be left out',
  });
}

function finding(
  id: (typeof ignoreRules)[number]['id'],
  at: Range,
  discriminator: string,
  words: { readonly message: string; readonly remedy: string },
): Finding {
  const origin = { range: at };
  const about: Part = { address: `${at.file.path}#ignore`, title: `the ignore at ${citation(at)}`, origin };
  const severity = ignoreRules.find((rule) => rule.id === id)?.severity ?? 'warning';
  return {
    outcome: 'problem',
    rule: id,
    severity,
    about,
    at: origin,
    discriminator,
    fingerprint: [id, about.address, discriminator].join(' '),
    ...words,
  };
}
