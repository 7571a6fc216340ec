// Any input of any public function gives an output or a clear WorkfrontError, and only valid requests are sent.
//
// The number of cases decides how long it takes, never the time.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { createPlugin, handleEvent, initWasm, parseEvent, WorkfrontError } from 'workfront-actions';
import manifest from 'workfront-actions/manifest';
import { filtersOf } from '../../cli/filters.mjs';
import { number, Usage } from '../../cli/command.mjs';
import { fuzzCases } from './lib/fuzz-cases.mjs';
import { anyValue, inputOf, responses } from './lib/fuzz-values.mjs';
import { recordingFetch } from './lib/recording-fetch.mjs';

const secret = 'f7zz-s3cret-k3y';
const credentials = { type: 'apiKey', apiKey: secret };
const baseUrl = 'https://acme.my.workfront.com';
// Nothing waits: a failed request isn't sent again.
const limits = { retry: { attempts: 1 }, maxRequests: 20, timeoutMs: 1000 };

/** The output, or undefined after an error, which must be one of the package's and no bug. */
async function outputOrError(call) {
  try {
    return await call();
  } catch (error) {
    checkError(error);
    return undefined;
  }
}

function checkError(error) {
  assert.ok(error instanceof WorkfrontError, String(error?.stack ?? error));
  assert.notEqual(error.kind, 'internal', error.stack);
  assert.ok(error.message.length > 0 && error.hint.length > 0, error.message);
  const text = JSON.stringify(error);
  assert.ok(!text.includes(secret), text);
  assert.ok(text.length < 300_000, `${text.length} characters`);
}

const property = (cases, ...rest) => fc.assert(fc.asyncProperty(...rest), fuzzCases(cases));

const actions = fc
  .constantFrom(...manifest.actions)
  .chain((action) => inputOf(action).map((input) => ({ key: action.key, input })));

test('any input of any action gives an output or a clear error, and sends valid requests only', async () => {
  await property(1500, actions, responses, async ({ key, input }, replies) => {
    const { fetch, check } = recordingFetch(replies, { baseUrl, secret });
    const wf = await createPlugin({ baseUrl, credentials, fetch, ...limits });
    await outputOrError(() => wf.run(key, input));
    check();
    wf.close();
  });
});

test('any arguments of run give an output or a clear error', async () => {
  const wf = await createPlugin({ baseUrl, credentials, ...limits, fetch: recordingFetch([], { baseUrl, secret }).fetch }); // prettier-ignore
  await property(1500, anyValue, anyValue, anyValue, (action, input, context) =>
    outputOrError(() => wf.run(action, input, context)),
  );
  wf.close();
});

test('any options of createPlugin give a plugin or a clear error', async () => {
  const names = [...manifest.connection.options.map(({ key, name }) => key ?? name), 'credentials'];
  const valid = { baseUrl, credentials };
  const some = fc.dictionary(fc.constantFrom(...names.filter(Boolean), 'fetch', 'x'), anyValue, {
    maxKeys: 4,
  });
  const kind = fc.constantFrom('apiKey', 'session', 'bearer', 'oauthRefresh', 'login', 'imsServerToServer'); // prettier-ignore
  const anyCredentials = fc.record(
    { type: kind, apiKey: anyValue, accessToken: anyValue, clientSecret: anyValue },
    { requiredKeys: ['type'] },
  );
  await property(
    1500,
    fc.oneof(
      anyValue,
      some,
      some.map((options) => ({ ...valid, ...options })),
      anyCredentials.map((own) => ({ ...valid, credentials: own })),
    ),
    async (options) => {
      const wf = await outputOrError(() => createPlugin(options));
      wf?.close();
    },
  );
});

test('searchAll gives users or a clear error for any input and any pages', async () => {
  const search = manifest.actions.find(({ key }) => key === 'search');
  await property(
    800,
    fc.oneof(inputOf(search), fc.constant({ limit: 1 }), anyValue),
    fc.oneof(anyValue, fc.constant(undefined)),
    responses,
    async (input, context, replies) => {
      const { fetch, check } = recordingFetch(replies, { baseUrl, secret });
      const wf = await createPlugin({ baseUrl, credentials, fetch, ...limits });
      await outputOrError(async () => {
        let count = 0;
        for await (const user of wf.searchAll(input, context)) {
          assert.equal(typeof user, 'object');
          if ((count += 1) > 50) break;
        }
      });
      check();
      wf.close();
    },
  );
});

