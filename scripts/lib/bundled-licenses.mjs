// The licenses of npm packages that a published file includes.
import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** The comment with the licenses, for the head of the file. @param {string[]} names */
export const licensesOf = (names) =>
  names
    .map((name) => `/*! ${name}\n\n${readFileSync(licenseFile(name), 'utf8').trim()}\n*/`)
    .join('\n');

/** @param {string} name */
const licenseFile = (name) =>
  ['LICENSE', 'LICENSE.md']
    .map((file) => inRoot('node_modules', name, file))
    .find((file) => existsSync(file));

/** The packages that esbuild has included. @param {import('esbuild').Metafile} metafile @returns {string[]} */
export const bundledNames = ({ inputs }) => [
  ...new Set(
    Object.keys(inputs).flatMap((path) => /node_modules\/([^/]+)\//.exec(path)?.[1] ?? []),
  ),
];
