// Runs the commands as programs, piped or on a pseudo terminal, against a tenant whose responses a test may hold or replace.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandbox } from 'workfront-actions/sandbox';
import { serve } from './servers.mjs';

export const program = fileURLToPath(new URL('../../../cli/main.mjs', import.meta.url));

/**
 * Starts a command. `stdout` and `stderr` grow as it writes, `done` is a promise of the result.
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, input?: string }} [options]
 */
export function startCli(args, { env = {}, input = '' } = {}) {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return collect(child);
}

/** Runs a command, piped: its exit code, standard output and standard error. */
export const runCli = (args, options) => startCli(args, options).done;

/**
 * Runs a command on a pseudo terminal, which `script` of util-linux makes, and types `answer` when it asks. `screen` is
 * what the terminal shows; `stdout` is a file for standard output instead.
 * @param {string[]} args
 * @param {{ env: Record<string, string>, answer?: string, stdout?: string }} options
 */
export async function runOnTerminal(args, { env, answer, stdout }) {
  const line = `exec ${[process.execPath, program, ...args].map(quote).join(' ')}`;
  const command = stdout === undefined ? line : `${line} > ${quote(stdout)}`;
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    env: { PATH: process.env.PATH, TERM: 'dumb', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const running = collect(child);
  let isAnswered = false;
  child.stdout.on('data', () => {
    if (isAnswered || !running.stdout.includes('[y/N]')) return;
    isAnswered = true;
    child.stdin.write(answer ?? '');
  });
  const { code, stdout: screen } = await running.done;
  return { code, screen, asked: screen.includes('[y/N]') };
}

/** @param {string} text */
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** @param {import('node:child_process').ChildProcess} child */
function collect(child) {
  const running = { child, stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => (running[name] += text));
  }
  running.done = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const { stdout, stderr } = running;
      resolve({ code, signal, stdout, stderr });
    });
  });
  return running;
}

/** The users `p0` to `p9`, in addition to those of the sandbox. */
export const people = Array.from({ length: 10 }, (_, at) => ({
  ID: `p${at}`,
  firstName: 'Person',
  lastName: String(at),
  emailAddr: `p${at}@example.com`,
}));

/**
 * A tenant behind a server, the environment variables for it, and a folder for files; all are removed after the test.
 * `intercept(request)` may return a promise of a response `{ status, body }` that is sent instead, or of nothing; a promise
 * that is never fulfilled holds the response back.
 * @param {import('node:test').TestContext} t
 * @param {{ intercept?: (request: any) => any, [option: string]: any }} [options]
 */
export async function startTenant(t, { intercept = () => undefined, ...options } = {}) {
  const sandbox = await createSandbox({ people: 20, users: people, ...options });
  const { url } = await serve(t, async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const { method, url, headers } = incoming;
    const request = {
      method,
      url,
      headers: Object.entries(headers),
      body: bytes.toString(),
      bytes,
    };
    const replaced = await intercept(request);
    const { status, headers: own, body } = replaced ?? sandbox.handle(request);
    outgoing.writeHead(status, replaced ? { 'content-type': 'application/json' } : Object.fromEntries(own)); // prettier-ignore
    outgoing.end(replaced ? JSON.stringify(body) : Buffer.from(body));
  });
  const folder = mkdtempSync(join(tmpdir(), 'workfront-cli-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return {
    sandbox,
    env: {
      WORKFRONT_BASE_URL: url,
      WORKFRONT_CREDENTIALS: JSON.stringify({ type: 'apiKey', apiKey: sandbox.apiKey }),
    },
    /** Writes a file that only its owner can read, and returns its path. */
    file: (name, text, mode = 0o600) => {
      writeFileSync(join(folder, name), text, { mode });
      return join(folder, name);
    },
    isActive: (ID) => sandbox.snapshot().users.find((user) => user.ID === ID).isActive,
  };
}

/** What Workfront responds if the credential has expired. */
export const unauthorized = {
  status: 401,
  body: {
    error: {
      class: 'com.attask.common.AuthenticationException',
      message: 'You are not currently logged in',
    },
  },
};

/** Never fulfilled. */
export const never = new Promise(() => {});
