import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** A short name for a text, for formats whose readers expect a hash as identity. */
export function stableHash(text: string): string {
  return hexSha256(text).slice(0, 32);
}

/** The hash of a text in UTF-8, as `sha256sum` writes it. */
export function hexSha256(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The hash of a text as a page's policy names the scripts that may run. */
export function base64Sha256(text: string): string {
  return base64(sha256(utf8ToBytes(text)));
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
