import type { Diagnostic } from '@backlint/source/diagnostic';
import { startOf } from '@backlint/source/range';

/** Something wrong with a place on the disk whose text was not read. */
export function pathDiagnostic(code: string, path: string, message: string): Diagnostic {
  return { code, message, at: startOf({ path, text: '' }) };
}

/** The system's name for what went wrong, such as `EACCES`. Errors that are not the system's are thrown again. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
