// npx workfront-actions search
import { command, number, option } from './command.mjs';
import { filtersOf } from './filters.mjs';
import { printRows } from './output.mjs';

const help = `Usage: workfront-actions search [filter …] [options]

Finds users, all of them: a page at a time. A filter is field=value, field!=value or field~text (contains, whatever the
case), such as 'homeGroup:name=Leavers' isActive=true 'DE:Employee Number=42'.

Options
  --fields A,B    which fields to show (default: ID,name,emailAddr,isActive)
  --sort=FIELD    what to sort by; --sort=-FIELD for largest first
  --limit N       how many users at most
  --json          JSON, also on a terminal
  --config FILE   where to and how to sign in
`;

export const run = command({
  name: 'search',
  help,
  options: { fields: option.text, sort: option.text, limit: option.text, json: option.flag },
  async body({ values, positionals, wf, signal }) {
    const fields = (values.fields ?? 'ID,name,emailAddr,isActive').split(',');
    const most = number('limit', values.limit) ?? Infinity;
    const input = {
      filters: filtersOf(positionals),
      fields,
      ...(values.sort && { sort: [values.sort] }),
      ...(most < 2000 && { limit: most }),
    };
    const rows = [];
    for await (const user of wf.searchAll(input, { signal })) {
      if (rows.length >= most) break;
      rows.push(
        Object.fromEntries(
          fields.map((/** @type {string} */ field) => [field, valueOf(user, field)]),
        ),
      );
      if (rows.length >= most) break;
    }
    printRows(rows, { ...(values.json && { json: true }) });
  },
});

/** @param {any} user @param {string} field */
const valueOf = (user, field) =>
  user[field] ??
  user.parameterValues?.[field] ??
  field.split(':').reduce((/** @type {any} */ value, name) => value?.[name], user) ??
  null;
