// Writes docs/reliability.md from the results of a whole run.
import { countByAction, countUnknowable, table, total } from './report.mjs';
import { unknowable } from './unknowable.mjs';

export function page(results) {
  const rows = countByAction(results);
  const counts = countUnknowable(results);
  const { cells } = total(rows);
  const reasons = unknowable.map(
    ({ name, reason }) => `| ${name} | ${reason} | ${counts.get(name) ?? 0} |`,
  );
  return `# Reliability

Written by \`npm run faults\`. Each of ${cells.toLocaleString('en')} cells runs an action against the sandbox behind a real
HTTP server, with a fault on one or more of its requests, and compares what the package reports with the tenant's state
afterwards.

- **true**: the report matches the tenant's state.
- **false**: it doesn't.
- **indefinite**: the report says that the outcome is unknown (\`outcomeUnknown\`, \`unverified\`); *needless* if only one fault
  occurred, so that a read would have shown the outcome.
- **unknowable**: no client can know; see below.

${table(rows)}

## Faults

Connections that are reset or closed before or after the work, responses cut off in each framing, slow and endless ones,
every 4xx in Workfront's form, as HTML and empty, 429 and 503 with every \`Retry-After\`, 5xx, redirects, 2xx without
content or with other content, other IDs, other types, other orders: on the first, the middle and the last request, once,
on all requests of that kind, and from then on; also on the request after a lost write. Abort, \`deadlineMs\`,
\`maxRequests\` and \`timeoutMs\` end a call at each of its requests.

## What no client can know

| | why | cells |
| --- | --- | ---: |
${reasons.join('\n')}
`;
}
