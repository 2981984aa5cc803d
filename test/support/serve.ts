/** Serves the built site for the tests: once with the headers of `_headers`, once without any. */
import { existsSync } from 'node:fs';
import { serveFolder } from '../../src/cli/static-server.ts';
import { dist } from './files.ts';

export default async function serve(): Promise<() => Promise<void>> {
  if (!existsSync(dist)) throw new Error('There is no built site: run `npm run build` first.');
  const served = await serveFolder({ folder: dist });
  const plain = await serveFolder({ folder: dist, headers: false });
  process.env['SITE_URL'] = served.url;
  process.env['SITE_URL_PLAIN'] = plain.url;
  return async () => {
    await served.close();
    await plain.close();
  };
}
