// npx workfront-actions search
import { command, number, option } from './command.mjs';
import { described } from './described.mjs';
import { exitCodes } from './exit-codes.mjs';
import { filtersOf } from './filters.mjs';
import { printMessage } from './output.mjs';
import { formatHelp, formatOf, formatOptions, printFormatted } from './report-format.mjs';
import { isDisconnected } from './verdict.mjs';

const help = `Usage: workfront-actions search [filter …] [options]

Finds all users that match, a page at a time. A filter is field=value, field!=value or field~text (contains, ignoring
case), such as 'homeGroup:name=Leavers' isActive=true 'DE:Employee Number=42'.

Options
  --fields A,B    which fields to show (default: ID,name,emailAddr,isActive)
  --sort=FIELD    the field to sort by; --sort=-FIELD for descending order
  --limit N       the most users to print
${formatHelp}  --config FILE   a file with the connection settings
`;

// searchAll reads the largest pages by default; a smaller limit needs a smaller page.
const pageSize = 2000;

export const run = command({
  name: 'search',
  help,
  options: { fields: option.string, sort: option.string, limit: option.string, ...formatOptions },
  prepare({ values, positionals }) {
    const fields = (values.fields ?? 'ID,name,emailAddr,isActive').split(',');
    const limit = number('limit', values.limit) ?? Infinity;
    const input = {
      filters: filtersOf(positionals),
      fields,
      ...(values.sort && { sort: [values.sort] }),
      ...(limit < pageSize && { limit }),
    };
    return { fields, limit, input, format: formatOf(values) };
  },
  async body({ prepared: { fields, limit, input, format }, wf, signal }) {
    /** @type {Record<string, any>[]} */
    const rows = [];
    const print = () => printFormatted(format, rows, { columns: fields });
    try {
      for await (const user of wf.searchAll(input, { signal })) {
        if (rows.length >= limit) break;
        rows.push(
          Object.fromEntries(
            fields.map((/** @type {string} */ field) => [field, valueOf(user, field)]),
          ),
        );
        if (rows.length >= limit) break;
      }
    } catch (/** @type {any} */ error) {
      const isStopped = error.kind === 'cancelled' || (isDisconnected(error) && rows.length > 0);
      if (!isStopped) throw error;
      await print();
      printMessage(`workfront-actions search: ${described(error, {})}`);
      printMessage(`The list is incomplete: ${rows.length} users were read.`);
      return exitCodes.failed.code;
    }
    await print();
  },
});

/** @param {any} user @param {string} field */
const valueOf = (user, field) =>
  user[field] ??
  user.parameterValues?.[field] ??
  field.split(':').reduce((/** @type {any} */ value, name) => value?.[name], user) ??
  null;
