/** The paths that a text lists, in backquotes or as list items: words with a slash or an ending, globs included. */
export function listedPaths(text: string): readonly string[] {
  const quoted = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, inside]) => inside ?? '');
  const items = Array.from(text.matchAll(/^\s*[-*]\s+(?:\[[ xX]\]\s+)?([\w./*-]+)/gm), ([, word]) => word ?? '');
  return [...new Set([...quoted, ...items])].filter((word) =>
    /^[\w.*@-]+(?:\/[\w.*@-]+)+\/?$|^\.?[\w*-]+(?:\.[\w*-]+)*\.[a-z]\w{0,9}$/.test(word),
  );
}

/** Matches the paths of a repository that a listed path means: itself, what is below it, or what its stars stand for. */
export function pathPattern(listed: string): RegExp {
  const pieces = listed
    .replace(/\/+$/, '')
    .split(/(\*\*|\*)/)
    .map((piece) => (piece === '**' ? '.*' : piece === '*' ? '[^/]*' : piece.replace(/[\\^$.+?()[\]{}|]/g, '\\$&')));
  const own = pieces.join('');
  // The first folder of a long path may be the name of the repository.
  const short = /^[^/*]+\/[^/*]+\//.test(listed) && !listed.includes('*') ? `|${own.replace(/^[^/]+\//, '')}` : '';
  return new RegExp(`^(?:${own}${short})(?:/.*)?$`);
}
