// What happens when the reader of the output is gone, or the disk is full.

/**
 * A closed pipe (`| head`) ends the program quietly; other failures are named. Work that was begun is finished, because its
 * exit code counts.
 * @param {{ endsWithReader: boolean }} options whether the program has no purpose without the reader of its output
 */
export function watchOutput({ endsWithReader }) {
  const isClosed = (/** @type {NodeJS.ErrnoException} */ { code }) =>
    code === 'EPIPE' || code === 'EOF';
  process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (isClosed(error)) {
      if (endsWithReader) process.exit();
      return;
    }
    process.stderr.write(
      `workfront-actions: standard output can't be written: ${error.message}\n`,
      () => process.exit(1),
    );
  });
  // Without standard error there is nowhere to say more.
  process.stderr.on('error', () => {});
}
