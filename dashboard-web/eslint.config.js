import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

// Imports flow one way: lib <- ui <- charts <- panels <- pages <- app. Across folders only through "@/…", so that one
// list of patterns says it all; "./…" stays within a folder.
const LAYERS = ['lib', 'ui', 'charts', 'panels', 'pages', 'app'];

const forbid = (patterns) => ['error', { patterns }];

const climbing = { group: ['../*', '../**'], message: 'Across folders import through "@/…".' };

const layers = LAYERS.map((layer, index) => ({
  files: [`src/${layer}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': forbid([
      ...LAYERS.slice(index + 1).map((later) => ({
        group: [`@/${later}`, `@/${later}/**`],
        message: `${layer} may not import from ${later}.`,
      })),
      ...(layer === 'panels'
        ? [{ group: ['@/panels', '@/panels/**'], message: 'A panel knows no other panel.' }, climbing]
        : layer === 'lib'
          ? [{ group: ['../../*'], message: 'lib imports only lib.' }]
          : [climbing]),
    ]),
  },
}));

export default ts.config(
  { ignores: ['target', 'node_modules', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  ...layers,
  {
    // The list of panels is where they meet.
    files: ['src/panels/registry.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  { files: ['**/*.mjs', '**/*.js', 'e2e/**', '*.ts'], languageOptions: { globals: globals.node } },
  { files: ['public/**'], languageOptions: { globals: globals.browser } },
);
