/** What looks like a secret, by the form that its issuer gives it; a form that could be anything else is not here. */
const forms: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['an AWS access key', /\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{60,}\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/],
  ['a Google API key', /\bAIza[\w-]{35}\b/],
  ['a Stripe key', /\b[sr]k_live_[A-Za-z0-9]{20,}\b/],
  ['an age key', /\bAGE-SECRET-KEY-1[A-Z0-9]{50,}\b/],
];

/** What a line seems to hold, in words; undefined where it holds nothing that must stay secret. Never tells the value. */
export function secretIn(line: string): string | undefined {
  return forms.find(([, form]) => form.test(line))?.[0];
}

/** Whether the output of a plan shows a value that Terraform was not told to hide. */
export function showsPlannedSecret(line: string): boolean {
  const { name, value } =
    /^\s*[+~-]?\s*"?(?<name>[\w.-]*(?:password|passwd|secret|token|private_key|api_key)[\w.-]*)"?\s*=\s*(?:".*" -> )?"(?<value>[^"]*)"/i.exec(
      line,
    )?.groups ?? {};
  if (name === undefined || value === undefined || value === '') return false;
  // A name of a Secret, a path or a key of one says nothing.
  return (
    !/(?:_|-|\.)?(?:name|ref|key_name|path|file|id|version|type)$/i.test(name) &&
    !/^[\w.-]+-(?:creds|credentials|secret|token)$/.test(value)
  );
}
