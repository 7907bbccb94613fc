import { citation } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import { diagnosticSeverity } from '../diagnostic-severity.ts';
import type { Report } from '../report.ts';
import { xmlText } from '../xml-text.ts';
import { xmlElement } from './xml-element.ts';

/**
 * The report as JUnit XML, where each statement of a rule about a part is a test: upheld ones pass, findings fail, undecided
 * and ignored ones are skipped, and what could not be read is an error.
 */
export function renderJunit(report: Report): string {
  const tests = testsOf(report);
  const rules = [...new Set(tests.map(({ rule }) => rule))].sort();
  const suites = rules.map((rule) => {
    const own = tests.filter((one) => one.rule === rule);
    return xmlElement('testsuite', { name: rule, ...countsOf(own) }, own.map(testXml));
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('testsuites', { name: 'backlint', ...countsOf(tests) }, suites)}\n`;
}

interface Test {
  readonly rule: string;
  readonly name: string;
  readonly place?: Range;
  readonly outcome: 'passed' | 'failure' | 'skipped' | 'error';
  readonly message?: string;
  readonly remedy?: string | undefined;
}

function testsOf(report: Report): readonly Test[] {
  return [
    ...report.findings.map(({ rule, about, at, message, remedy }): Test => {
      return { rule, name: about.title, place: at.range, outcome: 'failure', message, remedy };
    }),
    ...report.upheld.map(({ rule, about, at }): Test => {
      return { rule, name: about.title, place: at.range, outcome: 'passed' };
    }),
    ...report.undecided.map(({ rule, about, at, why }): Test => {
      return { rule, name: about.title, place: at.range, outcome: 'skipped', message: `undecided: ${why}` };
    }),
    ...report.ignored.map(({ finding: { rule, about, at }, reason }): Test => {
      return { rule, name: about.title, place: at.range, outcome: 'skipped', message: `ignored: ${reason}` };
    }),
    ...report.diagnostics.map((diagnostic): Test => {
      const { code, at, message } = diagnostic;
      const outcome = diagnosticSeverity(diagnostic) === 'error' ? 'error' : 'skipped';
      return { rule: code, name: 'can be read', place: at, outcome, message };
    }),
    ...report.failures.map(({ rule, error }): Test => {
      return { rule, name: 'runs', outcome: 'error', message: `The rule failed: ${error.message}` };
    }),
  ];
}

function countsOf(tests: readonly Test[]) {
  const count = (outcome: Test['outcome']) => tests.filter((one) => one.outcome === outcome).length;
  return { tests: tests.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function testXml({ rule, name, place, outcome, message = '', remedy }: Test): string {
  const at = place === undefined ? {} : { file: place.file.path };
  const where = place === undefined ? [] : [xmlText(citation(place))];
  const details = [...where, ...(remedy === undefined ? [] : [xmlText(remedy)])];
  const result = outcome === 'passed' ? [] : [xmlElement(outcome, { message }, details)];
  return xmlElement('testcase', { classname: rule, name, ...at }, result);
}
