#!/usr/bin/env node
// npx workfront-actions: the commands of the package.
import { readFileSync } from 'node:fs';

const help = `Usage: workfront-actions <command>

Commands
  sandbox     a Workfront tenant in memory, on this machine: try things without a real one
              (workfront-actions sandbox --help tells its options)

Options
  --help      shows this
  --version   shows the version
`;

const version = () =>
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

const [command, ...args] = process.argv.slice(2);

switch (command) {
  case 'sandbox': {
    const { run } = await import('./sandbox/cli.mjs');
    await run(args);
    break;
  }
  case '--help':
  case '-h':
  case 'help':
    process.stdout.write(help);
    break;
  case '--version':
  case '-v':
    process.stdout.write(`${version()}\n`);
    break;
  default:
    if (command !== undefined) {
      process.stderr.write(`workfront-actions: '${command}' is not a command.\n\n`);
    }
    process.stderr.write(help);
    process.exitCode = 2;
}
