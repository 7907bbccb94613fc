import type { Severity } from '@backlint/lint/rule';
import type { Diagnostic } from '@backlint/source/diagnostic';

/** Codes for what is left unread by design and known to be there, rather than for text that is wrong. */
const notes: ReadonlySet<string> = new Set(['yaml-template', 'kustomize-idle-patch', 'kustomize-missing-file']);

/** How much a diagnostic matters: an error means that a check cannot pass, since something was not seen. */
export function diagnosticSeverity({ code }: Diagnostic): Severity {
  return notes.has(code) ? 'note' : 'error';
}

/** The diagnostics of what could not be read although it should have been. */
export function unreadOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => diagnosticSeverity(diagnostic) === 'error');
}
