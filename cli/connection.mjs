// Connection settings from the environment or from a file: never from arguments, which other users can see.
import { readFileSync, statSync } from 'node:fs';
import { whyUnreadable } from './unreadable.mjs';

/** @param {string | undefined} file @param {NodeJS.ProcessEnv} [env] */
export function readConnection(file, env = process.env) {
  const fromFile = file === undefined ? {} : readFile(file);
  const { WORKFRONT_DOMAIN, WORKFRONT_BASE_URL, WORKFRONT_API_VERSION, WORKFRONT_CREDENTIALS } =
    env;
  const fromEnv = {
    ...(WORKFRONT_DOMAIN && { domain: WORKFRONT_DOMAIN }),
    ...(WORKFRONT_BASE_URL && { baseUrl: WORKFRONT_BASE_URL }),
    ...(WORKFRONT_API_VERSION && { apiVersion: WORKFRONT_API_VERSION }),
    ...(WORKFRONT_CREDENTIALS && {
      credentials: parseJson('WORKFRONT_CREDENTIALS', WORKFRONT_CREDENTIALS),
    }),
  };
  const settings = { ...fromEnv, ...fromFile };
  const missing = [
    !(settings.domain ?? settings.baseUrl) &&
      'the address must be set: set WORKFRONT_DOMAIN or WORKFRONT_BASE_URL',
    settings.credentials === undefined && 'credentials: must be set: set WORKFRONT_CREDENTIALS',
  ].filter(Boolean);
  if (missing.length > 0) {
    throw new Error(`${missing.join('; ')}, or pass a file with --config (see --help)`);
  }
  return settings;
}

/** @param {string} file */
function readFile(file) {
  const mode = attempt(file, () => statSync(file).mode);
  if (process.platform !== 'win32' && mode & 0o077) {
    throw new Error(`${file} must not be readable by other users: run \`chmod 600 ${file}\``);
  }
  return parseJson(
    file,
    attempt(file, () => readFileSync(file, 'utf8')),
  );
}

/** @template Value @param {string} file @param {() => Value} read */
function attempt(file, read) {
  try {
    return read();
  } catch (error) {
    throw new Error(`${file} can't be read: ${whyUnreadable(error)}`, { cause: error });
  }
}

/** The text contains secrets, so no message shows it. @param {string} name @param {string} text */
function parseJson(name, text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} must be valid JSON`);
  }
}
