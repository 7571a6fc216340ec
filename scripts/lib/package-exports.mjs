// Generates the parts of package.json that follow from the list of entries: `exports`, and the peer dependencies of adapters.
import { exportedAdapters, partsOf } from './adapters.mjs';

/**
 * Every entry except the main one: its name in `exports`, its source, and its types.
 * @type {{ name: string, source: string, types: string }[]}
 */
export const entries = [
  { name: 'node', source: 'js/node-http/index.mjs', types: 'js/node-http/index.d.ts' },
  { name: 'csv', source: 'js/csv/index.mjs', types: 'js/csv/index.d.ts' },
  { name: 'sandbox', source: 'js/sandbox/index.mjs', types: 'js/sandbox/index.d.ts' },
  { name: 'sandbox/server', source: 'js/sandbox/server.mjs', types: 'js/sandbox/server.d.ts' },
  { name: 'manifest', source: 'js/generated/full-manifest.mjs', types: 'js/manifest.d.ts' },
  { name: 'adapters', ...partsOf('common') },
  ...exportedAdapters.map(({ name }) => ({ name, ...partsOf(name) })),
];

/** The name of an entry's files in pkg/cjs/. */
export const cjsName = (name) => name.replaceAll('/', '-');

const cjsFolder = './pkg/cjs/';

/** @param {Record<string, any>} current package.json */
export function updated(current) {
  const { '.': main, ...others } = current.exports;
  const kept = Object.entries(others).filter(([, value]) => !isGenerated(value));
  const peers = exportedAdapters.flatMap(({ peers = {} }) => Object.entries(peers));
  return {
    ...current,
    exports: {
      '.': main,
      ...Object.fromEntries(entries.map((entry) => [`./${entry.name}`, conditions(entry)])),
      ...Object.fromEntries(kept),
    },
    peerDependencies: Object.fromEntries(peers),
    peerDependenciesMeta: Object.fromEntries(peers.map(([name]) => [name, { optional: true }])),
  };
}

/** Whether this file generates an export: all of these have a CommonJS build. */
const isGenerated = (value) => value.require?.default.startsWith(cjsFolder) === true;

const conditions = ({ name, source, types }) => ({
  require: {
    types: `${cjsFolder}${cjsName(name)}.d.cts`,
    default: `${cjsFolder}${cjsName(name)}.cjs`,
  },
  default: { types: `./${types}`, default: `./${source}` },
});
