/**
 * Text that came from files (names, paths, messages with names in them) with everything made visible that could steer a
 * terminal or hide what is there: control characters, escape sequences, direction overrides, zero-width characters, lone
 * surrogates. A sequence becomes `\u{1b}`. At most `maximum` characters of the text are kept.
 */
export function visibleText(text: string, maximum = 500): string {
  const kept = Array.from(text.slice(0, 2 * maximum + 2));
  const shown = kept.length > maximum ? [...kept.slice(0, maximum - 1), '…'] : kept;
  return shown.map(visibleCharacter).join('');
}

/** One character as `visibleText` shows it. */
export function visibleCharacter(character: string): string {
  return hidden.test(character) ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : character;
}

const hidden = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u;
