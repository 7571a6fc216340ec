import js from '@eslint/js';
import globals from 'globals';

// Files that only Node reads; the others in js/ must run in every host.
const nodeOnly = [
  'js/entries/node.mjs',
  'js/node/**',
  'js/node-http/**',
  'js/cli.mjs',
  'js/cli/**',
  'js/sandbox/**',
];
const adapterTests = ['adapters/*/*.test.mjs'];

const topLevelAwait = [
  'Program > ExpressionStatement > AwaitExpression',
  'Program > * > VariableDeclarator > AwaitExpression',
].map((selector) => ({ selector, message: 'Some bundlers and hosts refuse top-level await.' }));

export default [
  { ignores: ['**/node_modules/', '**/dist/', 'pkg/', 'target/', '.tools/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          ignoreRestSiblings: true,
          caughtErrorsIgnorePattern: '^_',
        },
      ],
      'no-var': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
      'object-shorthand': 'error',
      'no-throw-literal': 'error',
    },
  },
  {
    files: ['js/**', 'adapters/*/src/**'],
    ignores: nodeOnly,
    languageOptions: { globals: globals['shared-node-browser'] },
    rules: {
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*'],
              message:
                'This file runs in every host: Node’s modules belong in js/entries/node.mjs and js/node/.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...topLevelAwait,
        {
          selector: 'MetaProperty[meta.name=import]',
          message: 'Bundlers stumble over import.meta.url: it belongs in an entry.',
        },
      ],
    },
  },
  {
    // Says where the WebAssembly is, in the one form that bundlers know.
    files: ['js/entries/default.mjs'],
    rules: { 'no-restricted-syntax': ['error', ...topLevelAwait] },
  },
  {
    files: [
      ...nodeOnly,
      ...adapterTests,
      'scripts/**',
      'tests/**',
      'examples/**',
      'benches/**',
      '*.mjs',
    ],
    languageOptions: { globals: { ...globals.nodeBuiltin, ...globals['shared-node-browser'] } },
  },
  {
    files: ['adapters/**/*.js', '**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: globals.node },
  },
  {
    // Parts of these run in a page, or in Deno.
    files: ['tests/hosts/**', ...adapterTests],
    languageOptions: { globals: { ...globals.browser, Deno: 'readonly', RED: 'readonly' } },
  },
];
