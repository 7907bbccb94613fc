import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import type { AlertRule, AlertSurroundings } from '../../alert.ts';
import { type PlaceInText, placesIn } from '../cron-job/places-in-text.ts';
import { durationSeconds } from './duration-seconds.ts';
import { readPromql } from './promql.ts';

/**
 * The rules of PrometheusRules and VMRules that say something about databases or backups; no others. What several
 * namespaces get from one place is one rule: Prometheus looks at all namespaces alike.
 */
export function readAlertRules(objects: readonly KubernetesObject[], surroundings: AlertSurroundings): AlertRule[] {
  const places = new Set<string>();
  const isNew = ({ origin: { range } }: AlertRule) => {
    const before = places.size;
    return places.add(`${range.start} ${range.file.path}`).size > before;
  };
  const rules = objects.flatMap((object) => {
    const addresses = new Map<string, number>();
    return itemsAt(object.root, 'spec', 'groups').flatMap((group) => {
      const name = known(stringAt(group, 'name')) ?? '-';
      return itemsAt(group, 'rules').flatMap((rule) => {
        if (!concernsBackups(name, rule)) return [];
        const address = `${object.address}#${name}/${nameOf(rule)}`;
        const before = addresses.get(address) ?? 0;
        addresses.set(address, before + 1);
        return [readRule(rule, before === 0 ? address : `${address}/${before + 1}`, surroundings)];
      });
    });
  });
  return rules.filter(isNew);
}

const subjects = /cnpg|cloudnative|postgres|barman|backup|restore|dump/i;

function concernsBackups(group: string, rule: Node): boolean {
  return [group, nameOf(rule), known(stringAt(rule, 'expr')) ?? ''].some((text) => subjects.test(text));
}

function nameOf(rule: Node): string {
  return known(stringAt(rule, 'alert')) ?? known(stringAt(rule, 'record')) ?? '-';
}

function readRule(rule: Node, address: string, surroundings: AlertSurroundings): AlertRule {
  const alert = stringAt(rule, 'alert');
  const records = stringAt(rule, 'record');
  const expression = stringAt(rule, 'expr');
  const { metrics, ageLimits, unreadable } = readExpression(rule, expression);
  return {
    address,
    title: `${alert.kind === 'absent' ? 'the recording' : 'the alert'} ${nameOf(rule)}`,
    origin: alert.kind === 'absent' ? records.origin : alert.origin,
    alert,
    records,
    expression,
    patience: readPatience(stringAt(rule, 'for')),
    metrics,
    ageLimits,
    ...(unreadable === undefined ? {} : { unreadable }),
    surroundings,
  };
}

const longest = 4_000;

function readExpression(rule: Node, expression: Value<string>): ReturnType<typeof readPromql> {
  const node = nodeAt(rule, ['expr']);
  if (expression.kind !== 'written' || node?.kind !== 'scalar') {
    const why =
      expression.kind === 'unknown' ? `its expression is not known: ${expression.why}` : 'it has no expression';
    return { metrics: [], ageLimits: [], unreadable: why };
  }
  if (expression.value.length > longest) {
    return { metrics: [], ageLimits: [], unreadable: 'its expression is too long to be read' };
  }
  return readPromql(expression.value, node.pieces ? placesIn(node) : placesOf(expression));
}

/** Places in a text that its file may hold in another style, folded or quoted: each word is where it is found again. */
function placesOf({ value, origin }: Extract<Value<string>, { kind: 'written' }>): PlaceInText {
  const { range } = origin;
  const source = range.file.text.slice(range.start, range.end);
  return (start, end) => {
    const word = value.slice(start, end);
    const before = countOf(value.slice(0, start), word);
    const isSame = word !== '' && countOf(source, word) === countOf(value, word);
    if (!isSame) return origin;
    const first = range.start + nthIndexOf(source, word, before);
    return { ...origin, range: { ...range, start: first, end: first + word.length } };
  };
}

function countOf(text: string, word: string): number {
  return text.split(word).length - 1;
}

function nthIndexOf(text: string, word: string, n: number): number {
  let at = text.indexOf(word);
  for (let count = 0; count < n; count++) at = text.indexOf(word, at + word.length);
  return at;
}

function readPatience(text: Value<string>): Value<number> {
  const { origin } = text;
  if (text.kind === 'unknown') return { kind: 'unknown', why: text.why, origin };
  if (text.kind === 'absent') return { kind: 'defaulted', value: 0, origin };
  const seconds = durationSeconds(text.value);
  return seconds === undefined
    ? { kind: 'unknown', why: 'it is no duration', origin }
    : { kind: 'written', value: seconds, origin };
}
