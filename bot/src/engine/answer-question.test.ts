import { expect, test } from 'vitest';
import { cluster } from '../testing/test-world.ts';
import { answerQuestion } from './answer-question.ts';
import type { Wish } from './question.ts';
import { questionAbout } from './test-question.ts';

const hostile = '@acme/everyone ![x](https://evil.invalid/x.png) fixes #1';

function grantedTo(wish: Wish, files: Readonly<Record<string, string>>): string {
  const { question, contents } = questionAbout({}, files);
  const answer = answerQuestion({ ...question, wishes: [wish] }, contents);
  if (answer.kind !== 'reviewed') throw new Error(answer.kind);
  return answer.granted.join();
}

test('what cannot be scaffolded pings nobody and links nowhere, whatever the clusters are called', () => {
  const named = cluster.replace('orders', JSON.stringify(hostile));
  const text = grantedTo({ kind: 'scaffold', what: 'alerts', for: 'orders', as: 'yaml' }, { 'a.yaml': named });
  expect(text).toMatch(/^Not written: no Cluster is called/);
  expect(text.replace(/`[^`]*`/g, '')).not.toMatch(/@acme|evil\.invalid|#1/);
});
