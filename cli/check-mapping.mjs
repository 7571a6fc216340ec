// npx workfront-actions checkMapping
import { command, Usage } from './command.mjs';
import { readMapping } from './mapping.mjs';
import { printMessage, progressBar } from './output.mjs';
import { fileHelp, fileOptions } from './people.mjs';
import { readRows } from './reconcile-rows.mjs';
import { formatHelp, formatOf, formatOptions, printFormatted } from './report-format.mjs';
import { exitCodeOfOutput } from './verdict.mjs';

const help = `Usage: workfront-actions checkMapping [file] --map FILE [options]

Holds a mapping against the tenant, and against a list of people if one is named: names that nothing or several things have, fields
that don't exist, values that the mapping doesn't cover. Changes nothing. It ends with 1 if it finds something. The list is read as
reconcile reads it.
  workfront-actions checkMapping people.csv --map mapping.json

Options
  --map FILE      the mapping of columns to fields, as JSON
${formatHelp}  --config FILE   a file with the connection settings

${fileHelp}`;

const options = { ...fileOptions, ...formatOptions };

export const run = command({
  name: 'checkMapping',
  help,
  options,
  async prepare({ values, positionals: [file, ...others] }) {
    if (others.length > 0) throw new Usage('pass one file at most');
    const { mapping, headers } = readMapping(values.map);
    if (mapping === undefined) throw new Usage('--map must be set: a file with the mapping');
    const format = formatOf(values);
    const read = { ...values, map: headers };
    const people =
      file === undefined ? undefined : await readRows(file, read, mapping, 'checkMapping');
    return { input: { mapping, ...(people && { people }) }, format };
  },
  async body({ prepared: { input, format }, wf, signal }) {
    const bar = progressBar();
    const output = await wf
      .checkMapping(input, { signal, onProgress: bar.onProgress })
      .finally(bar.end);
    const { problems, valid, unreadColumns } = output;
    await printFormatted(format, problems, { whole: output, columns });
    if (unreadColumns.length > 0) {
      printMessage(`columns that the mapping doesn't read: ${unreadColumns.join(', ')}`);
    }
    printMessage(valid ? 'the mapping is valid' : `${problems.length} found`);
    return exitCodeOfOutput(output);
  },
});

// Those of CSV, whatever was found.
const columns = ['field', 'value', 'problem', 'people', 'held', 'message'];