const state = fc.oneof(
  fc.record({ ID: fc.constantFrom('u1', '', 1), objCode: fc.constantFrom('USER', 'CMPY') }),
  fc.constantFrom('eyJJRCI6InUxIn0=', 'not Base64!', ''),
  anyValue,
);
const event = fc.record(
  {
    eventType: fc.oneof(fc.constantFrom('CREATE', 'UPDATE', 'DELETE', 'update'), anyValue),
    eventTime: fc.oneof(fc.record({ epochSecond: fc.double(), nano: fc.double() }), anyValue),
    newState: state,
    oldState: state,
    subscriptionId: anyValue,
  },
  { requiredKeys: [] },
);
const asText = (value) => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
};

test('parseEvent gives an event or a clear error for any body and any signature', async () => {
  const signed = { authToken: secret, authorization: `Bearer ${secret}` };
  await property(
    1500,
    fc.oneof(event, event.map(asText), fc.string(), fc.uint8Array({ maxLength: 60 }), anyValue),
    fc.oneof({ weight: 5, arbitrary: fc.constant(signed) }, anyValue),
    async (body, own) => {
      const read = await outputOrError(() => parseEvent(body, own));
      if (read !== undefined) assert.match(read.type, /_(CREATE|UPDATE|DELETE)$/);
    },
  );
});

test('handleEvent responds to any request, or names a wrong option', async () => {
  const statuses = [200, 202, 400, 401, 405, 408, 413, 500, 503];
  await property(
    800,
    fc.oneof(event.map(asText), fc.string(), fc.uint8Array({ maxLength: 60 })),
    fc.constantFrom(`Bearer ${secret}`, secret, 'Bearer x', '', undefined),
    fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, fc.dictionary(fc.constantFrom('onEvent', 'onError', 'authToken', 'timeoutMs', 'waitUntil'), anyValue)), // prettier-ignore
    async (body, authorization, own) => {
      const headers = authorization === undefined ? {} : { authorization };
      const request = new Request('https://example.com/hook', { method: 'POST', body, headers });
      const handling = { authToken: secret, onEvent() {}, onError: checkError, ...own };
      const response = await outputOrError(() => handleEvent(request, handling));
      if (response === undefined) return;
      assert.ok(statuses.includes(response.status), String(response.status));
      assert.ok(!(await response.text()).includes(secret));
    },
  );
});

test('initWasm refuses any other value, and the package works afterwards', async () => {
  await property(200, anyValue, (source) => outputOrError(() => initWasm(source)));
  const { readFile } = await import('node:fs/promises');
  const file = new URL('../../pkg/workfront_actions_bg.wasm', import.meta.url);
  await initWasm(await readFile(file));
  (await createPlugin({ baseUrl, credentials })).close();
});

test('arguments of the command line are read, or refused as a wrong usage', async () => {
  const usageOr = (read, check) => {
    try {
      check(read());
    } catch (error) {
      if (!(error instanceof Usage)) throw error;
      assert.ok(error.message.length > 0);
    }
  };
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab"=!~;,\n\r -1') }));
  await property(20_000, text, async (value) => {
    usageOr(
      () => filtersOf([value]),
      ([{ field, modifier, value: wanted }]) => {
        const sign = { undefined: '=', ne: '!=', cicontains: '~' }[modifier];
        assert.ok(value.includes(field) && value.endsWith(`${sign}${wanted}`), value);
      },
    );
    usageOr(
      () => number('limit', value),
      (read) => assert.ok(Number(value) === read, value),
    );
  });
});

test('the program never ends with a stack trace', async () => {
  const program = fileURLToPath(new URL('../../cli/main.mjs', import.meta.url));
  const word = fc.constantFrom('search', 'run', 'offboard', 'provision', 'manifest', 'get', '--help', '--limit', '-1', '--json', '{', '{"ID":1}', 'a=b', '--config', '/nowhere', '--fields=', '', '--x'); // prettier-ignore
  const run = fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (args) => {
    const env = { ...process.env, WORKFRONT_BASE_URL: 'http://127.0.0.1:9', WORKFRONT_CREDENTIALS: JSON.stringify(credentials) }; // prettier-ignore
    const done = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env, input: '' }); // prettier-ignore
    const output = `${done.stdout}${done.stderr}`;
    assert.ok([0, 1, 2, 3, 5].includes(done.status), `${args}: ${done.status} ${output}`);
    assert.doesNotMatch(output, /^\s+at .*:\d+:\d+/m, args.join(' '));
    assert.ok(!output.includes(secret), output);
  });
  // Starts a process for each case.
  await fc.assert(run, fuzzCases(12, 200));
});
