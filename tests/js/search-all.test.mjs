// Paging, over fake pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchAll } from '../../js/core/search-all.mjs';

/** Responds to searches with these pages of IDs; `asked` lists the inputs. */
function pages(...lists) {
  const asked = [];
  const run = async (action, input) => {
    assert.equal(action, 'search');
    const index = asked.push(input) - 1;
    return { users: lists[index].map((ID) => ({ ID })), hasMore: index < lists.length - 1 };
  };
  return { run, asked };
}

async function idsOf(users) {
  let ids = '';
  for await (const { ID } of users) ids += ID;
  return ids;
}

test('pages follow each other until the last one', async () => {
  const { run, asked } = pages(['a', 'b'], ['c', 'd'], ['e']);
  const input = { filters: [{ field: 'isActive', value: true }], fields: ['name'], limit: 2 };
  assert.equal(await idsOf(searchAll(run, input)), 'abcde');
  assert.deepEqual(
    asked.map(({ first, limit }) => [first, limit]),
    [
      [0, 2],
      [2, 2],
      [4, 2],
    ],
  );
  for (const { filters, fields } of asked) {
    assert.deepEqual(filters, input.filters);
    assert.deepEqual(fields, input.fields);
  }
});

test('pages are as large as Workfront allows, from the caller’s first row', async () => {
  const { run, asked } = pages([]);
  await idsOf(searchAll(run, { first: 7 }));
  assert.deepEqual(asked, [{ first: 7, limit: 2000 }]);
});

test('a user who moves to the next page is yielded once, also within a page', async () => {
  const { run } = pages(['a', 'b', 'b'], ['b', 'c'], ['c', 'd']);
  assert.equal(await idsOf(searchAll(run)), 'abcd');
});

test('a page without a new user does not end the search', async () => {
  const { run } = pages(['a'], ['a'], ['b']);
  assert.equal(await idsOf(searchAll(run, { limit: 1 })), 'ab');
});

test('no page is requested before it is needed', async () => {
  const { run, asked } = pages(['a', 'b'], ['c']);
  for await (const { ID } of searchAll(run, { limit: 2 })) {
    if (ID === 'b') break;
  }
  assert.equal(asked.length, 1);
});

test('an aborted signal ends the loop within a page', async () => {
  const { run, asked } = pages(['a', 'b'], ['c']);
  const controller = new AbortController();
  const seen = [];
  const loop = async () => {
    for await (const { ID } of searchAll(run, {}, { signal: controller.signal })) {
      seen.push(ID);
      controller.abort();
    }
  };
  await assert.rejects(loop(), { name: 'WorkfrontError', kind: 'cancelled', action: 'search' });
  assert.deepEqual(seen, ['a']);
  assert.equal(asked.length, 1);
});

/** Pages that the test releases one by one; `asked` lists the signals, `respond` settles the oldest request. */
function heldPages() {
  const asked = [];
  const waiting = [];
  const run = (action, input, context) => {
    asked.push(context?.signal);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const page = (hasMore, ...IDs) => ({ users: IDs.map((ID) => ({ ID })), hasMore });
  return {
    run,
    asked,
    respond: (...parts) => waiting.shift().resolve(page(...parts)),
    fail: (error) => waiting.shift().reject(error),
  };
}

/** A loop that has read the first user of its second page, while the third page is requested. */
async function inSecondPage(context) {
  const pages = heldPages();
  const users = searchAll(pages.run, { limit: 2 }, context);
  const pull = async () => (await users.next()).value?.ID;
  let next = pull();
  pages.respond(true, 'a', 'b');
  assert.deepEqual([await next, await pull()], ['a', 'b']);
  assert.equal(pages.asked.length, 1);
  next = pull();
  await new Promise(setImmediate);
  pages.respond(true, 'c', 'd');
  assert.equal(await next, 'c');
  assert.equal(pages.asked.length, 2, 'not before the caller waits for something');
  await new Promise(setImmediate);
  return { ...pages, users, pull };
}

test('from the second page on, the next page is requested while the caller works on this one', async () => {
  const { asked, respond, pull } = await inSecondPage();
  assert.equal(asked.length, 3, 'one ahead');
  respond(true, 'e', 'f');
  assert.deepEqual([await pull(), asked.length], ['d', 3], 'and never two');
  assert.deepEqual([await pull(), asked.length], ['e', 3]);
  await new Promise(setImmediate);
  assert.equal(asked.length, 4);
  respond(false, 'g');
  assert.deepEqual([await pull(), await pull(), await pull()], ['f', 'g', undefined]);
  assert.equal(asked.length, 4, 'none after the last');
});

test('leaving the loop stops the page that was requested ahead', async () => {
  const { asked, users, fail } = await inSecondPage();
  await users.return();
  assert.equal(asked[2].aborted, true);
  // An unhandled rejection would fail this test.
  fail(new Error('stopped'));
  await new Promise(setImmediate);
  assert.equal(asked.length, 3);
});

test('an error of a page requested ahead is thrown when the caller reaches that page', async () => {
  const { asked, pull, fail } = await inSecondPage();
  fail(new Error('no response'));
  await new Promise(setImmediate);
  assert.equal(await pull(), 'd');
  await assert.rejects(pull(), { message: 'no response' });
  assert.equal(asked.length, 3);
  assert.equal(await pull(), undefined);
});

test('the caller’s signal stops the page that was requested ahead', async () => {
  const controller = new AbortController();
  const { asked, pull, fail } = await inSecondPage({ signal: controller.signal });
  assert.equal(asked[2].aborted, false);
  controller.abort();
  assert.equal(asked[2].aborted, true);
  fail(new Error('stopped'));
  await assert.rejects(pull(), { kind: 'cancelled' });
});
