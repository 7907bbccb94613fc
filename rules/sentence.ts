/** A text as the beginning of a sentence: many titles (`the object store of Cluster shop/orders`) begin small. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
