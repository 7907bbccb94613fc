import type { Disaster } from '@backlint/model/posture/disaster';

/** One thing that rules for backups ask, and what backlint has to say about it. */
export interface Aspect {
  readonly id: 'taken' | 'continuous' | 'apart' | 'kept' | 'guarded' | 'tried' | 'prepared' | 'watched' | 'agreed';
  readonly name: string;
  /** The conventions that speak for or against it. */
  readonly conventions: readonly string[];
  /** The disasters that the data must survive. */
  readonly disasters: readonly Disaster[];
}

/** What auditors ask about backups, taken apart. */
export const aspects: readonly Aspect[] = [
  {
    id: 'taken',
    name: 'Backups are taken, again and again',
    conventions: ['Base backups', 'Schedules'],
    disasters: [],
  },
  {
    id: 'continuous',
    name: 'What changes in between is kept',
    conventions: ['WAL archive', 'Snapshots'],
    disasters: [],
  },
  {
    id: 'apart',
    name: 'They are kept apart from what they protect',
    conventions: ['Destination'],
    disasters: ['kubernetes-cluster', 'site'],
  },
  { id: 'kept', name: 'They are kept for as long as was decided', conventions: ['Retention'], disasters: [] },
  {
    id: 'guarded',
    name: 'Nobody else can read or delete them',
    conventions: ['Credentials'],
    disasters: ['ransomware'],
  },
  { id: 'tried', name: 'They are looked at, and restores are tried', conventions: ['Verification'], disasters: [] },
  {
    id: 'prepared',
    name: 'The way back is prepared',
    conventions: ['Recovery'],
    disasters: ['cluster-object', 'namespace', 'bad-migration'],
  },
  { id: 'watched', name: 'Somebody hears when they fail', conventions: ['Alerts'], disasters: [] },
  { id: 'agreed', name: 'They are as good as the house demands', conventions: ['House'], disasters: [] },
];

/** A requirement that auditors check, in our own words: the standard itself is what counts. */
export interface Control {
  readonly id: string;
  readonly name: string;
  readonly asks: string;
  readonly aspects: readonly Aspect['id'][];
}

/** The controls that ask for backups, in the editions of ISO/IEC 27001:2022, TSC 2017, SP 800-53 Rev. 5 and (EU) 2022/2554. */
export const controls: readonly Control[] = [
  {
    id: 'ISO/IEC 27001:2022 A.8.13',
    name: 'Information backup',
    asks: 'Copies of what matters are made and kept as a policy says, and tried out regularly.',
    aspects: ['taken', 'continuous', 'apart', 'kept', 'guarded', 'tried', 'agreed'],
  },
  {
    id: 'SOC 2 A1.2',
    name: 'Availability: backup and recovery',
    asks: 'Backups and what is needed to recover are designed, in place, and watched, so that promised availability holds.',
    aspects: ['taken', 'continuous', 'apart', 'prepared', 'watched', 'agreed'],
  },
  {
    id: 'NIST SP 800-53 CP-9',
    name: 'System backup',
    asks: 'Backups are taken as often as recovery goals need, are protected where they are kept, and prove to be good.',
    aspects: ['taken', 'continuous', 'apart', 'kept', 'guarded', 'tried'],
  },
  {
    id: 'DORA Article 12',
    name: 'Backup, restoration and recovery',
    asks: 'What is backed up how often follows from how much it matters; backups stand apart from production; restores are tried.',
    aspects: ['taken', 'continuous', 'apart', 'kept', 'guarded', 'tried', 'prepared', 'agreed'],
  },
];
