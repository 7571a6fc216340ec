// The exit codes of every command: the table in README.md and the end of each --help.

const planning = ['plan', 'plan apply', 'reconcile', 'checkMapping', 'reclaim', 'undo', 'recheck'];
const local = ['plan show', 'plan diff', 'plan approve', 'receipt verify'];
const working = ['search', 'provision', 'offboard', 'run', ...planning];
const every = [...working, ...local, 'manifest', 'mcp', 'sandbox'];

/** What each code means, and the commands that use it. */
export const exitCodes = /** @type {const} */ ({
  done: { code: 0, means: 'everything was done, or was so already', commands: every },
  failed: {
    code: 1,
    means:
      'something failed, was not found, was held back, was changed since its plan or its run, is pending, is unknown, or was not attempted because the run was stopped',
    commands: [...working, 'mcp', 'sandbox'],
  },
  usage: { code: 2, means: 'the command line, the input or a file is wrong', commands: every },
  connection: {
    code: 3,
    means:
      'no connection: the options or the credential are missing, wrong or refused, or the host was not reached; nothing was done',
    commands: [...working, ...local, 'mcp'],
  },
  changes: {
    code: 4,
    means:
      'there is something to change, or a difference; only dry runs, plans and comparisons with `--detailed-exitcode`',
    commands: [
      'provision',
      'offboard',
      'run',
      'plan',
      'plan diff',
      'reconcile',
      'reclaim',
      'undo',
      'recheck',
    ],
  },
  guard: {
    code: 5,
    means:
      'a guard or a limit stopped the whole run, or would stop it (dry runs, plans), or a plan, an approval or a receipt was refused; nothing was changed',
    commands: ['search', 'offboard', 'run', ...planning, ...local],
  },
});

/** @typedef {keyof typeof exitCodes} Verdict */

/** The section of `--help`: every code, or those of one command. @param {string} [name] */
export const exitCodesHelp = (name) =>
  `Exit codes\n${Object.values(exitCodes)
    .filter(({ commands }) => name === undefined || commands.some((one) => one === name))
    .map(({ code, means }) => `  ${code}  ${means.replaceAll('`', '')}\n`)
    .join('')}`;
