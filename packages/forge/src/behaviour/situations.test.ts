import { openPullRequest, push, say, sayAtLine } from '@backlint/forge-servers/people';
import { saidBefore, secondHead } from '@backlint/forge-servers/stage/stage';
import { type Release, releases, type TestStage, testStage } from '@backlint/forge-servers/stage/test-stage';
import type { Right } from '@backlint/forge-servers/world';
import { describe, expect, test } from 'vitest';
import type { Forge } from '../forge.ts';
import { publishReview } from '../publish/publish-review.ts';
import { connect, firstPublication, noteAt, publishAnyway } from './play.ts';

const quietly = { isCrashing: false, timeout: 5_000 };
const isForgejoOrGitea = (release: Release) => release !== 'github';

describe.each(releases)('%s', (release) => {
  const onStage = async (act: (stage: TestStage) => Promise<void>, rights?: readonly Right[]) => {
    const stage = await testStage(release, rights);
    await act(stage);
    expect(stage.violations()).toEqual([]);
    await stage.close();
  };
  const own = ({ issue, login }: TestStage) => ({
    reviews: [...issue.comments, ...issue.pull.reviews].filter(
      ({ author, body }) => author === login && body.startsWith('<!-- backlint:review '),
    ),
    notes: issue.pull.notes.filter(({ author }) => author === login).map(({ body, line }) => `${line} ${body}`),
  });

  test('a note outside the diff, or beyond the file, costs no other note, and is told of', () =>
    onStage(async (stage) => {
      const publication = firstPublication(await stage.headCommit());
      const notes = [noteAt('beyond', 999), ...publication.notes, noteAt('far', 35)];
      const published = await publishAnyway(stage, { ...publication, notes }, quietly);
      const [first, second, third] = own(stage).notes;
      expect([first, second, third].map((note) => note?.split('\n')[1])).toEqual([
        'Words of n1.',
        'Words of n2.',
        'Words of n3.',
      ]);
      const why = `The forge does not show the lines of ${isForgejoOrGitea(release) ? '1 note' : '2 notes'}.`;
      expect(published.refused).toEqual([{ what: 'notes', why }]);
      expect(own(stage).reviews).toHaveLength(1);
    }));

  test('a token that may only read changes nothing, and everything is told of', () =>
    onStage(
      async (stage) => {
        const before = await stage.snapshot();
        const published = await publishAnyway(stage, firstPublication(await stage.headCommit()), quietly);
        expect(new Set(published.refused.map(({ what }) => what))).toEqual(
          new Set(['review', 'verdict', 'labels', 'follow-ups']),
        );
        expect(await stage.snapshot()).toEqual(before);
      },
      ['account'],
    ));

  test('a token that may only review reviews', () =>
    onStage(
      async (stage) => {
        const published = await publishAnyway(stage, firstPublication(await stage.headCommit()), quietly);
        expect(published.refused.map(({ what }) => what)).not.toContain('review');
        expect(published.refused.map(({ what }) => what)).toContain('verdict');
        expect([own(stage).reviews.length, own(stage).notes.length]).toEqual([1, 3]);
      },
      ['account', 'review'],
    ));

  test('a head that moves in the middle ends the run, whenever it moves', () =>
    onStage(async (stage) => {
      const publication = firstPublication(await stage.headCommit());
      stage.failAs((n) => {
        if (n === 8) push(stage.world, stage.repository, stage.issue, secondHead);
        return undefined;
      });
      const published = await publishAnyway(stage, publication, quietly);
      expect(published.outcome).toBe('head-moved');
      const pushed = await stage.headCommit();
      expect(stage.repository.statuses.filter(({ commit }) => commit === pushed)).toEqual([]);
      const again = await publishAnyway(stage, { ...publication, headCommit: pushed }, quietly);
      expect(again.outcome).toBe('published');
      expect(own(stage).reviews).toHaveLength(1);
    }));

  test('a pull request that was closed is left alone', () =>
    onStage(async (stage) => {
      stage.issue.state = 'closed';
      const published = await publishAnyway(stage, firstPublication(await stage.headCommit()), quietly);
      expect(published).toEqual({ outcome: 'closed', refused: [], writes: 0 });
    }));

  test('two runs at once leave one review and each note once, after the next run', () =>
    onStage(async (stage) => {
      const publication = firstPublication(await stage.headCommit());
      await Promise.all([1, 2, 3].map(() => publishAnyway(stage, publication, quietly)));
      await publishAnyway(stage, publication, quietly);
      expect(own(stage).reviews).toHaveLength(1);
      expect(own(stage).notes).toHaveLength(3);
      const more = await publishAnyway(stage, publication, quietly);
      expect(more.writes).toBe(0);
    }));

  test('what is ours is found among hundreds of reviews, comments, notes and issues', () =>
    onStage(async (stage) => {
      const crowd = () => {
        for (let n = 0; n < 130; n++) {
          say(stage.world, stage.issue, 'carol', `Comment ${n}`);
          sayAtLine(stage.world, stage.issue, 'dave', { path: 'cluster.yaml', line: 11 }, `Note ${n}`);
        }
      };
      const publication = firstPublication(await stage.headCommit());
      crowd();
      await publishAnyway(stage, publication, quietly);
      crowd();
      expect(await publishAnyway(stage, publication, quietly)).toMatchObject({ writes: 0, outcome: 'published' });
      expect([own(stage).reviews.length, own(stage).notes.length]).toEqual([1, 3]);
    }));

  test('a review that somebody is writing from the same account is not published, nor thrown away', () =>
    onStage(async (stage) => {
      const { pull } = stage.issue;
      const review = { id: 7, author: stage.login, body: 'My draft', state: 'PENDING' as const, commit: pull.head };
      pull.reviews.push(review);
      const place = { path: 'cluster.yaml', startLine: 11, line: 11, commit: pull.head, inReplyTo: undefined };
      pull.notes.push({ ...place, id: 8, review: 7, author: stage.login, body: 'Not yet said' });
      const published = await publishAnyway(stage, firstPublication(await stage.headCommit()), quietly);
      expect(published.refused.map(({ what }) => what)).toContain('notes');
      expect(pull.reviews).toContainEqual(review);
      expect(pull.notes.filter(({ author }) => author === stage.login).map(({ body }) => body)).toEqual([
        'Not yet said',
      ]);
    }));

  test('an expired token ends the run at once', () =>
    onStage(async (stage) => {
      const head = await stage.headCommit();
      const forge = await connect(stage, { wait: () => Promise.resolve() });
      stage.world.tokens.clear();
      const published = publishReview(forge, stage.at, firstPublication(head), { wait: () => Promise.resolve() });
      await expect(published).rejects.toMatchObject({ name: 'ForgeError', reason: 'unauthorized' });
    }));

  test('everything about a pull request can be read', () =>
    onStage(async (stage) => {
      const forge = await connect(stage, {});
      const { at } = stage;
      const state = await forge.readPullRequest(at);
      expect(state).toMatchObject({
        number: 1,
        title: 'Add a database',
        body: 'Closes #7',
        branch: '7-add-a-database',
        labels: [saidBefore.label],
        isDraft: false,
        isByBot: false,
        author: { login: 'alice' },
        state: 'open',
        headCommit: stage.issue.pull.head,
        headRepository: { owner: 'shop', repository: 'databases' },
        isFromFork: false,
        baseBranch: 'main',
        baseCommit: stage.issue.pull.base,
      });
      expect(await forge.listOpenPullRequests(at)).toEqual([state]);
      expect(await forge.readMergeBase(at, state)).toBe(state.baseCommit);
      const changes = await forge.readChanges(at);
      expect(changes.files.map(({ path, status }) => `${status} ${path}`)).toEqual(['modified cluster.yaml']);
      expect(changes.files[0]?.hunks[0]).toMatchObject({ newStart: 7, newLines: 10, oldStart: 7, oldLines: 10 });
      expect(changes).toMatchObject({ withoutLines: [], isComplete: true });
      const tree = await forge.readTree(at, state.headCommit);
      expect(tree.isComplete).toBe(true);
      expect(tree.entries.map(({ path, kind }) => `${kind} ${path}`).sort()).toEqual([
        'file README.md',
        'file cluster.yaml',
      ]);
      const readme = tree.entries.find(({ path }) => path === 'README.md');
      expect(String(Buffer.from(await forge.readBlob(at, readme?.id ?? '')))).toBe('# Databases\n');
      await expect(forge.readBlob(at, '../../../user')).rejects.toMatchObject({ reason: 'not-found' });
      await expect(forge.readPullRequest({ ...at, owner: '..' })).rejects.toMatchObject({ reason: 'not-found' });
    }));

  test('an issue that reviews of two pull requests have opened at the same time stays once', () =>
    onStage(async (stage) => {
      const forge = await connect(stage, { wait: () => Promise.resolve() });
      const publication = firstPublication(await stage.headCommit());
      let arrive: () => void = () => undefined;
      const bothHaveLooked = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      let looks = 0;
      const listOwnIssues: Forge['listOwnIssues'] = async (repository) => {
        const found = await forge.listOwnIssues(repository);
        if (++looks === 2) arrive();
        await bothHaveLooked;
        return found;
      };
      const { number } = openPullRequest(stage.world, stage.repository, {
        ...{ author: 'alice', title: 'Another', body: '', branch: 'another', files: secondHead },
      });
      const other = await forge.readPullRequest({ ...stage.at, number });
      await Promise.all([
        publishReview({ ...forge, listOwnIssues }, stage.at, publication),
        publishReview(
          { ...forge, listOwnIssues },
          { ...stage.at, number },
          { ...publication, headCommit: other.headCommit },
        ),
      ]);
      const issues = stage.repository.issues.filter(({ author, pull }) => author === stage.login && !pull);
      expect(issues.map(({ state }) => state)).toEqual(['open', 'closed']);
    }));

  test('people are listened to and answered', () =>
    onStage(async (stage) => {
      const forge = await connect(stage, { wait: () => Promise.resolve() });
      const { at, issue } = stage;
      const asked = say(stage.world, issue, 'alice', '/backlint recheck');
      expect((await forge.listComments(at)).at(-1)).toMatchObject({
        id: asked.id,
        author: { login: 'alice' },
        body: '/backlint recheck',
        createdAt: asked.createdAt,
        updatedAt: asked.createdAt,
      });
      await forge.react(at, asked.id, 'eyes');
      await forge.react(at, asked.id, 'eyes');
      expect(asked.reactions).toEqual([{ author: stage.login, content: 'eyes' }]);
      await forge.comment(at, 'Done.');
      expect(issue.comments.at(-1)).toMatchObject({ author: stage.login, body: 'Done.' });
      expect(await forge.readLogin()).toBe(stage.login);
    }));

  test('permissions and teams are asked for, and unknown where they may not be', () =>
    onStage(async (stage) => {
      const forge = await connect(stage, {});
      stage.repository.permissions.set('alice', 'write');
      stage.world.teams.set('shop/owners', ['alice']);
      const answer = isForgejoOrGitea(release) ? 'unknown' : 'write';
      expect(await forge.readPermission(stage.at, 'alice')).toBe(answer);
      expect(await forge.isTeamMember('shop', 'owners', 'alice')).toBe(true);
      expect(await forge.isTeamMember('shop', 'owners', 'mallory')).toBe(false);
    }));
});
