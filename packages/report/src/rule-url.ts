/** Where the page of a rule can be read on the web. */
export function ruleUrl(rule: string): string {
  return `https://backlint.dev/rules/${rule}`;
}
