import js from '@eslint/js';
import globals from 'globals';

// Files that run only on Node; all others in js/ must run in every host.
const nodeOnly = [
  'js/entries/node.mjs',
  'js/node/**',
  'js/node-http/**',
  'cli/**',
  'js/sandbox/**',
];
const adapterTests = ['adapters/*/*.test.mjs'];

const topLevelAwait = [
  'Program > ExpressionStatement > AwaitExpression',
  'Program > * > VariableDeclarator > AwaitExpression',
].map((selector) => ({
  selector,
  message: 'Some bundlers and hosts don’t support top-level await.',
}));

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
                'This file runs in every host: import Node’s modules in js/entries/node.mjs and js/node/.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...topLevelAwait,
        {
          selector: 'MetaProperty[meta.name=import]',
          message: 'Some bundlers don’t support import.meta.url: use it in an entry only.',
        },
      ],
    },
  },
  {
    // Locates the WebAssembly with the expression that bundlers recognize.
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
    // Some of these files run in a page or in Deno.
    files: ['tests/hosts/**', ...adapterTests],
    languageOptions: { globals: { ...globals.browser, Deno: 'readonly', RED: 'readonly' } },
  },
];
