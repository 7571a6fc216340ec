// A trace of a cell, for debugging.
import { mask } from '../lib/secrets.mjs';

/** The requests of a cell with their faults, the tenant's responses, and the report. */
export function trace({ cell, verdict, code, why, by, sent, waits, output, error }) {
  const lines = sent.map(({ index, method, path, query, body, struck, genuine }) => {
    const fault = struck ? ` [${struck.fault.name}, ${struck.when}]` : '';
    const said = genuine ? ` -> ${genuine.status} ${mask(genuine.body).slice(0, 200)}` : '';
    return `  ${index} ${method} ${path}?${query} ${mask(body).slice(0, 200)}${fault}${said}`;
  });
  return [
    cell.name,
    ...lines,
    `  waits: ${waits.map(({ ms }) => Math.round(ms)).join(', ')}`,
    `  output: ${JSON.stringify(output)}`,
    `  error: ${JSON.stringify(error)}`,
    `  ${verdict}${code ? `: ${code}: ${why}` : ''}${by ? `: ${by}` : ''}`,
  ].join('\n');
}
