const reasons: Readonly<Record<string, string>> = {
  ...saying('it depends on the machine that runs Terraform', ['abspath', 'pathexpand']),
  ...saying('it depends on the time at which Terraform runs', ['plantimestamp', 'timestamp']),
  ...saying('it is random', ['bcrypt', 'uuid']),
};

/** Why the result of a function that is not computed is unknown. */
export function whyUnknown(name: string): string {
  if (name.startsWith('provider::')) return `only a provider knows what ${name} returns`;
  return (Object.hasOwn(reasons, name) ? reasons[name] : undefined) ?? `the function ${name} is not computed`;
}

function saying(reason: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
