/**
 * Renews a lease until the function it answers with is called. `lost` is called as soon as the lease may have gone to
 * somebody else, which is before it does, unless this process hung.
 */
export function keepLease(milliseconds: number, renew: () => Promise<boolean>, lost: () => void): () => void {
  let renewed = performance.now();
  async function beat(): Promise<void> {
    const began = performance.now();
    try {
      if (await renew()) renewed = began;
      else lost();
    } catch {
      if (performance.now() - renewed > milliseconds / 2) lost();
    }
  }
  const timer = setInterval(beat, milliseconds / 3);
  return () => clearInterval(timer);
}
