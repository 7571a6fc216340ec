#!/usr/bin/env node
// npx workfront-actions: the commands of the package.
import { readFileSync } from 'node:fs';
import { exitCodes, exitCodesHelp } from './exit-codes.mjs';
import { watchOutput } from './streams.mjs';

const help = `Usage: workfront-actions <command> [options]

Commands
  search      finds users
  provision   creates or updates the accounts of people in a CSV or JSON file
  offboard    deactivates many users and verifies each one
  run         runs any action with a JSON input
  plan        saves what an action would change; plan show, diff, approve and apply use what was saved
  reconcile   saves the plan that makes the tenant as a list of people says
  checkMapping
              holds a mapping of columns against the tenant and a list
  reclaim     saves the plan that frees seats which nobody uses
  undo        saves the plan that reverses runs of plan apply
  recheck     reads which users have changed since a run of plan apply
  receipt     receipt verify checks the receipt of a run
  manifest    prints every action as data
  mcp         serves the actions to agents, on standard input and output
  sandbox     starts a Workfront tenant in memory, on this machine, to try things without a real one

Each has --help. Connection settings are read from the environment, or from a file that only you can read:
  WORKFRONT_DOMAIN or WORKFRONT_BASE_URL, WORKFRONT_API_VERSION, WORKFRONT_CREDENTIALS (JSON, such as
  {"type":"apiKey","apiKey":"…"}); or --config FILE with {"domain":…,"credentials":{…}}
Plans need keys, to sign them: WORKFRONT_PLAN_KEYS (JSON, such as {"current":"2026-11","keys":{"2026-11":"…"}}), and
  optionally WORKFRONT_RECEIPT_KEY and WORKFRONT_APPROVAL_RULES; or planKeys, receiptKey, approvalRules in the file
Credentials and keys are never read from the command line, which other users of the machine can see.

Options
  --help      shows this
  --version   shows the version

${exitCodesHelp()}`;

const version = () =>
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

const commands = {
  search: () => import('./search.mjs'),
  provision: () => import('./provision.mjs'),
  offboard: () => import('./offboard.mjs'),
  run: () => import('./run.mjs'),
  plan: () => import('./plan.mjs'),
  reconcile: () => import('./reconcile.mjs'),
  checkMapping: () => import('./check-mapping.mjs'),
  reclaim: () => import('./reclaim.mjs'),
  undo: () => import('./undo.mjs'),
  recheck: () => import('./recheck.mjs'),
  receipt: () => import('./receipt.mjs'),
  manifest: () => import('./manifest.mjs'),
  mcp: () => import('./mcp.mjs'),
  sandbox: () => import('./sandbox.mjs'),
};

const [command, ...args] = process.argv.slice(2);

watchOutput({ endsWithReader: ['mcp', 'sandbox'].includes(command ?? '') });

if (Object.hasOwn(commands, command ?? '')) {
  const { run } = await commands[/** @type {keyof typeof commands} */ (command)]();
  await run(args);
} else if (['--help', '-h', 'help'].includes(command ?? '')) {
  process.stdout.write(help);
} else if (['--version', '-v'].includes(command ?? '')) {
  process.stdout.write(`${version()}\n`);
} else {
  if (command !== undefined) {
    const { didYouMean } = await import('./did-you-mean.mjs');
    const meant = didYouMean(command, Object.keys(commands)) || '.';
    process.stderr.write(`workfront-actions: '${command}' is not a command${meant}\n`);
    process.stderr.write('For the commands, run: npx workfront-actions --help\n');
  } else {
    process.stderr.write(help);
  }
  process.exitCode = exitCodes.usage.code;
}
