import type { Part } from '@backlint/model/part';
import { originChain } from '@backlint/source/origin';
import { startPosition } from '@backlint/source/position';
import type { Finding } from '../finding.ts';
import type { Ignore } from './ignore.ts';

/** A finding that somebody decided not to be told of, and their decision. */
export interface Ignored {
  readonly finding: Finding;
  readonly ignore: Ignore;
}

/** What is left of the findings, what is ignored, and the ignores that had nothing to ignore or hold no longer. */
export interface Honoured {
  readonly findings: readonly Finding[];
  readonly ignored: readonly Ignored[];
  readonly expired: readonly Ignore[];
  readonly unused: readonly Ignore[];
}

/**
 * Takes out the findings that are ignored. A finding is meant by the place it points at, by each place that led there
 * through overlays and variables, and by the part it is about. An ignore whose last day is over ignores nothing, nor does
 * one that may not speak for a finding.
 */
export function honourIgnores(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  now: Date,
  speaksFor: (ignore: Ignore, finding: Finding) => boolean = () => true,
): Honoured {
  const today = now.toISOString().slice(0, 10);
  const holds = (ignore: Ignore) => ignore.until === undefined || ignore.until >= today;
  const used = new Set<Ignore>();
  const kept: Finding[] = [];
  const ignored: Ignored[] = [];
  for (const finding of findings) {
    const meant = ignores.filter(
      (ignore) => ignore.rules.includes(finding.rule) && covers(ignore, finding) && speaksFor(ignore, finding),
    );
    for (const ignore of meant) used.add(ignore);
    const [ignore] = meant.filter(holds);
    if (ignore) ignored.push({ finding, ignore });
    else kept.push(finding);
  }
  return {
    findings: kept,
    ignored,
    expired: ignores.filter((ignore) => !holds(ignore)),
    unused: ignores.filter((ignore) => holds(ignore) && !used.has(ignore)),
  };
}

function covers({ scope }: Ignore, finding: Finding): boolean {
  if (scope.kind === 'address') return isAbout(finding.about, scope.address);
  if (scope.kind === 'object') return isCalled(finding.about, scope.pattern);
  return [...originChain(finding.at), ...originChain(finding.about.origin)].some((range) => {
    if (range.file.path !== scope.path) return false;
    const { line } = startPosition(range);
    return scope.first <= line && line <= scope.last;
  });
}

/** A part of an object, such as its WAL archive, has the object's address with something after a `#`. */
function isAbout({ address }: Part, object: string): boolean {
  return address === object || address.startsWith(`${object}#`);
}

function isCalled({ address, title }: Part, pattern: string): boolean {
  const pieces = pattern.split('*').map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const wanted = new RegExp(`^${pieces.join('[^/]*')}$`);
  return [address, address.split('#')[0] ?? '', title].some((name) => wanted.test(name));
}
