/** Whether a regular expression from a configuration can be used: it compiles, and it cannot run for ever on a branch name. */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > 200 || /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]|\\[1-9]/.test(pattern)) return false;
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
