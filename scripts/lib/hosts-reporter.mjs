// A reporter of node:test: which hosts ran, as JSON.
import { hostOf } from './hosts-table.mjs';

export default async function* hostsReporter(events) {
  const hosts = {};
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    const host = hostOf(data.name);
    if (host === undefined) continue;
    hosts[host] ??= { passed: 0, failed: 0, skipped: 0 };
    const outcome =
      data.skip !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    hosts[host][outcome] += 1;
  }
  yield JSON.stringify(hosts, null, 2);
}
