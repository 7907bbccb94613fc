import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startPosition } from '@backlint/source/position';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskTree } from './disk-tree.ts';

let folder: string;
let root: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'backlint-disk-')));
  root = join(folder, 'repo');
  mkdirSync(root);
  chmodSync(folder, 0o755);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('files', () => {
  test('are listed in code-unit order and read with their text as it is', () => {
    write('b.yaml', '\uFEFFkind: B\r\n');
    write('B.yaml', 'kind: other\n');
    write('a/c.yaml', 'kind: C # é\n');
    const tree = diskTree(root);
    expect(tree.paths).toEqual(['B.yaml', 'a/c.yaml', 'b.yaml']);
    expect(tree.read('b.yaml')).toEqual({ path: 'b.yaml', text: '\uFEFFkind: B\r\n' });
    expect(tree.read('a/c.yaml')).toEqual({ path: 'a/c.yaml', text: 'kind: C # é\n' });
    expect(tree.diagnostics).toEqual([]);
  });

  test('keep every name byte for byte, however odd', () => {
    const composed = '\u00e9.yaml';
    const decomposed = 'e\u0301.yaml';
    const names = [
      composed,
      decomposed,
      'CON',
      'dot.',
      'line\nbreak.yaml',
      'cr\r.yaml',
      '@admin.yaml',
      'back\\slash.yaml',
      '..yaml',
    ];
    for (const name of names) write(name, name);
    const tree = diskTree(root);
    expect(tree.paths).toEqual([...names].sort());
    for (const name of names) expect(tree.read(name)).toEqual({ path: name, text: name });
  });

  test('have no path outside the root, and none that is not normal', () => {
    writeFileSync(join(folder, 'secret.yaml'), 'secret');
    write('a/b.yaml', 'text');
    const { read } = diskTree(root);
    for (const path of [
      '../secret.yaml',
      join(folder, 'secret.yaml'),
      'a/../a/b.yaml',
      './a/b.yaml',
      'a//b.yaml',
      'a',
      '',
      '\0',
    ]) {
      expect(read(path), path).toBeUndefined();
    }
  });

  test('of git, npm and terraform are passed over, whatever they are', () => {
    for (const name of ['.git', 'node_modules', '.terraform']) write(`a/${name}/x.yaml`, 'text');
    symlinkSync(folder, join(root, 'node_modules'));
    write('.git', 'gitdir: elsewhere');
    const tree = diskTree(root);
    expect(tree.paths).toEqual([]);
    expect(tree.diagnostics).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('deeper than the system allows are a diagnostic (not on Windows)', () => {
    const name = 'd'.repeat(250);
    mkdirSync(join(root, name));
    for (let depth = 0; depth < 18; depth++) {
      mkdirSync(join(folder, name));
      renameSync(join(root, name), join(folder, name, name));
      renameSync(join(folder, name), join(root, name));
    }
    const { diagnostics } = diskTree(root);
    execFileSync('rm', ['-r', join(root, name)]);
    expect(diagnostics).toMatchObject([{ code: 'path-unreadable', message: expect.stringContaining('ENAMETOOLONG') }]);
  });
});

describe('size', () => {
  const limit = 1024 * 1024;

  test.each([limit - 1, limit])('of %i bytes is read', (size) => {
    write('a.yaml', 'x'.repeat(size));
    expect(diskTree(root).read('a.yaml')).toHaveProperty('text.length', size);
  });

  const large = `${'x'.repeat(limit + 1)}\nkind: CronJob\n`;

  test('of one byte more is a diagnostic', () => {
    write('a.yaml', `kind: CronJob\n${'x'.repeat(limit - 13)}`);
    expect(diskTree(root).read('a.yaml')).toMatchObject({
      code: 'limit-size',
      at: { file: { path: 'a.yaml', text: '' } },
    });
  });

  test('is counted as the bytes that come, also for a file that has grown since it was listed', () => {
    write('a.yaml', 'x');
    const tree = diskTree(root);
    write('a.yaml', large);
    expect(tree.read('a.yaml')).toMatchObject({ code: 'limit-size' });
  });
});

describe('a file over the limit', () => {
  const limit = 1024 * 1024;

  test('in which nothing matters for backups is as good as empty', () => {
    write('crds.yaml', 'kind: CustomResourceDefinition\n'.repeat(100_000));
    expect(diskTree(root).read('crds.yaml')).toEqual({ path: 'crds.yaml', text: '' });
  });

  test.each([
    ['right behind the limit', `${'x'.repeat(limit + 2)} kind: CronJob`],
    ['across the limit', `${'x'.repeat(limit - 3)} kind: CronJob ${'x'.repeat(100)}`],
    ['far behind it', `${'x'.repeat(5 * limit)} kind: CronJob`],
    ['behind an escape', `${'x'.repeat(2 * limit)}\nkind: "Cron\\x4aob"`],
  ])('with a word that matters %s is a diagnostic', (_, text) => {
    write('a.yaml', text);
    expect(diskTree(root).read('a.yaml')).toMatchObject({ code: 'limit-size' });
  });

  test('of another language is a diagnostic', () => {
    write('main.tf', '#'.repeat(limit + 1));
    expect(diskTree(root).read('main.tf')).toMatchObject({ code: 'limit-size' });
  });
});

describe('encoding', () => {
  test('other than UTF-8 is a diagnostic at the first character that is none', () => {
    write('latin.yaml', Buffer.from('a: \uFFFD ok\nname: caf\xe9\n', 'latin1'));
    write('replacement.yaml', Buffer.concat([Buffer.from('ä: \uFFFD\nb: '), Buffer.from([0xff])]));
    const { read } = diskTree(root);
    expect(placeOf(read('replacement.yaml'))).toEqual({ code: 'file-encoding', line: 2, column: 4 });
    expect(read('latin.yaml')).toMatchObject({ code: 'file-encoding' });
  });

  test('of Windows is named', () => {
    write('a.yaml', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('kind: A\n', 'utf16le')]));
    expect(diskTree(root).read('a.yaml')).toMatchObject({
      code: 'file-encoding',
      message: expect.stringContaining('UTF-16'),
    });
  });

  test('of what Git LFS keeps elsewhere is a diagnostic: its place holder declares nothing', () => {
    write('a.yaml', `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d'.repeat(32)}\nsize 12345\n`);
    expect(diskTree(root).read('a.yaml')).toMatchObject({
      code: 'path-unreadable',
      message: expect.stringContaining('Git LFS'),
    });
  });

  test('of a name is a diagnostic, so that two names cannot pass for one', () => {
    for (const byte of [0xfe, 0xff])
      writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([byte]), Buffer.from('.yaml')]), '');
    const tree = diskTree(root);
    expect(tree.paths).toEqual([]);
    expect(tree.diagnostics).toMatchObject([{ code: 'path-encoding' }, { code: 'path-encoding' }]);
  });
});

