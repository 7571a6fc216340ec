// A reporter of node:test that writes which hosts ran, as JSON, to the file in HOSTS_RESULTS. It writes after each test,
// because a forced exit doesn't wait for the end.
import { writeFileSync } from 'node:fs';
import { hostOf } from './hosts-table.mjs';

export default async function* hostsReporter(events) {
  const hosts = {};
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const host = hostOf(data.name);
    if (host === undefined) continue;
    hosts[host] ??= { passed: 0, failed: 0, skipped: 0 };
    const outcome =
      data.skip !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    hosts[host][outcome] += 1;
    writeFileSync(process.env.HOSTS_RESULTS, JSON.stringify(hosts, null, 2));
    yield '';
  }
}
