// npm run bench: measures, prints, and writes docs/performance.md's table and charts.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { createPlugin, parseEvent } from '../js/entries/node.mjs';
import { bundleEntry } from '../scripts/lib/bundle-entry.mjs';
import { gzipSync } from 'node:zlib';
import { alternate, median, ratio, timed } from './lib/measure.mjs';
import { serve } from './lib/server.mjs';
import { writeReport } from './lib/report.mjs';
import { peers } from './peers.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const rows = [];
const row = (figure, value, bar, isMet) => {
  rows.push({ figure, value, bar, isMet });
  console.log(
    `${isMet ? 'ok  ' : isMet === false ? 'MISS' : '    '} ${figure}: ${value}${bar ? ` (bar ${bar})` : ''}`,
  );
};
const atMost = (figure, value, bar, unit = '') =>
  row(figure, `${value}${unit}`, `≤ ${bar}${unit}`, value <= bar);

const child = (program, ...args) =>
  execFileSync(process.execPath, [here(`programs/${program}`), ...args], { encoding: 'utf8' });

await sizes();
const small = await serve({ people: 2_200, maxConcurrent: 100 });
const charts = { time: await requests(small), size: [] };
await coldStart(small);
small.stop();
await events();
await everyone();
await offboarding();
await dryRuns();
writeReport(rows, charts, `${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}`);

async function sizes() {
  const wasm = readFileSync(here('../pkg/workfront_actions_bg.wasm'));
  atMost('wasm, brotli', Math.round(brotliCompressSync(wasm).length / 1024), 45, ' KB');
  atMost('wasm, raw', Math.round(wasm.length / 1024), 125, ' KB');
  const js = gzipSync(await bundleEntry('js/entries/default.mjs'), { level: 9 }).length;
  atMost('JS beside it, minified, gzip', Math.round(js / 1024), 12, ' KB');
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: here('..'),
  });
  const tarball = statSync(join(folder, 'workfront-actions-0.1.0.tgz')).size;
  row(
    'packed tarball, with adapters and sandbox',
    `${Math.round(tarball / 1024)} KB`,
    '≤ 250 KB without them',
  );
  const times = [];
  for (let round = 0; round < 15; round += 1) {
    // A section of its own in each: the engine keeps what it has compiled.
    const own = Buffer.from([0, 5, 4, ...Buffer.from(String(1000 + round))]);
    const bytes = Buffer.concat([wasm, own]);
    const { wall } = await timed(async () => new WebAssembly.Module(bytes));
    times.push(wall);
  }
  atMost('compile the wasm, median', Math.round(median(times) * 10) / 10, 2.5, ' ms');
}

async function requests(server) {
  const { page, write, withNode } = await peers(server);
  const { users } = await withNode.search({ limit: 1 });
  const floor = 'fetch by hand';
  const pages = await alternate(page, 15);
  const updates = write(users[0].ID);
  let count = 0;
  const many = Object.fromEntries(
    Object.entries(updates).map(([name, update]) => [
      name,
      async () => {
        for (let times = 0; times < 100; times += 1) await update(`title ${(count += 1)}`);
      },
    ]),
  );
  const writes = await alternate(many, 9);
  const [host, node, theirs] = [
    'workfront-actions, host fetch',
    'workfront-actions, Node',
    'workfront-api',
  ];
  atMost(
    'search page of 2,000, host fetch / by hand, wall',
    ratio(pages[host].wall, pages[floor].wall),
    1.05,
  );
  atMost(
    'search page of 2,000, Node / by hand, wall',
    ratio(pages[node].wall, pages[floor].wall),
    0.97,
  );
  row('search page of 2,000, Node / by hand, CPU', ratio(pages[node].cpu, pages[floor].cpu));
  atMost(
    'search page of 2,000, Node / workfront-api',
    ratio(pages[node].wall, pages[theirs].wall),
    0.99,
  );
  atMost(
    'single write, host fetch / by hand, wall',
    ratio(writes[host].wall, writes[floor].wall),
    1.1,
  );
  atMost('single write, Node / by hand, wall', ratio(writes[node].wall, writes[floor].wall), 0.5);
  row('single write, Node / by hand, CPU', ratio(writes[node].cpu, writes[floor].cpu));
  atMost('single write, Node / workfront-api', ratio(writes[node].wall, writes[theirs].wall), 0.99);
  return Object.entries(writes).map(([name, { wall }]) => [name, wall / 100]);
}

async function coldStart({ url, apiKey }) {
  const names = ['workfront-actions', 'workfront-api, import only', 'nothing'];
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < 11; round += 1) {
    for (const name of names) times[name].push(Number(child('cold.mjs', name, url, apiKey)));
  }
  const [own, theirs, nothing] = names.map((name) => median(times[name]));
  atMost('import, start and first call / importing workfront-api', ratio(own, theirs), 0.5);
  row(
    'import, start and first call',
    `${Math.round(own)} ms; an empty module ${nothing.toFixed(1)} ms`,
  );
}