describe('links', () => {
  beforeEach(() => {
    write('base/cluster.yaml', 'kind: Cluster\n');
    writeFileSync(join(folder, 'canary.yaml'), 'canary');
    mkdirSync(join(folder, 'outside'));
    writeFileSync(join(folder, 'outside/canary.yaml'), 'canary');
  });

  test('to files and folders inside are read through, and each file is listed once', () => {
    link('prod/base', '../base');
    link('cluster.yaml', 'base/cluster.yaml');
    const { paths, read, diagnostics } = diskTree(root);
    expect(paths).toEqual(['base/cluster.yaml']);
    for (const path of ['base/cluster.yaml', 'prod/base/cluster.yaml', 'cluster.yaml']) {
      expect(read(path)).toEqual({ path, text: 'kind: Cluster\n' });
    }
    expect(read('prod/base')).toBeUndefined();
    expect(diagnostics).toEqual([]);
  });

  test('to a file that is not listed as what it is are listed themselves', () => {
    write('cluster.yaml.production', 'kind: Cluster\n');
    link('current.yaml', 'cluster.yaml.production');
    write('node_modules/shared/cluster.yaml', 'kind: Cluster\n');
    link('shared.yaml', 'node_modules/shared/cluster.yaml');
    const { paths, read } = diskTree(root);
    expect(paths).toEqual(['base/cluster.yaml', 'cluster.yaml.production', 'current.yaml', 'shared.yaml']);
    expect(read('current.yaml')).toEqual({ path: 'current.yaml', text: 'kind: Cluster\n' });
    expect(read('shared.yaml')).toEqual({ path: 'shared.yaml', text: 'kind: Cluster\n' });
  });

  test('in a circle end', () => {
    link('base/up', '..');
    link('base/self', 'self');
    link('base/here', '.');
    link('loop.yaml', 'loop.yaml');
    const { paths, read } = diskTree(root);
    expect(paths).toEqual(['base/cluster.yaml', 'loop.yaml']);
    expect(read('base/up/base/here/up/base/cluster.yaml')).toMatchObject({ text: 'kind: Cluster\n' });
    expect(read('loop.yaml')).toMatchObject({ code: 'path-symlink-broken' });
  });

  test('out of the root are diagnostics, and what they lead to is not read', () => {
    link('canary.yaml', '../canary.yaml');
    link('absolute.yaml', join(folder, 'canary.yaml'));
    link('base/twice.yaml', '../canary.yaml');
    link('folder', '../outside');
    link('logo.png', '../canary.yaml');
    mkdirSync(join(folder, 'repo-twin'));
    writeFileSync(join(folder, 'repo-twin/canary.yaml'), 'canary');
    link('twin.yaml', '../repo-twin/canary.yaml');
    const { paths, read, diagnostics } = diskTree(root);
    expect(paths).toEqual(['absolute.yaml', 'base/cluster.yaml', 'base/twice.yaml', 'canary.yaml', 'twin.yaml']);
    for (const path of ['absolute.yaml', 'base/twice.yaml', 'canary.yaml', 'twin.yaml']) {
      expect(read(path), path).toMatchObject({ code: 'path-symlink-outside', at: { file: { path, text: '' } } });
    }
    expect(diagnostics).toMatchObject([{ code: 'path-symlink-outside', at: { file: { path: 'folder' } } }]);
    expect(read('folder/canary.yaml')).toBeUndefined();
    expect(read('logo.png')).toBeUndefined();
  });

  test('to nowhere are diagnostics where a file was expected', () => {
    link('gone.yaml', 'nowhere.yaml');
    link('gone', 'nowhere');
    const { paths, read, diagnostics } = diskTree(root);
    expect(paths).toEqual(['base/cluster.yaml', 'gone.yaml']);
    expect(read('gone.yaml')).toMatchObject({ code: 'path-symlink-broken' });
    expect(diagnostics).toEqual([]);
  });

  test('may lead to the root itself', () => {
    symlinkSync(root, join(folder, 'link-to-repo'));
    expect(diskTree(join(folder, 'link-to-repo')).read('base/cluster.yaml')).toMatchObject({ text: 'kind: Cluster\n' });
  });

  test('put in the place of a file or a folder after listing are not followed', () => {
    write('file.yaml', 'text');
    write('folder/canary.yaml', 'text');
    const { read } = diskTree(root);
    rmSync(join(root, 'file.yaml'));
    link('file.yaml', '../canary.yaml');
    rmSync(join(root, 'folder'), { recursive: true });
    link('folder', '../outside');
    expect(read('file.yaml')).toMatchObject({ code: 'path-unreadable' });
    expect(read('folder/canary.yaml')).toMatchObject({ code: 'path-changed' });
  });
});

