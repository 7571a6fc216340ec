// Checks, before any request, that `-o FILE` doesn't destroy what somebody needs.
import { fstatSync, readFileSync, statSync } from 'node:fs';
import { signedContent } from './plan-files.mjs';
import { Usage } from './verdict.mjs';

/** Larger files are no approvals and no receipts: those of 100,000 people are smaller. */
const maxBytes = 256 * 1_048_576;

/**
 * Throws if the output is one of the command's own inputs, a receipt, or the decision of somebody else than `by`.
 * @param {{ output?: string, config?: string }} values
 * @param {(string | undefined)[]} inputs files, and - for standard input
 * @param {string} [by] the person whose decision is written
 */
export function checkOutput({ output, config }, inputs, by) {
  const target = output === undefined ? undefined : fileOf(output);
  if (output === undefined || target === undefined) return;
  const input = [...inputs, config].find(
    (file) => file !== undefined && fileOf(file)?.id === target.id,
  );
  if (input !== undefined) {
    const other = input === '-' || input === output ? '' : ` (${input})`;
    throw refused(output, `this command reads the same file${other}`);
  }
  const { approval, receipt } = target.size > maxBytes ? {} : signaturesOf(output);
  if (typeof receipt === 'string') throw refused(output, 'it has a receipt, which undo needs');
  if (typeof approval !== 'string') return;
  const signer = signerOf(approval);
  if (by === undefined || signer !== by.trim()) {
    throw refused(output, `it has the decision of ${signer ?? 'somebody'}`);
  }
}

/** @param {string} output @param {string} why */
const refused = (output, why) =>
  new Usage(`${output} can't be replaced: ${why}; choose another name for -o, or move it away`, {
    showsHelp: false,
  });

/** An existing file by what all of its names and links have in common. @param {string} file */
function fileOf(file) {
  try {
    const found = file === '-' ? fstatSync(0, { bigint: true }) : statSync(file, { bigint: true });
    return found.isFile() ? { id: `${found.dev} ${found.ino}`, size: found.size } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The approval and the receipt of a file, in each form that the commands read: a property of an object, a JSON string, or the
 * signature alone; empty if it has none.
 * @param {string} file @returns {{ approval?: unknown, receipt?: unknown }}
 */
function signaturesOf(file) {
  try {
    const value = signedContent(readFileSync(file, 'utf8'));
    if (typeof value !== 'string') return value ?? {};
    const { typ } = partOf(value, 0);
    if (typ === 'workfront-receipt+jws') return { receipt: value };
    return typ === 'workfront-approval+jws' ? { approval: value } : {};
  } catch {
    return {};
  }
}

/** Who signed an approval, unverified. @param {string} approval @returns {string | undefined} */
function signerOf(approval) {
  try {
    return partOf(approval, 1).by;
  } catch {
    return undefined;
  }
}

/** The header (0) or the content (1) of a signature, unverified. @param {string} signature @param {number} at @returns {any} */
const partOf = (signature, at) =>
  JSON.parse(Buffer.from(signature.split('.')[at], 'base64url').toString());
