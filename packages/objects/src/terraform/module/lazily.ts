/**
 * Values that are worked out when they are first asked for, and once. What needs itself on the way becomes whatever
 * `inCycle` says.
 */
export function lazily<T>(compute: (name: string) => T, inCycle: (name: string) => T): (name: string) => T {
  const values = new Map<string, T>();
  const underWay = new Set<string>();
  return (name) => {
    const known = values.get(name);
    if (known !== undefined) return known;
    if (underWay.has(name)) return inCycle(name);
    underWay.add(name);
    try {
      const value = compute(name);
      values.set(name, value);
      return value;
    } finally {
      underWay.delete(name);
    }
  };
}
