import { describe, expect, test } from 'vitest';
import {
  cloudNativePgReleases,
  compareLines,
  firstReleaseAfter,
  inTreeStoreStatus,
  isReleasedIn,
  readVersion,
} from './operator-versions.ts';

test.each([
  ['1.25.4', 'supported'],
  ['1.26.0', 'deprecated'],
  ['v1.30.0', 'deprecated'],
  ['1.31.0-rc1', 'removed'],
  ['2.0.0', 'removed'],
  ['latest', 'deprecated'],
  [undefined, 'deprecated'],
] as const)('in-tree object stores in CloudNativePG %s are %s', (version, status) => {
  expect(inTreeStoreStatus(version)).toBe(status);
});

describe('firstReleaseAfter', () => {
  const { dataCompressionLz4, defaultAzureCredentials } = cloudNativePgReleases;

  test.each([
    ['1.26.3', '1.28.4'],
    ['1.28.3', '1.28.4'],
    ['1.28.4', undefined],
    ['1.29.1', '1.29.2'],
    ['1.29.2', undefined],
    ['1.29', undefined],
    ['1.30.0', undefined],
    ['1.31.0', undefined],
    ['latest', undefined],
  ])('knows that what came to several lines came to %s with %s', (version, release) => {
    expect(firstReleaseAfter(dataCompressionLz4, version)).toBe(release);
    expect(isReleasedIn(dataCompressionLz4, version)).toBe(release === undefined);
  });

  test('finds a first release of a line that lacks what an older line has', () => {
    expect(firstReleaseAfter(defaultAzureCredentials, '1.27.3')).toBeUndefined();
    expect(firstReleaseAfter(defaultAzureCredentials, '1.28.0')).toBe('1.28.1');
  });
});

test('versions are read as people and image tags write them', () => {
  expect(readVersion('v1.29.2')).toEqual({ major: 1, minor: 29, patch: 2 });
  expect(readVersion('1.30.0-rc1')).toEqual({ major: 1, minor: 30, patch: 0 });
  expect(readVersion('1.29')?.patch).toBe(Number.POSITIVE_INFINITY);
  expect(readVersion('16.4.1.2')).toBeUndefined();
  expect(readVersion('latest')).toBeUndefined();
});

test('release lines are ordered by number, not by text', () => {
  expect(compareLines('1.9.9', '1.10.0')).toBeLessThan(0);
  expect(compareLines('1.29.0', '1.29.2')).toBe(0);
  expect(compareLines('2.0.0', '1.30.0')).toBeGreaterThan(0);
});
