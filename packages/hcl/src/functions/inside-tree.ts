/**
 * The path in the tree that a path from a folder of the tree leads to; undefined where it leads out of the tree, as
 * absolute paths and those from the home directory do.
 */
export function insideTree(folder: string, path: string): string | undefined {
  if (/^[/~]|^[A-Za-z]:|[\\\0]/.test(path)) return undefined;
  const steps = folder === '' ? [] : folder.split('/');
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
