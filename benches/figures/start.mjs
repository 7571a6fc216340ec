import { existsSync } from 'node:fs';
import { alternately } from '../lib/measure.mjs';
import { printed } from '../lib/child.mjs';
import { coldWorkers } from '../lib/workerd.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';

export const about =
  'a fresh process, from before the import to after the first response (a `count`), and the same process importing an empty ' +
  "module, or the peer's module alone; processes alternate, medians. workerd's clock doesn't advance while it works, so its " +
  'figure is the wall time from starting workerd to the first response.';

const modules = (path) => inRoot('tests', 'hosts', 'node_modules', path);
const hosts = [
  {
    host: 'Deno',
    command: modules('@deno/linux-x64-glibc/deno'),
    before: ['run', '--no-config', '--allow-net', '--allow-read'],
    env: { DENO_DIR: modules('.deno'), DENO_NO_UPDATE_CHECK: '1' },
  },
  { host: 'Bun', command: modules('@oven/bun-linux-x64/bin/bun') },
];

export async function measure({ report, rounds, tenant }) {
  const { url, apiKey } = tenant;
  const cold = (what, how) => () => printed('cold.mjs', [what, url, apiKey], how);
  const { own, theirs, alone, nothing } = await alternately(
    {
      own: cold('first call'),
      theirs: cold('workfront-api'),
      alone: cold('import'),
      nothing: cold('nothing'),
    },
    rounds(21, 5),
  );
  report.bar('start-node', own.ms / theirs.ms);
  report.row(
    'Node: import, start and first call; import alone; importing workfront-api; an empty module',
    [own, alone, theirs, nothing].map(milliseconds).join('; '),
  );
  report.row(
    'Node, CPU: import, start and first call / importing workfront-api',
    (own.cpu / theirs.cpu).toFixed(2),
  );
  for (const { host, ...how } of hosts) {
    const figure = `${host}: import, start and first call; an empty module`;
    if (!existsSync(how.command)) {
      report.skip(figure, notInstalled(host));
      continue;
    }
    const { ours, empty } = await alternately(
      { ours: cold('first call', how), empty: cold('nothing', how) },
      rounds(11, 3),
    );
    report.row(figure, [ours, empty].map(milliseconds).join('; '));
  }
  const figure = 'workerd: start and first call; the same call by hand; an empty worker';
  const times = await coldWorkers(tenant, rounds(7, 2));
  if (times === undefined) report.skip(figure, notInstalled('workerd'));
  else report.row(figure, [times.ours, times.hand, times.empty].map(milliseconds).join('; '));
}

const milliseconds = ({ ms }) => `${ms.toFixed(1)} ms`;
const notInstalled = (host) => `${host} is not installed; \`npm run bench -- --hosts\` installs it`;
