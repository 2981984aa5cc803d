/**
 * `npm run bench`: times that are reported, not gated. `npm run bench -- <section …>` runs some of the sections;
 * each is a file in bench/ and prints its own table.
 */
import { BrowserMissing } from './browser.ts';
import type { Section } from './bench/section.ts';
import { pageSection } from './bench/page.ts';
import { stepSection } from './bench/step.ts';

const sections: readonly Section[] = [stepSection, pageSection];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !sections.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(
    `Unknown section ${unknown.join(', ')}; there are: ${sections.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
try {
  for (const section of sections) {
    if (wanted.length > 0 && !wanted.includes(section.name)) continue;
    console.log(`${section.title}\n`);
    console.log(`${await section.run((line) => console.error(line))}\n`);
  }
} catch (error) {
  if (!(error instanceof BrowserMissing)) throw error;
  console.error(error.message);
  process.exit(1);
}
