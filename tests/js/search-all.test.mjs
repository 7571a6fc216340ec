// Paging, over pages that the test writes down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchAll } from '../../js/core/search-all.mjs';

/** Answers searches from these pages of IDs; `asked` lists the inputs. */
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

test('pages follow each other until one is the last', async () => {
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
    assert.equal(filters, input.filters);
    assert.equal(fields, input.fields);
  }
});

test('pages are as large as Workfront allows, from where the caller says', async () => {
  const { run, asked } = pages([]);
  await idsOf(searchAll(run, { first: 7 }));
  assert.deepEqual(asked, [{ first: 7, limit: 2000 }]);
});

test('who moves from one page to the next comes once, also within a page', async () => {
  const { run } = pages(['a', 'b', 'b'], ['b', 'c'], ['c', 'd']);
  assert.equal(await idsOf(searchAll(run)), 'abcd');
});

test('a page of nobody new does not end the search', async () => {
  const { run } = pages(['a'], ['a'], ['b']);
  assert.equal(await idsOf(searchAll(run, { limit: 1 })), 'ab');
});

test('no page is asked for before it is needed', async () => {
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
