import { describe, expect, test } from 'vitest';
import { cleanReport, emptyReport, fullReport, unscheduled } from '../sample-report.ts';
import { renderPretty } from './render-pretty.ts';

const plain = { color: false, width: 100 };

describe('the terminal report', () => {
  test('shows findings, what is undecided, what was not read, and counts', () => {
    expect(renderPretty(fullReport, plain)).toMatchInlineSnapshot(`
      "error[unscheduled-cluster] No ScheduledBackup backs up Cluster shop/orders
       --> apps/orders/cluster.yaml:5:9
        |
      4 |   namespace: shop
      5 |   name: orders
        |         ^^^^^^
      ...
      9 |     barmanObjectStore:
        |     ----------------- WAL is archived here
       ::: apps/orders/scheduled-backup.yaml:9:11
        |
      9 |     name: order
        |           ----- names a cluster that is not here
        = fix: Add a ScheduledBackup whose spec.cluster.name names this cluster
        = help: backlint explain unscheduled-cluster

      warning[five-field-schedule] The schedule runs every hour at minute 3, not at 03:00
       --> apps/orders/scheduled-backup.yaml:7:13
        |
      6 | spec:
      7 |   schedule: "0 3 * * *"
        |             ^^^^^^^^^^^
       ::: apps/orders/cluster.yaml:8:3
        |
      8 |   backup:
        |   ------ It takes effect here
        = fix: Write the schedule with six fields
        = help: backlint explain five-field-schedule

      error[yaml-syntax] This document is not YAML, so it was not read.
       --> apps/orders/scheduled-backup.yaml:6:1

      undecided[in-cluster-destination] 1 time
        apps/orders/cluster.yaml:10  Cluster shop/orders: the endpoint comes from a variable

      Verified 1 statement by 1 rule (--verbose shows the evidence)
      The rule unlucky-rule failed, so what it would have found is missing.
      1 file could not be read in full, so this is not the whole picture.
      What is undecided depends on values that are not in these files.
      1 file is a template: what it makes was not judged.
      2 pieces of clusters were not judged: a patch or a test means nothing alone.
      1 error, 1 warning, 1 undecided, 1 ignored, 1 not read, 1 rule failed in 3 files, 2 objects, 1 database
      "
    `);
  });

  test('tells more when asked', () => {
    expect(renderPretty(fullReport, { ...plain, verbose: true, pathPrefix: '../repo/' })).toMatchInlineSnapshot(`
      "upheld Backups of Cluster shop/orders travel encrypted [plaintext-endpoint]
          ../repo/apps/orders/cluster.yaml:5  Cluster shop/orders
          ../repo/apps/orders/cluster.yaml:11  the endpoint

      error[unscheduled-cluster] No ScheduledBackup backs up Cluster shop/orders
       --> ../repo/apps/orders/cluster.yaml:5:9
        |
      4 |   namespace: shop
      5 |   name: orders
        |         ^^^^^^
      ...
      9 |     barmanObjectStore:
        |     ----------------- WAL is archived here
       ::: ../repo/apps/orders/scheduled-backup.yaml:9:11
        |
      9 |     name: order
        |           ----- names a cluster that is not here
        = fix: Add a ScheduledBackup whose spec.cluster.name names this cluster
        = help: backlint explain unscheduled-cluster

      warning[five-field-schedule] The schedule runs every hour at minute 3, not at 03:00
       --> ../repo/apps/orders/scheduled-backup.yaml:7:13
        |
      6 | spec:
      7 |   schedule: "0 3 * * *"
        |             ^^^^^^^^^^^
       ::: ../repo/apps/orders/cluster.yaml:8:3
        |
      8 |   backup:
        |   ------ It takes effect here
        = fix: Write the schedule with six fields
        = help: backlint explain five-field-schedule

      error[yaml-syntax] This document is not YAML, so it was not read.
       --> ../repo/apps/orders/scheduled-backup.yaml:6:1

      undecided[in-cluster-destination] 1 time
        ../repo/apps/orders/cluster.yaml:10  Cluster shop/orders: the endpoint comes from a variable

      note[yaml-template] This is a template.
        ../repo/chart/x.yaml:1

      Verified 1 statement by 1 rule
      The rule unlucky-rule failed, so what it would have found is missing.
      1 file could not be read in full, so this is not the whole picture.
      What is undecided depends on values that are not in these files.
      1 file is a template: what it makes was not judged.
      2 pieces of clusters were not judged: a patch or a test means nothing alone.
      1 error, 1 warning, 1 undecided, 1 ignored, 1 not read, 1 rule failed in 3 files, 2 objects, 1 database
      "
    `);
  });

  test('is silent but for problems when asked', () => {
    expect(renderPretty(cleanReport, { ...plain, quiet: true })).toBe('');
    expect(renderPretty(fullReport, { ...plain, quiet: true })).not.toContain('undecided');
    expect(renderPretty(fullReport, { ...plain, quiet: true })).toContain('error[yaml-syntax]');
  });

  test('says what was verified when all is well', () => {
    expect(renderPretty(cleanReport, plain)).toMatchInlineSnapshot(`
      "Verified 1 statement by 1 rule (--verbose shows the evidence); ruled out:
        plaintext-endpoint
      No problems in 3 files, 2 objects, 1 database
      "
    `);
  });

  test('does not call it well when there was nothing to check', () => {
    expect(renderPretty(emptyReport, plain)).toBe('Nothing to check: nothing in 3 files is about backups\n');
    const fragments = { ...emptyReport, fragments: 2, seen: { files: 1, objects: 2, databases: 0 } };
    expect(renderPretty(fragments, plain)).toContain(
      'Nothing to check: all that 1 file holds about backups is 2 pieces',
    );
  });

  test('uses colours only when told to', () => {
    expect(renderPretty(fullReport, plain)).not.toContain('\u001b');
    expect(renderPretty(fullReport, { ...plain, color: true })).toContain('\u001b[31m');
  });

  test('prints no control character of a file', () => {
    const evil = '\u001b]8;;http://evil\u0007\u009b2J\r\u202e';
    const finding = {
      ...unscheduled,
      message: evil,
      remedy: evil,
      about: { ...unscheduled.about, title: evil },
      evidence: [{ message: evil, at: unscheduled.at }],
    };
    const file = { path: evil, text: '' };
    const text = renderPretty(
      {
        ...fullReport,
        findings: [finding],
        upheld: [{ ...finding, outcome: 'upheld', evidence: finding.evidence }],
        undecided: [{ outcome: 'undecided', rule: 'a', about: finding.about, at: finding.at, why: evil }],
        diagnostics: [{ code: 'yaml-syntax', message: evil, at: { file, start: 0, end: 0 } }],
      },
      { ...plain, verbose: true },
    );
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  });

  test('shows a few of many related places and counts the rest', () => {
    const evidence = Array.from({ length: 40 }, () => ({ message: 'like this', at: unscheduled.at }));
    const text = renderPretty({ ...fullReport, findings: [{ ...unscheduled, evidence }] }, plain);
    expect(text.match(/like this/g)).toHaveLength(6);
    expect(text).toContain('= and: 34 more places like these');
  });
});
