import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleEntry } from '../../scripts/lib/bundle-entry.mjs';
import { filesUnder } from '../../scripts/lib/files.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { measure as sizesOf, measureFile } from '../../scripts/lib/sizes.mjs';
import { measureTarball } from '../../scripts/lib/tarball.mjs';
import { compileTimes } from '../lib/compile.mjs';
import { bundlePeer } from '../lib/peer-bundle.mjs';

export const about =
  'bytes of the build, gzip at level 9, brotli at 11; JavaScript is bundled and minified by esbuild, as users do. ' +
  'Installed size is the sum of the files with all dependencies. Compiling and instantiating is `WebAssembly.compile` of ' +
  'bytes that the engine hasn’t cached (each has a new custom section) and the glue of an instance, compared with a module ' +
  'of 8 bytes.';

const kilobytes = (bytes) => bytes / 1024;
const shown = (bytes) => `${kilobytes(bytes).toFixed(1)} KB`;

export async function measure({ report, rounds }) {
  const wasm = measureFile(inRoot('pkg', 'workfront_actions_bg.wasm'));
  const js = sizesOf(await bundleEntry('js/entries/default.mjs'));
  const nodeJs = sizesOf(await bundleEntry('js/entries/node.mjs'));
  const peer = sizesOf(await bundlePeer('browser'));
  const peerOnNode = sizesOf(await bundlePeer('node'));
  report.bar('wasm-brotli', kilobytes(wasm.brotli));
  report.bar('wasm-raw', kilobytes(wasm.raw));
  report.row('wasm, gzip', shown(wasm.gzip));
  const plans = measureFile(inRoot('pkg', 'plans', 'workfront_actions_plans_bg.wasm'));
  report.row(
    'the module with plans, loaded with the first plan: raw, brotli',
    `${shown(plans.raw)}, ${shown(plans.brotli)}`,
  );
  // The larger entry.
  report.bar('js-gzip', kilobytes(Math.max(js.gzip, nodeJs.gzip)));
  report.row('the same, browsers and edge; Node', `${shown(js.gzip)}; ${shown(nodeJs.gzip)}`);
  report.row(
    "workfront-api's code, minified, gzip: in a browser, on Node",
    `${shown(peer.gzip)}, ${shown(peerOnNode.gzip)}`,
  );

  const { whole, withoutOptional } = measureTarball();
  report.bar('tarball', kilobytes(withoutOptional.packed));
  report.row('packed tarball, with adapters and sandbox', shown(whole.packed));
  const { dependencies = {} } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const theirs = installedPeer();
  report.bar('dependencies', Object.keys(dependencies).length);
  report.row(
    'installed, with adapters and sandbox; packages',
    `${shown(whole.unpacked)}; 1 (workfront-api: ${shown(theirs.bytes)}; ${theirs.packages})`,
  );

  const { own, empty } = await compileTimes(rounds(21, 7));
  report.bar('compile', own);
  report.row(
    'compile and instantiate, against an empty module',
    `${(own / empty).toFixed(1)} (${empty.toFixed(3)} ms)`,
  );

  report.charts.size = [
    {
      title: 'What a host loads, KB (brotli)',
      bars: [
        {
          name: 'workfront-actions',
          parts: [
            { name: 'WebAssembly', value: kilobytes(wasm.brotli) },
            { name: 'JavaScript', value: kilobytes(js.brotli) },
          ],
        },
        {
          name: 'workfront-api, in a browser',
          parts: [{ value: kilobytes(peer.brotli) }],
        },
        {
          name: 'workfront-api, on Node',
          parts: [{ name: 'dependencies included', value: kilobytes(peerOnNode.brotli) }],
        },
      ],
    },
    {
      title: 'What is installed, KB',
      bars: [
        {
          name: `workfront-actions, 1 package`,
          parts: [{ name: 'adapters and sandbox included', value: kilobytes(whole.unpacked) }],
        },
        {
          name: `workfront-api, ${theirs.packages} packages`,
          parts: [{ name: 'dependencies included', value: kilobytes(theirs.bytes) }],
        },
      ],
    },
  ];
}

/** workfront-api with all its dependencies, as npm installs it. */
function installedPeer() {
  const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
  const { packages } = JSON.parse(
    readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
  );
  const folders = Object.keys(packages).filter((name) => name !== '');
  // npm's metadata files begin with a dot.
  const files = filesUnder(modules).filter(
    (file) => !file.slice(modules.length + 1).startsWith('.'),
  );
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return { bytes, packages: folders.length };
}
