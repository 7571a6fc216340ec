// npx workfront-actions reconcile
import { command, number, option, Usage } from './command.mjs';
import { exitCodes } from './exit-codes.mjs';
import { jsonFile, readMapping } from './mapping.mjs';
import { checkOutput } from './output-file.mjs';
import { progressBar } from './output.mjs';
import { fileOptions } from './people.mjs';
import { deliverPlan } from './plan-output.mjs';
import { planHelp, planOptions, planRequest } from './plan-request.mjs';
import { filtersOf, limitsOf, scopeHelp } from './limits.mjs';
import { readRows } from './reconcile-rows.mjs';

// Held back because something is wrong; the other reasons tell who left, comes back or isn't ours to change.
const wrong = ['invalid', 'unknownValue', 'ambiguous', 'exists', 'unknownState'];

const help = `Usage: workfront-actions reconcile <file> [options]

Compares a whole list of people with the tenant, and saves the plan that makes the tenant as the list says. Changes nothing;
plan show, approve and apply use what was saved. The file is CSV, JSON (an array) or JSON lines; - reads JSON from standard
input. Empty cells and empty strings leave the field alone; <clear>, or null in JSON, clears it.
  workfront-actions reconcile people.csv --map mapping.json --missing deactivate -o plan.json

The list
  --map FILE      a mapping of columns to fields, as JSON; node_modules/workfront-actions/mapping.schema.json describes it
  --map "HEADER=FIELD"
                  the field of a column of CSV, lastWorkingDay among them (repeat for more)
  --encoding, --delimiter, --ignore-unknown, --date-format, --decimal
                  how CSV is read, as in provision --help
  --match-by KEY  extRefID, ssoUsername, username or emailAddr; may be repeated
${scopeHelp}  --missing report|deactivate
                  what happens to active users whom the list doesn't have (default: report)
  --returners report|reactivate
                  what happens to inactive users whom the list has (default: report)
  --future-leavers hold|schedule
                  what happens to people whose lastWorkingDay is to come (default: hold)
  --access-level-policy exact|never-lower
                  what happens to access levels that differ: all are changed, or none with a lower licence (default: all, but a
                  Contributor whom Workfront made Light by itself stays Light)
  --address-changes report|plan
                  what happens to e-mail addresses that differ (default: report)
  --collections merge|replace
                  what happens to groups, teams and roles that the list doesn't have (default: merge)
  --ignore FIELD  a field whose differences are only reported; FIELD=VALUE for one value (repeat for more)
  --include-administrators
                  also plan changes that shut administrators out
  --max-create N, --max-update N, --max-deactivate N
                  limits, as numbers or shares such as 10%
  --max N         how many people applying the plan may shut out (default: --max-deactivate, or the connection's maxPeople)
  --baseline N|FILE
                  how many people the list usually has, or the last plan

Options
${planHelp}`;

const options = {
  ...fileOptions,
  'match-by': option.strings,
  scope: option.strings,
  missing: option.string,
  returners: option.string,
  'future-leavers': option.string,
  'access-level-policy': option.string,
  'address-changes': option.string,
  collections: option.string,
  ignore: option.strings,
  'include-administrators': option.flag,
  'max-create': option.string,
  'max-update': option.string,
  'max-deactivate': option.string,
  baseline: option.string,
  max: option.string,
  ...planOptions,
};

export const run = command({
  name: 'reconcile',
  help,
  options,
  async prepare({ values, positionals }) {
    if (positionals.length !== 1) throw new Usage('pass exactly one file');
    const { mapping, headers, file } = readMapping(values.map);
    checkOutput(values, [...positionals, file, values.baseline]);
    const read = { ...values, map: headers };
    return {
      people: await readRows(positionals[0], read, mapping),
      ...(mapping && { mapping }),
      ...(values['match-by'] && { matchBy: values['match-by'] }),
      ...(values.scope !== undefined && { scope: filtersOf(values.scope) }),
      ...(values.missing !== undefined && { missing: values.missing }),
      ...(values.returners !== undefined && { returners: values.returners }),
      ...(values['future-leavers'] !== undefined && { futureLeavers: values['future-leavers'] }),
      ...(values['access-level-policy'] !== undefined && {
        accessLevelPolicy: values['access-level-policy'],
      }),
      ...(values['address-changes'] !== undefined && { addressChanges: values['address-changes'] }),
      ...(values.collections !== undefined && { collections: values.collections }),
      ...(values.ignore && { ignore: values.ignore.map(ignored) }),
      ...(values['include-administrators'] && { includeAdministrators: true }),
      ...limitsOf(values),
      ...(values.max !== undefined && { maxPeople: number('max', values.max) }),
      ...(values.baseline !== undefined && { baseline: baseline(values.baseline) }),
      ...planRequest(values),
    };
  },
  async body({ values, prepared, wf, signal }) {
    const bar = progressBar();
    const made = await wf
      .reconcile(prepared, { signal, onProgress: bar.onProgress })
      .finally(bar.end);
    const code = await deliverPlan(wf, made, values, options);
    const { plan } = made;
    if (made.wouldStop !== undefined) return code;
    const isWrong = plan.held.some((/** @type {any} */ { reason }) => wrong.includes(reason));
    if (plan.stopped !== undefined) return exitCodes.guard.code;
    if (isWrong) return exitCodes.failed.code;
    const hasChanges = values['detailed-exitcode'] && plan.steps.length > 0;
    return hasChanges ? exitCodes.changes.code : exitCodes.done.code;
  },
});

/** A field, or a value of a field, whose differences are only reported. @param {string} text */
function ignored(text) {
  const [, field, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  return field === undefined ? text : { field: field.trim(), value };
}

/** @param {string} value */
function baseline(value) {
  if (/^\d+$/.test(value)) return Number(value);
  if (/^[\d.,]+ ?%?$/.test(value)) {
    throw new Usage(`--baseline must be a whole number of people, or the file of the last plan, but is '${value}'`); // prettier-ignore
  }
  return jsonFile(value, '--baseline');
}
