import picocolors from 'picocolors';

/** Functions that colour text, or leave it alone. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** The colours of a terminal; none, whatever the environment says, where they are not enabled. */
export function colorsFor(enabled: boolean): Colors {
  return picocolors.createColors(enabled);
}