describe('what is no file', () => {
  test.skipIf(process.platform === 'win32')(
    'is not opened, and is a diagnostic where a file was expected (not on Windows: no mkfifo)',
    () => {
      execFileSync('mkfifo', [join(root, 'pipe.yaml'), join(root, 'pipe')]);
      link('link.yaml', 'pipe');
      link('zero.tf', '/dev/zero');
      const { paths, read } = diskTree(root);
      expect(paths).toEqual(['link.yaml', 'pipe.yaml', 'zero.tf']);
      expect(read('pipe.yaml')).toMatchObject({
        code: 'path-not-a-file',
        at: { file: { path: 'pipe.yaml', text: '' } },
      });
      expect(read('link.yaml')).toMatchObject({ code: 'path-not-a-file' });
      expect(read('zero.tf')).toMatchObject({ code: 'path-symlink-outside' });
    },
  );

  test.skipIf(process.platform === 'win32')(
    'does not block when it takes the place of a file (not on Windows: no mkfifo)',
    () => {
      write('a.yaml', 'text');
      const { read } = diskTree(root);
      rmSync(join(root, 'a.yaml'));
      execFileSync('mkfifo', [join(root, 'a.yaml')]);
      expect(read('a.yaml')).toMatchObject({ code: 'path-changed' });
    },
  );

  test.skipIf(process.platform === 'win32')('is also a socket (not on Windows: no sockets in folders)', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(root, 'socket.json'), done));
    try {
      expect(diskTree(root).read('socket.json')).toMatchObject({ code: 'path-not-a-file' });
    } finally {
      server.close();
    }
  });
});

