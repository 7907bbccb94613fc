/** What the help of `backlint review` says after its options. */
export const reviewHelp = `
Exit codes:
  0  approved
  1  not approved: there are blockers
  2  wrong usage
  3  backlint or its environment failed
`;

/** What the help of `backlint scaffold` says after its options. */
export const scaffoldHelp = `
Examples:
  backlint scaffold scheduled-backup --for shop/orders
  backlint scaffold object-store --for orders --destination s3://backups/orders --secret backup-credentials
  backlint scaffold verify-job --for orders --as terraform --output verify.tf
`;

/** What the help of `backlint schedule` says after its options. */
export const scheduleHelp = `
Exit codes:
  0  every expression would be accepted; always for json, where a refusal is an answer
  1  one would be refused
  2  wrong usage

Examples:
  backlint schedule "0 0 3 * * *"
  backlint schedule "0 3 * * *" --dialect cronjob --timezone Europe/Rome
  printf '%s\\n' "@daily" "0 0 4 * *" | backlint schedule --format json -
`;

/** What the help of the command line as a whole says after its options. */
export const programHelp = `
Examples:
  backlint                          check the current folder
  backlint apps/ cluster.yaml       check a folder and a file, together
  backlint --format json            for programs; backlint check --help lists the formats
  backlint explain unscheduled-cluster
  backlint render --provenance      show what backlint sees, and where each value was written
  backlint schedule "0 0 3 * * *"
`;

/** What the help of `backlint check` says after its options. */
export const checkHelp = `
Exit codes:
  0  nothing at or above --fail-on
  1  findings, or something that could not be read
  2  wrong usage or configuration
  3  backlint or its environment failed
  4  nothing to check: no object that says anything about backups

All paths are judged together: a database in one may be backed up by what is in another. Output
names files relative to the current folder, if everything that is checked is inside of it.

Examples:
  backlint check --fail-on warning --verbose
  backlint check --format sarif=backlint.sarif --format pretty
  backlint check --only unscheduled-cluster databases/
  backlint check --var-file production.tfvars terraform/
  backlint check --diff --fix=all | less
  backlint check --fix clusters/
`;

/** What the help of `backlint baseline` says after its options. */
export const baselineHelp = `
A finding is known by what it is about and never by its line. Keep the file in the repository.

Exit codes:
  0  it was written
  2  wrong usage
  3  backlint or its environment failed

Examples:
  backlint baseline --output .backlint-baseline.json
  backlint check --baseline .backlint-baseline.json
`;

/** What the help of `backlint render` says after its options. */
export const renderHelp = `
Secrets are never shown: what a Secret holds, and what reads like a password elsewhere, is <redacted>. A value
that the files do not decide is empty, and a comment (in JSON: an entry of "unknown") says why.

Exit codes:
  0  everything could be read
  1  something could not be read; standard error says what
  2  wrong usage
  4  nothing to show: no object that says anything about backups

Examples:
  backlint render clusters/ --provenance
  backlint render --kustomization overlays/production
  backlint render --format json | jq '.[].object | select(.kind == "ScheduledBackup")'
`;

/** What the help of `backlint completion` says after its options. */
export const completionHelp = `
To try it:
  source <(backlint completion bash)
  source <(backlint completion zsh)
  backlint completion fish | source
`;

/** What the help of `backlint timeline` says after its options. */
export const timelineHelp = `
Maintenance windows are facts of the configuration: facts.maintenance, each with a name, a schedule and a duration.

Examples:
  backlint timeline clusters/
  backlint timeline --span 7d --format svg=timeline.svg
`;

/** What the help of `backlint evidence` says after its options. */
export const evidenceHelp = `
The controls are ISO/IEC 27001 A.8.13, SOC 2 A1.2, NIST SP 800-53 CP-9 and DORA Article 12. The bundle says what is
shown, where gaps are, what is undecided, and what was waived by whom until when.

Exit codes:
  0  it was written, whatever it says
  2  wrong usage or configuration
  3  backlint or its environment failed
  4  nothing to judge: no object that says anything about backups

Examples:
  backlint evidence clusters/ --output evidence-2026-q1
  sha256sum --check SHA256SUMS      in that folder, to see that nothing was changed
`;
