// The linter with which n8n looks at community nodes, over the sources that are built into the package.
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