async function events() {
  const state = (isActive) => ({
    ID: 'u1',
    objCode: 'USER',
    isActive,
    ...Object.fromEntries(Array.from({ length: 35 }, (_, at) => [`field${at}`, at])),
  });
  const body = JSON.stringify({
    eventType: 'UPDATE',
    subscriptionId: 's1',
    eventTime: { epochSecond: 1785003600, nano: 0 },
    newState: state(false),
    oldState: state(true),
  });
  const signed = {
    authToken: 'a-long-random-secret',
    authorization: 'Bearer a-long-random-secret',
  };
  const rounds = [];
  for (let round = 0; round < 7; round += 1) {
    rounds.push(
      (
        await timed(async () => {
          for (let times = 0; times < 2_000; times += 1) await parseEvent(body, signed);
        })
      ).wall,
    );
  }
  row(
    'events verified and parsed, a second on one core',
    String(Math.round(2_000_000 / median(rounds))),
  );
}

async function everyone() {
  const figures = {};
  for (const people of [10_000, 100_000]) {
    const server = await serve({ people });
    const runs = { 'workfront-actions': [], floor: [] };
    for (let round = 0; round < 3; round += 1) {
      for (const name of Object.keys(runs)) {
        runs[name].push(JSON.parse(child('all.mjs', name, server.url, server.apiKey)));
      }
    }
    server.stop();
    figures[people] = Object.fromEntries(
      Object.entries(runs).map(([name, all]) => [
        name,
        {
          wall: median(all.map(({ wall }) => wall)),
          megabytes: median(all.map((one) => one.megabytes)),
        },
      ]),
    );
  }
  const [few, many] = [figures[10_000], figures[100_000]];
  const own = 'workfront-actions';
  atMost(
    'searchAll, peak memory, 100,000 / 10,000',
    ratio(many[own].megabytes, few[own].megabytes),
    1.1,
  );
  row('searchAll of 100,000, wall, against a loop by hand', ratio(many[own].wall, many.floor.wall));
}

async function offboarding() {
  for (const latencyMs of [20, 100]) {
    const server = await serve({ people: 10_000, latencyMs });
    const wf = await createPlugin({
      baseUrl: server.url,
      credentials: { type: 'apiKey', apiKey: server.apiKey },
    });
    const IDs = [];
    for await (const { ID } of wf.searchAll({ fields: ['ID'] })) IDs.push(ID);
    // The administrator who asks stays.
    const { userID } = await wf.testConnection({});
    const leavers = IDs.filter((ID) => ID !== userID);
    await warmUp(server, leavers);
    let output;
    const { wall } = await timed(
      async () => (output = await wf.offboard({ IDs: leavers, chunkSize: 100 })),
    );
    server.stop();
    const ideal = (output.requests * latencyMs) / 4;
    atMost(`offboarding ${leavers.length} at ${latencyMs} ms / ideal`, ratio(wall, ideal), 1.1);
    row(
      `offboarding at ${latencyMs} ms: requests, not deactivated`,
      `${output.requests}, ${leavers.length - output.counts.deactivated}`,
    );
  }
}

/** Not counted, as elsewhere: code is compiled, here and in the server. A connection of its own learns nothing for others. */
async function warmUp(server, leavers) {
  const wf = await createPlugin({
    baseUrl: server.url,
    credentials: { type: 'apiKey', apiKey: server.apiKey },
  });
  await wf.offboard({ IDs: leavers, dryRun: true });
  const update = (ID) => ({ method: 'PUT', uri: `/user/${ID}`, body: { title: 'warm' } });
  await wf.batch({ operations: leavers.slice(0, 1_000).map(update), chunkSize: 100 });
}

async function dryRuns() {
  const server = await serve({ people: 100_000 });
  const wf = await createPlugin({
    baseUrl: server.url,
    credentials: { type: 'apiKey', apiKey: server.apiKey },
  });
  const all = [];
  for await (const { ID } of wf.searchAll({ fields: ['ID'] })) all.push(ID);
  const times = [];
  for (const count of [1_000, 10_000, 99_000]) {
    const { wall } = await timed(() => wf.offboard({ IDs: all.slice(0, count), dryRun: true }));
    times.push(wall);
  }
  server.stop();
  row(
    'dry run of 1,000, 10,000, 99,000 people',
    times.map((ms) => `${Math.round(ms)} ms`).join(', '),
  );
  // n log n from 10,000 to 99,000 is about 12.4 times.
  atMost('dry run, 99,000 / 10,000', ratio(times[2], times[1]), 13);
}
