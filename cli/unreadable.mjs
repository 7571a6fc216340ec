// Why a file can't be read, without its path: `no such file or directory (ENOENT)`.
import { getSystemErrorMap } from 'node:util';

/** @param {any} error */
export function whyUnreadable({ errno, code, message }) {
  const [, text] = getSystemErrorMap().get(errno) ?? [];
  return text === undefined ? message : `${text} (${code})`;
}
