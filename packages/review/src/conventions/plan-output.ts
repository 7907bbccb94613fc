/** What the output of `terraform plan` (or `tofu plan`) counts and names. Nothing else of it is kept: it may hold secrets. */
export interface PlanOutput {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  /** The addresses it says will change, with what happens to them. */
  readonly resources: readonly { readonly address: string; readonly action: string }[];
}

/** Reads the last plan of a text; undefined where there is none. */
export function readPlanOutput(text: string): PlanOutput | undefined {
  const plain = text.replace(ansi, '');
  const counts = [...plain.matchAll(summary)].at(-1)?.groups;
  if (!counts) return /^No changes\./m.test(plain) ? { add: 0, change: 0, destroy: 0, resources: [] } : undefined;
  return {
    add: Number(counts.add),
    change: Number(counts.change),
    destroy: Number(counts.destroy),
    resources: Array.from(plain.matchAll(resourceLine), ({ groups }) => ({
      address: groups?.address ?? '',
      action: groups?.action ?? '',
    })),
  };
}

const ansi = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
const summary = /Plan: (?:\d+ to import, )?(?<add>\d+) to add, (?<change>\d+) to change, (?<destroy>\d+) to destroy/g;
const resourceLine =
  /^ *# (?<address>[\w.-]+(?:\[(?:\d+|"[^"\n]*")\])?(?:\.[\w.-]+(?:\[(?:\d+|"[^"\n]*")\])?)*) (?:will be|must be) (?<action>created|updated in-place|destroyed|replaced)/gm;
