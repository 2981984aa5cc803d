// Run from the top folder: eslint --config test/eslint.config.js .
import { builtinRules } from 'eslint/use-at-your-own-risk';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import { layers } from './lint/layers.ts';
import { ambientGlobals, pageGlobals } from './lint/globals.ts';

const recommended = Object.fromEntries(
  [...builtinRules].filter(([, rule]) => rule.meta?.docs?.recommended).map(([name]) => [name, 'error']),
);

const experimentCode = 'src/experiments/*/**/*.ts';

export default defineConfig(
  globalIgnores(['dist/', '.cache/', '.astro/', 'node_modules/', 'test-results/']),
  { linterOptions: { noInlineConfig: true } },
  { rules: recommended },
  ts.configs.recommended,
  svelte.configs.recommended,
  astro.configs.recommended,
  {
    plugins: { 'two-layers': { rules: { layers } } },
    rules: {
      'two-layers/layers': 'error',
      'no-undef': 'off', // the type checker knows better
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/cli/**', 'test/*.config.ts', 'test/structure/one-folder.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**'], // Playwright reads the names of fixtures from the pattern, also from an empty one.
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // Plot makes its own elements, and what is inserted comes from our own charts when the site is built.
      'svelte/no-at-html-tags': 'off',
      'svelte/no-dom-manipulating': 'off',
    },
  },
  {
    files: ['src/{numbers,theory,framework,engine}/**/*.ts', experimentCode],
    rules: { 'no-restricted-globals': ['error', ...pageGlobals] },
  },
  {
    files: ['src/{numbers,theory}/**/*.ts', experimentCode],
    rules: {
      'no-restricted-globals': ['error', ...pageGlobals, ...ambientGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from a named stream of src/numbers/random.ts.' },
      ],
    },
  },
);
