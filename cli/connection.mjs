// Connection settings from the environment or from a file: never from arguments, which other users can see.
import { readFileSync, statSync } from 'node:fs';
import { whyUnreadable } from './unreadable.mjs';

// The variables that are JSON, and the options that they set.
const jsonVariables = /** @type {const} */ ({
  WORKFRONT_CREDENTIALS: 'credentials',
  WORKFRONT_PLAN_KEYS: 'planKeys',
  WORKFRONT_RECEIPT_KEY: 'receiptKey',
  WORKFRONT_APPROVAL_RULES: 'approvalRules',
});

/** @param {string | undefined} file @param {NodeJS.ProcessEnv} [env] */
export function readConnection(file, env = process.env) {
  const settings = readSettings(file, env);
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

/**
 * A connection that only verifies and signs: the keys and the rules, without an address and a credential of Workfront.
 * @param {string | undefined} file @param {{ needsKey?: boolean, env?: NodeJS.ProcessEnv }} [options]
 */
export function readKeys(file, { needsKey = false, env = process.env } = {}) {
  const { planKeys, receiptKey, approvalRules } = readSettings(file, env);
  if (needsKey && planKeys === undefined && receiptKey === undefined) {
    throw new Error(
      'planKeys: must be set: set WORKFRONT_PLAN_KEYS, or pass a file with --config (see --help)',
    );
  }
  return {
    baseUrl: 'https://nowhere.invalid',
    credentials: { type: 'bearer', accessToken: 'none' },
    fetch: () => Promise.reject(new Error('this command sends nothing')),
    // Null is passed on, and refused there: it must not lift a rule.
    ...(planKeys !== undefined && { planKeys }),
    ...(receiptKey !== undefined && { receiptKey }),
    ...(approvalRules !== undefined && { approvalRules }),
  };
}

/** The options of a connection that the environment and the file have. @param {string | undefined} file @param {NodeJS.ProcessEnv} env */
function readSettings(file, env) {
  const fromFile = file === undefined ? {} : readFile(file);
  const { WORKFRONT_DOMAIN, WORKFRONT_BASE_URL, WORKFRONT_API_VERSION } = env;
  const fromJson = Object.entries(jsonVariables).flatMap(([variable, name]) => {
    const text = env[variable];
    // Without the credential nothing is possible. Without the others, less would be required than somebody meant to.
    if (!text && (text === undefined || name === 'credentials')) return [];
    if (!text.trim()) {
      throw new Error(`${variable} must not be empty: unset it if ${name} isn't wanted`);
    }
    return [[name, parseJson(variable, text)]];
  });
  return {
    ...(WORKFRONT_DOMAIN && { domain: WORKFRONT_DOMAIN }),
    ...(WORKFRONT_BASE_URL && { baseUrl: WORKFRONT_BASE_URL }),
    ...(WORKFRONT_API_VERSION && { apiVersion: WORKFRONT_API_VERSION }),
    ...Object.fromEntries(fromJson),
    ...fromFile,
  };
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
