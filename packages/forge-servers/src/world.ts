/** Everything that a forge keeps. Servers change it by requests, people by the functions of `people.ts`. */
export interface World {
  readonly repositories: Repository[];
  readonly tokens: Map<string, Token>;
  readonly accounts: Account[];
  /** The GitHub App that the bot is, where it is one. */
  app?: App;
  /** Members of teams, by `organisation/team`. */
  readonly teams: Map<string, string[]>;
  /** The webhooks of organisations whose webhooks the bot may list. */
  readonly organisationHooks: Map<string, Hook[]>;
  /** The last id that was given; comments of all kinds share them, as they do on Gitea. */
  lastId: number;
}

/** Somebody with a login; organisations are accounts too. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
}

/** What a token may do besides reading. */
export type Right = 'review' | 'issues' | 'status' | 'checks' | 'account' | 'admin' | 'app';

/** A GitHub App, which shows who it is by signing. */
export interface App {
  readonly id: number;
  readonly slug: string;
  /** PEM. */
  publicKey: string;
  installations: Installation[];
  /** What it asks for, as GitHub names it; by default all that a reviewer could need. */
  permissions?: Readonly<Record<string, string>>;
  /** What it is told of. */
  events?: readonly string[];
  /** Its latest webhooks, the last one first: the status that it answered with, and 0 where there was no answer. */
  deliveries?: readonly number[];
}

/** Where an app may act. */
export interface Installation {
  readonly id: number;
  /** The owner of the repositories. */
  readonly account: string;
  readonly rights: ReadonlySet<Right>;
  /** `owner/name`. */
  readonly repositories: string[];
  isSuspended: boolean;
  /** What its owner has agreed to; by default what the app asks for. */
  permissions?: Readonly<Record<string, string>>;
}

/** A token and whose it is. */
export interface Token {
  readonly login: string;
  /** The installation that the token is for; absent for those of people, who see everything. */
  readonly installation?: Installation;
  readonly rights: ReadonlySet<Right>;
}

/** The files of a commit, by path. */
export type Files = Readonly<Record<string, string>>;

/** A repository with everything in it. */
export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly labels: Label[];
  readonly issues: Issue[];
  readonly commits: Map<string, { readonly files: Files; readonly parent: string | undefined }>;
  readonly branches: Map<string, string>;
  readonly statuses: Status[];
  readonly checkRuns: CheckRun[];
  readonly permissions: Map<string, 'admin' | 'write' | 'read'>;
  readonly hooks: Hook[];
  isArchived: boolean;
}

/** A webhook of Forgejo or Gitea. */
export interface Hook {
  readonly url: string;
  readonly contentType: 'json' | 'form';
  readonly events: readonly string[];
  readonly isActive: boolean;
}

/** A label of a repository. */
export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/** An issue or a pull request: they share their numbers. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  isLocked: boolean;
  readonly labels: string[];
  readonly comments: Comment[];
  readonly pull: Pull | undefined;
  readonly createdAt: string;
  updatedAt: string;
}

/** What a pull request has that an issue has not. */
export interface Pull {
  readonly baseBranch: string;
  readonly headBranch: string;
  readonly headRepository: Repository | undefined;
  base: string;
  head: string;
  isDraft: boolean;
  isMerged: boolean;
  readonly reviews: Review[];
  readonly notes: Note[];
}

/** An ordinary comment. */
export interface Comment {
  readonly id: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: { readonly author: string; readonly content: string }[];
}

/** A review of a pull request. */
export interface Review {
  readonly id: number;
  readonly author: string;
  body: string;
  state: 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED';
  readonly commit: string;
}

/** A comment at a line of the new side. */
export interface Note {
  readonly id: number;
  readonly review: number;
  readonly author: string;
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
  /** The commit whose lines these are. */
  readonly commit: string;
  readonly inReplyTo: number | undefined;
  body: string;
}

/** A commit status. */
export interface Status {
  readonly id: number;
  readonly author: string;
  readonly commit: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
  readonly url: string;
}

/** A check run of GitHub. */
export interface CheckRun {
  readonly id: number;
  readonly author: string;
  readonly commit: string;
  readonly name: string;
  readonly externalId: string;
  status: string;
  conclusion: string | undefined;
  title: string;
  /** Markdown. */
  summary?: string;
  url: string | undefined;
}

/** A forge with nothing in it. */
export function newWorld(): World {
  return {
    repositories: [],
    tokens: new Map(),
    accounts: [],
    teams: new Map(),
    organisationHooks: new Map(),
    lastId: 100,
  };
}

/** An id that nothing has yet. */
export function nextId(world: World): number {
  world.lastId += 1;
  return world.lastId;
}

/** A moment later than all before: time goes on as ids do, so that every run of a test is the same. */
export function timeOf(world: World): string {
  return new Date(Date.UTC(2026, 0, 1) + world.lastId * 1_000).toISOString().replace('.000Z', 'Z');
}
