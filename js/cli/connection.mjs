// Where to and how to sign in, from the environment or from a file: never from arguments, which others can see.
import { readFileSync, statSync } from 'node:fs';

/** @param {string | undefined} file @param {NodeJS.ProcessEnv} [env] */
export function readConnection(file, env = process.env) {
  const given = file === undefined ? {} : fromFile(file);
  const { WORKFRONT_DOMAIN, WORKFRONT_BASE_URL, WORKFRONT_API_VERSION, WORKFRONT_CREDENTIALS } =
    env;
  const fromEnv = {
    ...(WORKFRONT_DOMAIN && { domain: WORKFRONT_DOMAIN }),
    ...(WORKFRONT_BASE_URL && { baseUrl: WORKFRONT_BASE_URL }),
    ...(WORKFRONT_API_VERSION && { apiVersion: WORKFRONT_API_VERSION }),
    ...(WORKFRONT_CREDENTIALS && {
      credentials: parsed('WORKFRONT_CREDENTIALS', WORKFRONT_CREDENTIALS),
    }),
  };
  const all = { ...fromEnv, ...given };
  if (all.credentials === undefined) {
    throw new Error(
      'There is no credential: set WORKFRONT_CREDENTIALS, or give a file with --config (see --help)',
    );
  }
  return all;
}

/** @param {string} file */
function fromFile(file) {
  let mode;
  try {
    ({ mode } = statSync(file));
  } catch {
    throw new Error(`${file} can't be read`);
  }
  if (process.platform !== 'win32' && mode & 0o077) {
    throw new Error(`${file} can be read by others: run \`chmod 600 ${file}\``);
  }
  return parsed(file, readFileSync(file, 'utf8'));
}

/** The text itself is in no message: it holds secrets. @param {string} name @param {string} text */
function parsed(name, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} isn't JSON`);
  }
}
