/** What an organisation expects of pull requests, from its configuration. Absent means that nothing is expected. */
export interface ReviewConventions {
  /** A regular expression that branch names match; its first group is the number of the issue. */
  readonly branch?: string | undefined;
  /** Headings that the body must have, with something below them. */
  readonly sections?: readonly string[] | undefined;
  /** Whether the body must close an issue: the one that the branch names, if it names one. */
  readonly closesIssue?: boolean | undefined;
  /** Whether a change of Terraform files must show the output of its plan. */
  readonly plan?: boolean | undefined;
  /** Commands that the body must say were run, such as `tofu fmt`. */
  readonly commands?: readonly string[] | undefined;
  /** Label prefixes of which a pull request has exactly one, such as `type:`. */
  readonly labels?: readonly string[] | undefined;
  /** Whether the body must name what was tested. */
  readonly tests?: boolean | undefined;
  /** Whether only files may change that the issue or the body lists, and none that they say to leave alone. */
  readonly files?: boolean | undefined;
  /** Whether what it depends on must be done first. */
  readonly dependencies?: boolean | undefined;
}
