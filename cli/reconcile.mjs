// npx workfront-actions reconcile
import { readFileSync } from 'node:fs';
import { command, option, Usage } from './command.mjs';
import { progressBar } from './output.mjs';
import { deliverPlan } from './plan-output.mjs';
import { planHelp, planOptions, planRequest } from './plan-request.mjs';
import { readRows } from './reconcile-rows.mjs';
import { whyInvalid } from './unreadable.mjs';

const help = `Usage: workfront-actions reconcile <file> [options]

Compares a whole list of people with the tenant, and saves the plan that makes the tenant as the list says. Changes nothing;
plan show, approve and apply use what was saved. The file is JSON (an array), JSON lines or CSV with the columns' names in the
first line; - reads standard input. Empty cells of CSV leave the field alone.
  workfront-actions reconcile people.json --map mapping.json --missing deactivate -o plan.json

The list
  --map FILE      a mapping of columns to fields, as JSON (see docs/reconcile.md)
  --match-by KEY  extRefID, ssoUsername, username or emailAddr; may be repeated
  --scope JSON    filters: only users who match them are changed
  --missing report|deactivate
                  what happens to active users whom the list doesn't have (default: report)
  --returners report|reactivate
                  what happens to inactive users whom the list has (default: report)
  --future-leavers hold|schedule
                  what happens to people whose lastWorkingDay is to come (default: hold)
  --max-create N, --max-update N, --max-deactivate N
                  limits, as numbers or shares such as 10%
  --baseline N|FILE
                  how many people the list usually has, or the last plan

Options
${planHelp}`;

export const run = command({
  name: 'reconcile',
  help,
  options: {
    map: option.string,
    'match-by': option.strings,
    scope: option.string,
    missing: option.string,
    returners: option.string,
    'future-leavers': option.string,
    'max-create': option.string,
    'max-update': option.string,
    'max-deactivate': option.string,
    baseline: option.string,
    ...planOptions,
  },
  prepare({ values, positionals }) {
    if (positionals.length !== 1) throw new Usage('pass exactly one file');
    return {
      people: readRows(positionals[0]),
      ...(values.map !== undefined && { mapping: jsonFile(values.map, '--map') }),
      ...(values['match-by'] && { matchBy: values['match-by'] }),
      ...(values.scope !== undefined && { scope: parsed(values.scope, '--scope') }),
      ...(values.missing !== undefined && { missing: values.missing }),
      ...(values.returners !== undefined && { returners: values.returners }),
      ...(values['future-leavers'] !== undefined && { futureLeavers: values['future-leavers'] }),
      ...limits(values),
      ...(values.baseline !== undefined && { baseline: baseline(values.baseline) }),
      ...planRequest(values),
    };
  },
  async body({ values, prepared, wf, signal }) {
    const bar = progressBar();
    const { plan } = await wf
      .reconcile(prepared, { signal, onProgress: bar.onProgress })
      .finally(bar.end);
    const code = await deliverPlan(wf, plan, values);
    return plan.stopped === undefined ? code : 1;
  },
});

/** @param {any} values */
function limits(values) {
  /** @type {Record<string, number | string>} */
  const found = {};
  for (const kind of ['create', 'update', 'deactivate']) {
    const limit = values[`max-${kind}`];
    if (limit !== undefined) found[kind] = /^\d+$/.test(limit) ? Number(limit) : limit;
  }
  return Object.keys(found).length > 0 && { limits: found };
}

/** @param {string} value */
const baseline = (value) =>
  /^\d+$/.test(value) ? Number(value) : jsonFile(value, '--baseline');

/** @param {string} path @param {string} name */
function jsonFile(path, name) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (/** @type {any} */ error) {
    throw new Usage(`${name}: ${path} can't be read: ${error.message}`);
  }
  return parsed(text, `${name}: ${path}`);
}

/** @param {string} text @param {string} name */
function parsed(text, name) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Usage(`${name} must be valid JSON: ${whyInvalid(error)}`);
  }
}
