/** `npm run bake`: computes the baked runs that the site is built with, into .cache/baked. */
import { EXPERIMENTS } from '#experiments/registry.node.ts';
import { bake } from './bake/main.ts';
import { BakeError } from './bake/orders.ts';

const root = new URL('../../', import.meta.url);

try {
  await bake({
    experiments: EXPERIMENTS,
    content: new URL('content/', root),
    out: new URL('.cache/baked/', root),
    log: (line) => console.log(line),
  });
} catch (error) {
  if (!(error instanceof BakeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
