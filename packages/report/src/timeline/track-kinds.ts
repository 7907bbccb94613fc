import type { TrackKind } from '@backlint/model/timeline/track';

/** How each kind of run is called, and the letter that stands for it. */
export const trackKinds: Readonly<Record<TrackKind, { readonly name: string; readonly letter: string }>> = {
  'base-backup': { name: 'base backup', letter: 'B' },
  dump: { name: 'dump', letter: 'D' },
  'freshness-check': { name: 'check', letter: 'C' },
  'restore-drill': { name: 'restore drill', letter: 'R' },
  'standby-check': { name: 'standby check', letter: 'S' },
  maintenance: { name: 'maintenance', letter: '=' },
};
