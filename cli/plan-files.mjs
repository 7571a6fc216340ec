// Reads plans, approvals and receipts from files, and writes them.
import { closeSync, fchmodSync, fstatSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { nameOf, readText } from './files.mjs';
import { Usage } from './verdict.mjs';
import { whyInvalid, whyUnreadable } from './unreadable.mjs';

/** Reads a plan: the object itself, or the output of the action `plan`. @param {string} file */
export function readPlan(file) {
  const value = parsed(file, readText(file));
  const plan = value?.plan ?? value;
  if (typeof plan?.format !== 'string' || !plan.format.startsWith('workfront-plan/')) {
    throw new Usage(`${nameOf(file)} must have a plan, as \`plan … -o FILE\` writes it`, {
      showsHelp: false,
    });
  }
  return plan;
}

/** Reads an approval. @param {string} file */
export const readApproval = (file) => readSignature(file, 'approval');

/** Reads a receipt. @param {string} file */
export const readReceipt = (file) => readSignature(file, 'receipt');

/**
 * Reads a signature: alone, or as a property of an object.
 * @param {string} file @param {'approval' | 'receipt'} name
 * @returns {string}
 */
function readSignature(file, name) {
  const value = signedContent(readText(file), (text) => parsed(file, text));
  const signature = value?.[name] ?? value;
  if (typeof signature !== 'string' || signature.split('.').length !== 3) {
    throw new Usage(`${nameOf(file)} must have the ${name}, as \`-o FILE\` writes it`, {
      showsHelp: false,
    });
  }
  return signature;
}

/**
 * What a file with a signature has: an object with it as a property, or the signature alone, as text or as a JSON string.
 * @param {string} text @param {(json: string) => any} parse
 * @returns {any}
 */
export function signedContent(text, parse = JSON.parse) {
  // Without white space, and without a byte order mark.
  const content = text.trim();
  return /^["{]/.test(content) ? parse(content) : content;
}

/** Throws if standard input is read more than once. @param {string[]} files */
export function checkStandardInput(files) {
  if (files.filter((file) => file === '-').length > 1) {
    throw new Usage('only one file can be read from standard input');
  }
}

/** @param {string} file @param {string} text */
function parsed(file, text) {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Usage(`${nameOf(file)} must be valid JSON: ${whyInvalid(error)}`, {
      showsHelp: false,
    });
  }
}

/**
 * Creates a file before any request, so that what a command has done can be written there. An existing file is refused: it
 * may be the only receipt of another run.
 * @param {string} file
 */
export function createFile(file) {
  const fd = attempt(file, () => openSync(file, 'wx', 0o600));
  let isWritten = false;
  return {
    /** Writes JSON and closes the file. @param {unknown} value */
    write(value) {
      attempt(file, () => writeFileSync(fd, textOf(value)));
      isWritten = true;
    },
    /** Closes the file, and removes it if nothing was written. */
    release() {
      closeSync(fd);
      if (!isWritten) rmSync(file, { force: true });
    },
  };
}

/** Writes JSON to a file that only its owner can read; an existing one is replaced. @param {string} file @param {unknown} value */
export const writeFile = (file, value) =>
  attempt(file, () => {
    const fd = openSync(file, 'w', 0o600);
    try {
      // An existing file keeps its mode when it is opened.
      if (fstatSync(fd).isFile()) fchmodSync(fd, 0o600);
      writeFileSync(fd, textOf(value));
    } finally {
      closeSync(fd);
    }
  });

/** @param {unknown} value */
const textOf = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** @template Value @param {string} file @param {() => Value} act */
function attempt(file, act) {
  try {
    return act();
  } catch (/** @type {any} */ error) {
    const next = error.code === 'EEXIST' ? ': choose another name, or move it away' : '';
    throw new Usage(`${file} can't be written: ${whyUnreadable(error)}${next}`, {
      showsHelp: false,
    });
  }
}
