import type { Work } from '../work.ts';

/** Whom work takes turns for: each repository has one piece of work in every turn. */
export function repositoryOf(work: Work): string {
  return `${work.forge}/${work.owner}/${work.repository}`.toLowerCase();
}

/** Gives out turns: the lower is to be served first. */
export interface Turns {
  /** The turn of one more piece of work: the one being served at the earliest, and after those that its repository has. */
  take(work: Work): number;
  /** Says that work with this turn is being served. */
  serve(turn: number): void;
  /** Starts anew, for nothing waits. */
  forget(): void;
}

/** Turns for the work of one process. */
export function newTurns(): Turns {
  const latest = new Map<string, number>();
  let served = 1;
  return {
    take: (work) => {
      const repository = repositoryOf(work);
      const turn = Math.max(served, (latest.get(repository) ?? 0) + 1);
      latest.set(repository, turn);
      return turn;
    },
    serve: (turn) => {
      served = Math.max(served, turn);
    },
    forget: () => {
      latest.clear();
      served = 1;
    },
  };
}
