// The exit codes of every command.

export const exitCodes = /** @type {const} */ ({
  done: { code: 0, means: 'everything was done' },
  failed: { code: 1, means: 'something failed' },
  usage: { code: 2, means: 'the command line or the input is wrong' },
  connection: {
    code: 3,
    means: 'the connection options or the credential are missing, wrong or refused',
  },
});

/** The section of `--help`. */
export const exitCodesHelp = `Exit codes\n${Object.values(exitCodes)
  .map(({ code, means }) => `  ${code}  ${means}\n`)
  .join('')}`;
