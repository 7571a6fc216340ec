// Writes docs/reliability.md from the results of a whole run.
import { countByAction, countUnknowable, table, total } from './report.mjs';
import { unknowable } from './unknowable.mjs';

/** The line of the page after which everything is written by hand, and kept. */
const marker = '<!-- Written by hand from here on: `npm run faults` keeps it. -->';

/** The sections of a page that are written by hand. @param {string} [old] the page as it is */
export const handWritten = (old = '') => {
  const at = old.indexOf(marker);
  return at < 0 ? '' : old.slice(at + marker.length).trim();
};

/** @param {string} [old] the page as it is */
export function page(results, old) {
  const rows = countByAction(results);
  const counts = countUnknowable(results);
  const { cells } = total(rows);
  const reasons = unknowable.map(
    ({ name, reason }) => `| ${name} | ${reason} | ${counts.get(name) ?? 0} |`,
  );
  return `# Reliability

Written by \`npm run faults\`. The fault matrix has ${cells.toLocaleString('en')} cells. Each cell runs an action against the sandbox
behind a real HTTP server, with a fault on one or more of its requests. It compares what the package reports with the tenant's
state afterwards.

- **true**: the report is right.
- **false**: the report is wrong.
- **indefinite**: the package reports that the outcome is not known (\`outcomeUnknown\`, \`unverified\`); *needless* if only one fault
  occurred and everything else worked, so that a read would have shown the outcome.
- **unknowable**: no client can know the outcome; see below.

${table(rows)}

## Faults

- Connections that are reset or closed before or after the work; responses that are truncated in each framing, slow or
  endless.
- Every 4xx in Workfront's format, as HTML and empty; 429 and 503 with every \`Retry-After\`; 5xx; redirects.
- 2xx responses that are empty or wrong: other IDs, other types, another order.

Each fault occurs on the first, the middle or the last request: once, on all requests of that kind, or on all requests from
then on; also on the request after a write whose response was lost. Abort, \`deadlineMs\`, \`maxRequests\` and \`timeoutMs\`
end a call at each of its requests.

## What no client can know

| | why | cells |
| --- | --- | ---: |
${reasons.join('\n')}

${marker}

${handWritten(old)}
`;
}
