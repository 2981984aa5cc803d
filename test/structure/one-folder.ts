/** `npm run test:one-folder`: builds a copy of the site with a throw-away experiment in it and looks for its pages. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addThrowAway, copyProject } from './copy.ts';

const copy = copyProject();
try {
  addThrowAway(copy.folder);
  execFileSync('npm', ['run', '--silent', 'build'], {
    cwd: copy.folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const page = (path: string): string => readFileSync(join(copy.folder, 'dist', path), 'utf8');
  const own = page('r/rfa-99/index.html');
  assert.match(own, /The mean of many draws is small/, 'the result has its page');
  assert.match(own, /<svg[\s\S]*?<\/svg>/, 'with its baked figure');
  assert.match(own, /agrees|differs/, 'and its verdict');
  assert.match(page('results/index.html'), /rfa-99/, 'the index lists it');
  assert.match(page('sitemap-0.xml'), /r\/rfa-99\//, 'the sitemap too');
  assert.ok(existsSync(join(copy.folder, '.cache/baked/throw-away.json')), 'its default run was baked');
  console.log('One folder, one file and one row were enough.');
} finally {
  copy.remove();
}
