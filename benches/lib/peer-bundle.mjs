// Bundles the peer like this package, to measure what a host loads.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @param {'browser' | 'node'} platform */
export async function bundlePeer(platform) {
  const api = platform === 'node' ? 'NodeApi' : 'Api';
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${api} } from 'workfront-api';`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform,
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0].contents;
}
