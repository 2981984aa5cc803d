import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inlineScript } from '#layouts/inline.ts';

it('leaves comment lines, empty lines and indentation out, and nothing else', () => {
  const source = "// why\n(() => {\n  const a = 'http://x';\n\n  // what\n  go(a);\n})();\n";
  expect(inlineScript(source)).toBe("(() => {\nconst a = 'http://x';\ngo(a);\n})();");
});

it('suits the scripts that are written into pages', () => {
  for (const file of [
    'layouts/theme.inline.js',
    'components/scripts/contents.inline.js',
    'components/scripts/layout.inline.js',
  ]) {
    const source = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8');
    const short = inlineScript(source);
    expect(short.length).toBeLessThan(source.length);
    expect(short).not.toMatch(/`|\/\*/);
    // It still is a script.
    expect(() => new Function(short)).not.toThrow();
  }
});
