/** Something that one of the documents backlint comes from demands, or gets wrong, and what became of it. */
export interface Statement {
  /** `S0-01` is the first demand of the first document, `B1` a bug in an example, `C1` a contradiction between two. */
  readonly id: string;
  readonly says: string;
  /** The rules that judge it. */
  readonly rules: readonly string[];
  /** What else answers it: a command, a setting, a story, or why nothing does. */
  readonly also: string;
}

/** All of them in order, a line each: id, what it says, the rules, what else answers it. */
const lines = `
S0-01|every cluster has a schedule|unscheduled-cluster unprotected-database|
S0-02|the schedule names a cluster that exists|orphaned-schedule|
S0-03|in its own namespace|orphaned-schedule|
S0-04|Terraform takes the namespace by reference|literal-namespace|
S0-05|six fields, seconds first|five-field-schedule|
S0-06|a schedule that the operator accepts|invalid-schedule never-firing-schedule|
S0-07|neither too often nor too rarely|too-frequent-schedule sparse-base-backups|
S0-08|staggered schedules|colliding-schedules|\`backlint timeline\`
S0-09|a method that is written and that the cluster has|implicit-backup-method unsupported-backup-method|
S0-10|an owner of the Backup objects|unowned-backups|
S0-11|Terraform makes the schedule after the cluster|unordered-schedule|
S0-12|a destination|unprotected-database missing-wal-archive|
S0-13|a folder of its own for each cluster|shared-archive nested-archive|
S0-14|names that tell the truth|misleading-schedule-name overlong-name repeated-schedule-name|
S0-15|credentials that are there|dangling-credentials missing-credential-key invalid-credentials|
S0-16|a first backup at once|late-first-backup|
S0-17|no WAL without base backups|wal-without-base-backup unscheduled-cluster|
S0-18|a job that verifies|unverified-database|
S0-19|it covers every folder, and only such|uncovered-prefix unverified-database|
S0-20|it looks at base backups|wal-only-verification|
S0-21|with a window that fits|mismatched-verification-window|
S0-22|after the backup|premature-verification|
S0-23|nothing is suspended|suspended-schedule suspended-verification schedule-of-hibernated-cluster|
S0-24|not in the cluster alone|in-cluster-destination|
S0-25|no database is made anew without a restore|empty-successor|the review's plan of Terraform: what would be destroyed blocks
S0-26|data that others depend on is known as such|unmet-tier|tiers in the configuration
S0-27|retention|missing-retention|
S0-P01|branches are named after their issue||\`review.branch\`
S0-P02|a body with the agreed sections||\`review.sections\`
S0-P03|it closes the issue of its branch||\`review.closesIssue\`
S0-P04|it names its plan||\`review.sections\`; the form of a name is up to a section
S0-P05|formatting and validation are confirmed||\`review.commands\`
S0-P06|the output of a plan||\`review.plan\`
S0-P07|its counts are what the change implies||\`review.plan\`
S0-P08|nothing is applied from a pull request||not seen in files: what a pipeline runs is its own
S0-P09|only the named files, and none that should not be touched||\`review.files\`
S0-P10|the named files are there||\`backlint review --issue\`
S0-P11|"the same pattern as" is there||prose; the review names what it found in the files instead
S0-P12|claims on a live system show their command||prose
S0-P13|other defects become issues of their own||follow-up issues of the Action and the review
S0-P14|checks after the merge are planned||\`review.sections\`, \`review.tests\`
S0-P15|no secrets||every review; nothing has to be configured
S0-P16|labels that tell where it stands||\`review.labels\`, \`review.statusLabels\`
S0-P17|issues with the agreed sections||\`review.issue.sections\`
S0-P18|criteria that one can check||\`backlint review --issue\`
S1-01|a destination outside the cluster|in-cluster-destination same-site-destination|\`facts\` tell what names do not
S1-02|no plain HTTP|plaintext-endpoint|
S1-03|for every cluster|in-cluster-destination unprotected-database|\`backlint posture\`
S1-04|databases outside operators too|unprotected-workload-database|
S1-05|a dump for each database||which databases a server holds is in no file
S1-06|thirty days off-site|unmet-tier short-lived-bucket|tiers: retention and locality
S1-07|what moves, moves with its job and its secrets|incomplete-move uncovered-prefix foreign-drill-source foreign-recovery-archive dangling-credentials|
S1-08|a new destination has a base backup|move-without-base-backup late-first-backup|
S1-09|somebody empties the old one||a store that no file names is not seen
S1-10|credentials of their own||whether two keys open one door is not in the files
S1-11|variables are documented|undocumented-variable plaintext-credentials|
S1-12|runbooks follow|  |prose
S1-13|the drill restores from where backups are now|foreign-drill-source|
S1-14|what it depends on is done||\`review.dependencies\`
S1-15|a restore says where to||\`backlint review --issue\`
S1-16|the right files are named||\`backlint review --issue\`
S1-17|no competing plan||\`backlint review --issue\`
S1-18|notes that are referred to are there||\`backlint review --issue\`, for files of the repository
S1-19|nothing is left to be filled in||\`backlint review --issue\`
S1-20|one archiver for a cluster|conflicting-archivers|
S1-21|loss by disaster, not one number||\`backlint posture\`
S1-22|personal data is encrypted|plaintext-endpoint unmet-tier|tiers: encryption
S1-23|copies that cannot be deleted|erasable-backups refused-expiry|\`backlint posture\`; of a bucket that is not in the files nothing is said
S1-24|the store is copied too||3-2-1-1-0 in \`backlint posture\`
S1-25|the key is not inside of what it opens||where keys are kept besides is in no file
S2-01|the operator is there||often another repository; versions are \`facts\`
S2-02|credentials where they are needed|dangling-credentials|
S2-03|a component is one||kustomize refuses others: a diagnostic
S2-04|the Secret has the keys that are read|missing-credential-key invalid-credentials|
S2-05|and is encrypted|plaintext-credentials placeholder-credentials|
S2-06|a region that fits|missing-region|where the host tells it
S2-07|an endpoint that is a text|mismatched-store-provider invalid-field-value|
S2-08|retention where it takes effect|missing-retention misplaced-retention invalid-retention|
S2-09|retention by tier|unmet-tier|
S2-10|compression of both|uncompressed-base-backups|
S2-11|destinations of one form|unmet-tier|tiers: destination
S2-12|what is copied is complete|unscheduled-cluster unverified-database|
S2-13|no file is left out|unscheduled-cluster|a schedule that is left out is shown; else what no kustomization names is not deployed and not judged
S2-14|room for WAL||how fast WAL grows is in no file
S2-15|a bucket for backups alone|short-lived-bucket|
S2-16|names that do not meet|shared-archive repeated-schedule-name|
S2-17|a drill for each|missing-restore-drill unverified-database|
S2-18|that is not suspended|suspended-verification|
S2-19|and has what it needs|foreign-drill-source dangling-credentials|
S2-20|after the backup|premature-verification|
S2-21|from the archive that is written|foreign-drill-source foreign-recovery-archive|
S2-22|into a cluster of its own|unsafe-drill-target|
S2-23|that asks for data|empty-drill|
S2-24|and leaves nothing behind|unbounded-job|
S2-25|with the rights it needs|unauthorized-job|where its roles are in the files
S2-26|with a deadline|unbounded-job|
S2-27|with room, and the same major version|undersized-restore mismatched-major-version|
S2-28|with a key that only reads||what a key may do is not in the files
S2-29|that its network lets through|blocked-database-egress|
S2-30|a standby is patched to its source|foreign-recovery-archive mismatched-own-entry|
S2-31|and its server name|foreign-recovery-archive|
S2-32|a patch replaces lists of custom resources|foreign-recovery-archive invalid-credentials|\`backlint render\` shows the result
S2-33|it is a replica|diverging-promotion unprepared-standby contradictory-bootstrap|
S2-34|that runs|hibernated-standby|
S2-35|and writes nowhere|recovery-into-own-archive shared-archive|
S2-36|somebody looks at it|unverified-database suspended-verification|
S2-37|elsewhere||\`backlint posture\`
S2-38|by metrics that it has|receiver-alert-on-log-shipping|
S2-39|with room|undersized-restore|
S2-40|alerts are there|missing-backup-alert|
S2-41|names of alerts in documents||prose
S2-42|on metrics that exist|nonexistent-alert-metric frozen-alert-metric|
S2-43|with thresholds that fit|tight-alert-threshold|
S2-44|put together over instances|unaggregated-alert|
S2-45|where they apply|receiver-alert-on-log-shipping nonexistent-alert-metric|
S2-46|on objects that exist|dead-alert-reference|
S2-47|that Prometheus picks||up to the values of a chart elsewhere
S2-48|and not silent while suspended|suspended-verification|
S2-49|kube-state-metrics is there||up to charts
S2-50|instances are scraped||up to charts
S3-01|a plan has its keys|inconsistent-recovery-plan|
S3-02|its time is in its path|inconsistent-recovery-plan|
S3-03|two colours|inconsistent-recovery-plan|
S3-04|namespaces by colour|inconsistent-recovery-plan unpatched-standby|
S3-05|folders by app|inconsistent-recovery-plan|
S3-06|a whole is no better than its parts|inconsistent-recovery-plan|
S3-07|phases with times|inconsistent-recovery-plan|
S3-08|a strategy for all that the app requires|incomplete-app-backup|
S3-09|restored names by colour|inconsistent-recovery-plan|
S3-10|volumes in pairs|inconsistent-recovery-plan|
S3-11|all volumes|incomplete-app-backup|
S3-12|a restore is elsewhere|inconsistent-recovery-plan unpatched-standby|
S3-13|verified before the switch|inconsistent-recovery-plan|
S3-14|the strategy is selected|incomplete-app-backup|
S3-15|restore is declared|undeclared-restore-target|
S3-16|configKey leads somewhere|dangling-restore-key|
S3-17|secretKeys lead somewhere|dangling-restore-key undeclared-restore-target|
S3-18|volumes lead somewhere|dangling-restore-key|
S3-19|several databases|undeclared-restore-target|
S3-20|no guessing in environments||what a tool guesses is not in the files
S3-21|URLs are rewritten|undeclared-restore-target unpatched-standby|
S3-22|claims are renamed|unpatched-standby|
S3-23|namespaces are patched|unpatched-standby|
S3-24|a standby meets nothing of production|unpatched-standby|
S3-25|and does nothing to the world|unpatched-standby|names of hosts; what an app does outside is in no file
S3-26|secrets have one source||live
S3-27|an order||the tool's own
S3-28|configurations with secrets are kept safe|controller-disk-destination|
S3-29|schedules run|inert-backup-setting|
S3-30|schedules are valid|inert-backup-setting|
S3-31|retention takes effect|inert-backup-setting|
S3-32|the destination is implemented|unimplemented-destination|
S3-33|and off the host|controller-disk-destination same-site-destination|
S3-34|keys that are read|unread-backup-setting|
S3-35|verification takes effect|inert-backup-setting|
S3-36|NFS is configured|unread-backup-setting same-site-destination|
S4-01|a plan means a tier|unmet-tier|
S4-02|none is agreed upon|unprotected-database|an ignore with its reason
S4-03|tiers have schedules|unscheduled-cluster unmet-tier|
S4-04|no field that does not exist|unknown-field|
S4-05|base backups bring WAL along|unmet-tier|tiers: walArchive
S4-06|retention by tier|unmet-tier|
S4-07|a folder for each tenant|shared-archive nested-archive unmet-tier|
S4-08|documented paths are the real ones||prose; every message names the real one
S4-09|a recovery reads what is written|foreign-recovery-archive undefined-recovery-source|
S4-10|credentials where they are read|dangling-credentials missing-credential-key|
S4-11|tenants apart|shared-tenant-credentials|\`facts.tenants\` say whose a database is
S4-12|compression of all|uncompressed-base-backups|
S4-13|HTTPS|plaintext-endpoint|
S4-14|the bucket is there||live
S4-15|what is promised is wired up|unscheduled-cluster unprotected-database|as far as it is rendered
S4-16|one way to begin, from a source that is defined|contradictory-bootstrap undefined-recovery-source|
S4-17|a target time with zone, within reach|ambiguous-recovery-target invalid-recovery-target|
S4-18|never in place|ineffective-bootstrap recovery-into-own-archive unsafe-drill-target|
S4-19|under a name of its own|recovery-into-own-archive shared-archive|
S4-20|protected itself|unprotected-database lingering-recovery-target|
S4-21|with room, and the same version|undersized-restore mismatched-major-version|
S4-22|with passwords that fit||what is in a backup is not in the files
S4-23|every restore is on record||another program's conduct
S4-24|answers are honest||another program's conduct
S4-25|the network lets it through|blocked-database-egress|
S4-26|failed backups are explained|dangling-credentials missing-credential-key missing-backup-alert|
S4-27|lists of backups are complete||live
S4-28|a lower plan is a decision|shortened-retention|the review's posture tells what a change loses
S4-29|who leaves is forgotten||live
S4-30|names are pinned||the platform's own tests
S4-31|old calls work||another program's conduct
S4-32|in-tree stores end|deprecated-in-tree-store|
B1|a field that does not exist|unknown-field|story \`paas-tiers\`
B2|a recovery from another path|foreign-recovery-archive|story \`paas-tiers\`
B3|WAL without a schedule|unscheduled-cluster unmet-tier|story \`paas-tiers\`
B4|base backups without WAL|unmet-tier|story \`paas-tiers\`
B5|half of it compressed|uncompressed-base-backups|story \`paas-tiers\`
B6|a restored cluster without backups, too small|unprotected-database undersized-restore foreign-recovery-archive|story \`paas-tiers\`
B7|paths without the server name||prose
B8|one key for all tenants|shared-tenant-credentials|story \`paas-tiers\`
B9|no region|missing-region|story \`paas-tiers\`
B10|a time without a zone|ambiguous-recovery-target invalid-recovery-target|story \`paas-tiers\`
B11|no schedule in what is to be copied|unscheduled-cluster|story \`homelab-cluster\`
B12|plain HTTP|plaintext-endpoint|story \`homelab-cluster\`
B13|no server name|foreign-recovery-archive|story \`homelab-cluster\`
B14|alerts that cannot fire, or always do|nonexistent-alert-metric unaggregated-alert tight-alert-threshold receiver-alert-on-log-shipping|story \`homelab-application\`
B15|a drill with too little room|undersized-restore mismatched-major-version|story \`homelab-cluster\`
B16|a drill of an old archive|foreign-drill-source|story \`homelab-cluster\`
B17|everything suspended|suspended-verification hibernated-standby|stories \`homelab-application\`, \`homelab-cluster\`
B18|a dump that fails in silence, and deletes|silent-dump-failure|story \`homelab-cluster\`
B19|schedules at one time|colliding-schedules|story \`homelab-cluster\`
B20|no drill|missing-restore-drill unverified-database|story \`homelab-cluster\`
B21|verification together with the backup|premature-verification|story \`two-cluster-platform\`
B22|verification of WAL alone|wal-only-verification|story \`two-cluster-platform\`
B23|a cluster without a schedule|unscheduled-cluster|story \`two-cluster-platform\`
B24|nothing until the first slot|late-first-backup|story \`terraform-woodpecker-after\`
B25|a plan that changes more||\`review.plan\`
B26|an issue with wrong targets||\`backlint review --issue\`
B27|databases outside operators|unprotected-workload-database|story \`terraform-two-repositories\`
B28|a standby on the volumes of production|unpatched-standby|story \`wild-cloud\`
B29|secrets that lead to production|undeclared-restore-target|story \`wild-cloud\`
B30|an app that is not backed up|incomplete-app-backup|story \`wild-cloud\`
B31|settings that do nothing|inert-backup-setting|story \`wild-cloud\`
B32|a plan that is none|inconsistent-recovery-plan|story \`wild-cloud\`
B33|a patch that hits half|unpatched-standby|story \`wild-cloud\`; the tool's own expressions are in no file
B34|keys that nothing reads|unread-backup-setting|story \`wild-cloud\`
B35|a broken example in documents||prose
C1|approved, and yet not off the cluster|in-cluster-destination|a finding of its own, which the review puts out of scope
C2|a schedule that is nowhere in the files|unscheduled-cluster|files count
C3|what is lost without base backups|unscheduled-cluster|nothing can be restored, says the message
C4|which owner|unowned-backups|any but none
C5|an endpoint for people only|missing-credential-key|what a job reads must be there
C6|a patch that is half a list|foreign-recovery-archive invalid-credentials|\`backlint render\` shows the result
C7|fixed times or after the backup|premature-verification|
C8|one cluster for a namespace|shared-archive|several are fine while their archives differ
C9|names of secrets|dangling-credentials missing-credential-key|any name that exists
C10|forms of paths|shared-archive unmet-tier|a slash at the end changes nothing
C11|how long|unmet-tier|by tier
C12|whether a dump is enough|unmet-tier|loss by tier; \`backlint posture\`
C13|two archives at once|conflicting-archivers|
C14|restores in place|recovery-into-own-archive|
C15|a record that may be lost||another program's conduct
C16|one failure, all failed|inconsistent-recovery-plan|
C17|names by colour or not|inconsistent-recovery-plan|by the version of the plan
C18|five fields beside six|five-field-schedule|\`backlint timeline\` shows one clock
C19|labels that nobody sets||\`review.labels\`, \`review.dependencies\`
`;

/** See the fields of `Statement`. */
export const statements: readonly Statement[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [id = '', says = '', rules = '', also = ''] = line.split('|');
    return { id, says, rules: rules.trim() === '' ? [] : rules.trim().split(/\s+/), also };
  });

/** The rules that none of these documents asks for: they come from the documentation and the source of what is judged. */
export const beyond: readonly string[] = [
  'cascading-snapshots',
  'disabled-operator-checks',
  'dump-beside-data',
  'ineffective-plugin-parameters',
  'ineffective-snapshot-deadline',
  'interrupting-snapshots',
  'orphaned-backup',
  'plugin-without-object-store',
  'recovery-from-plugin-backup',
  'repeated-plugin',
  'dangling-object-store',
  'skipped-empty-archive-check',
  'unbounded-archive-timeout',
  'undeclared-wal-archiver',
  'unknown-plugin',
  'unpruned-dumps',
  'unset-backup-target',
];
