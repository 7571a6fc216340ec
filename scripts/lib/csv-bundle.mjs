// Bundles the libraries that read CSV files into pkg/csv/libraries.mjs, for every host: `workfront-actions/csv` has no
// dependencies at run time.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledNames, licensesOf } from './bundled-licenses.mjs';
import { compact } from './compact.mjs';
import { hashOf } from './hash.mjs';
import { inRoot, pkg } from './paths.mjs';
import { Problem } from './problem.mjs';
import { isFresh, writeStamp } from './stamp.mjs';

const folder = join(pkg, 'csv');

/** Libraries in the bundle, which includes their licenses. */
export const bundledForCsv = ['csv-parse', 'fastest-levenshtein', 'buffer', 'base64-js', 'ieee754'];

// csv-parse's public entries read Node's streams, or lose the error of a stream of the Web: this is the parser below them.
const source = `
export { transform } from ${JSON.stringify(inRoot('node_modules/csv-parse/lib/api/index.js'))};
export { closest, distance } from 'fastest-levenshtein';
export { Buffer };
`;

// csv-parse works on Node's Buffer, which browsers and edge runtimes don't have.
const buffer = `
import { Buffer as Substitute } from 'buffer/';
export const Buffer = globalThis.Buffer ?? Substitute;
`;

const types = `export interface Parser {
  parse(
    chunk: Uint8Array | undefined,
    isEnd: boolean,
    push: (record: string[]) => void,
    close: () => void,
  ): Error | undefined;
}
export declare function transform(options: object): Parser;
export declare function closest(text: string, candidates: readonly string[]): string;
export declare function distance(a: string, b: string): number;
export declare const Buffer: { from(text: string): Uint8Array };
`;

/** Builds pkg/csv if an input changed. */
export async function buildCsvBundle() {
  const own = ['scripts/lib/csv-bundle.mjs', 'scripts/lib/compact.mjs'];
  const inputs = hashOf(['package-lock.json', ...own]);
  if (isFresh('csv', inputs)) return;
  // Imported late: it is missing until the development packages are installed.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    stdin: { contents: source, resolveDir: inRoot('.') },
    bundle: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    ...compact,
    // The libraries' own names help nobody in a stack trace.
    minify: true,
    // The banner has the licenses.
    legalComments: 'none',
    format: 'esm',
    write: false,
    metafile: true,
    inject: ['host-buffer'],
    plugins: [hostBuffer],
    banner: { js: licensesOf(bundledForCsv) },
  });
  const missing = bundledNames(metafile).find((name) => !bundledForCsv.includes(name));
  if (missing) throw new Problem(`${missing} is bundled without its license: add it to \`bundledForCsv\`.`); // prettier-ignore
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = [
    ['libraries.mjs', outputFiles[0].contents],
    ['libraries.d.mts', types],
  ].map(([name, contents]) => {
    writeFileSync(join(folder, name), contents);
    return join(folder, name);
  });
  writeStamp('csv', inputs, files);
}

/** For esbuild: the module that replaces the global `Buffer` of the libraries. */
const hostBuffer = {
  name: 'host-buffer',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^host-buffer$/ }, ({ path }) => ({ path, namespace: 'host-buffer' }));
    onLoad({ filter: /.*/, namespace: 'host-buffer' }, () => ({
      contents: buffer,
      resolveDir: inRoot('.'),
    }));
  },
};
