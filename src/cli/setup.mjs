// Installs the locked dependencies when they are missing or out of date. Plain Node >= 18, no dependency.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const stampFile = 'node_modules/.two-layers-setup';
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.platform}-${process.arch}`)
  .digest('hex');

function installed() {
  try {
    return readFileSync(stampFile, 'utf8') === wanted;
  } catch {
    return false;
  }
}

if (!installed()) {
  console.log('Installing the locked dependencies (about a minute, once) …');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--loglevel=error'];
  if (npm?.endsWith('js')) execFileSync(process.execPath, [npm, ...flags], { stdio: 'inherit' });
  else execFileSync('npm', flags, { stdio: 'inherit', shell: process.platform === 'win32' });
  writeFileSync(stampFile, wanted);
}
