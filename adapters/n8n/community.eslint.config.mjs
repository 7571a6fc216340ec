// n8n's linter for community nodes, for the sources of the package.
import { config } from '@n8n/node-cli/eslint';

const message = 'An adapter imports the package’s entries and adapters/common alone.';

export default [
  ...config,
  { ignores: ['*.mjs'] },
  {
    files: ['**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/js/core/**', '**/js/node/**', '**/cli/**'], message }] },
      ],
    },
  },
];
