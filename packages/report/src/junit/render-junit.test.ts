import { describe, expect, test } from 'vitest';
import { fullReport, unscheduled } from '../sample-report.ts';
import { renderJunit } from './render-junit.ts';

describe('the JUnit report', () => {
  test('has a test for each statement', () => {
    expect(renderJunit(fullReport)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="backlint" tests="8" failures="2" errors="2" skipped="3">
        <testsuite name="five-field-schedule" tests="1" failures="1" errors="0" skipped="0">
          <testcase classname="five-field-schedule" name="ScheduledBackup shop/orders-nightly" file="apps/orders/scheduled-backup.yaml">
            <failure message="The schedule runs every hour at minute 3, not at 03:00">
              apps/orders/scheduled-backup.yaml:7
            </failure>
          </testcase>
        </testsuite>
        <testsuite name="in-cluster-destination" tests="1" failures="0" errors="0" skipped="1">
          <testcase classname="in-cluster-destination" name="Cluster shop/orders" file="apps/orders/cluster.yaml">
            <skipped message="undecided: the endpoint comes from a variable">
              apps/orders/cluster.yaml:10
            </skipped>
          </testcase>
        </testsuite>
        <testsuite name="plaintext-endpoint" tests="2" failures="0" errors="0" skipped="1">
          <testcase classname="plaintext-endpoint" name="Cluster shop/orders" file="apps/orders/cluster.yaml"/>
          <testcase classname="plaintext-endpoint" name="Cluster shop/orders" file="apps/orders/cluster.yaml">
            <skipped message="ignored: traffic stays on one node">
              apps/orders/cluster.yaml:5
            </skipped>
          </testcase>
        </testsuite>
        <testsuite name="unlucky-rule" tests="1" failures="0" errors="1" skipped="0">
          <testcase classname="unlucky-rule" name="runs">
            <error message="The rule failed: out of luck"/>
          </testcase>
        </testsuite>
        <testsuite name="unscheduled-cluster" tests="1" failures="1" errors="0" skipped="0">
          <testcase classname="unscheduled-cluster" name="Cluster shop/orders" file="apps/orders/cluster.yaml">
            <failure message="No ScheduledBackup backs up Cluster shop/orders">
              apps/orders/cluster.yaml:5
              Add a ScheduledBackup whose spec.cluster.name names this cluster
            </failure>
          </testcase>
        </testsuite>
        <testsuite name="yaml-syntax" tests="1" failures="0" errors="1" skipped="0">
          <testcase classname="yaml-syntax" name="can be read" file="apps/orders/scheduled-backup.yaml">
            <error message="This document is not YAML, so it was not read.">
              apps/orders/scheduled-backup.yaml:6
            </error>
          </testcase>
        </testsuite>
        <testsuite name="yaml-template" tests="1" failures="0" errors="0" skipped="1">
          <testcase classname="yaml-template" name="can be read" file="chart/x.yaml">
            <skipped message="This is a template.">
              chart/x.yaml:1
            </skipped>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test('escapes what comes from files', () => {
    const about = { ...unscheduled.about, title: '<a href="x">&\'\u0000\uffff' };
    const text = renderJunit({ ...fullReport, findings: [{ ...unscheduled, about }] });
    expect(text).toContain('name="&#60;a href=&#34;x&#34;&#62;&#38;&#39;\\u{0}\ufffd"');
  });
});
