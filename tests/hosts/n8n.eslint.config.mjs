// The linter with which n8n looks at community nodes.
export { config as default } from '@n8n/node-cli/eslint';
