// Records what no code has handled.

export function watchUncaught() {
  const uncaught = [];
  const record = (what) => (error) => {
    if (uncaught.length < 20) uncaught.push(`${what}: ${error?.stack ?? error}`);
  };
  process.on('unhandledRejection', record('unhandled rejection'));
  process.on('uncaughtException', record('uncaught exception'));
  process.on('warning', record('warning'));
  return uncaught;
}