describe('permissions', () => {
  test.skipIf(process.platform === 'win32')('that are missing are diagnostics (not on Windows: no modes)', () => {
    write('closed.yaml', 'text');
    write('closed/a.yaml', 'text');
    write('open.yaml', 'text');
    chmodSync(join(root, 'closed.yaml'), 0);
    chmodSync(join(root, 'closed'), 0);
    asNobody(() => {
      const { paths, read, diagnostics } = diskTree(root);
      expect(paths).toEqual(['closed.yaml', 'open.yaml']);
      expect(read('open.yaml')).toMatchObject({ text: 'text' });
      expect(read('closed.yaml')).toMatchObject({
        code: 'path-unreadable',
        message: expect.stringContaining('EACCES'),
      });
      expect(diagnostics).toMatchObject([{ code: 'path-unreadable', at: { file: { path: 'closed' } } }]);
    });
    chmodSync(join(root, 'closed'), 0o700);
  });

  test('on a root that does not exist are an exception', () => {
    expect(() => diskTree(join(folder, 'nowhere'))).toThrow('ENOENT');
  });
});

describe('the number of files and folders', () => {
  beforeEach(() => {
    for (const path of ['a/1.yaml', 'a/2.yaml', 'b/3.yaml', 'c/4.yaml', '.git/5.yaml']) write(path, 'text');
  });

  test.each([8, 7])('may be as large as the limit of %i', (maximumEntries) => {
    const tree = diskTree(root, { maximumEntries });
    expect(tree.paths).toEqual(['a/1.yaml', 'a/2.yaml', 'b/3.yaml', 'c/4.yaml']);
    expect(tree.diagnostics).toEqual([]);
  });

  test('over the limit is a diagnostic at the folder where it was reached, and the same files every time', () => {
    const tree = diskTree(root, { maximumEntries: 6 });
    expect(tree.paths).toEqual(['a/1.yaml', 'a/2.yaml', 'b/3.yaml']);
    expect(tree.diagnostics).toMatchObject([{ code: 'limit-files', at: { file: { path: 'c' } } }]);
  });

  test('over the limit in the root itself leaves nothing', () => {
    const tree = diskTree(root, { maximumEntries: 2 });
    expect(tree.paths).toEqual([]);
    expect(tree.diagnostics).toMatchObject([{ code: 'limit-files', at: { file: { path: '.' } } }]);
  });
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

function placeOf(read: ReturnType<ReturnType<typeof diskTree>['read']>) {
  if (!read || !('code' in read)) throw new Error('no diagnostic');
  return { code: read.code, ...startPosition(read.at) };
}

/** Root may read everything, so this test gives that up for a moment. */
function asNobody(action: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
