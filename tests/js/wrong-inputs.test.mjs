// The JSON Schemas of inputs refuse what the code refuses: the table of wrong inputs, which tests/native/wrong_inputs.rs
// holds against the code. A row says why, if a schema can't.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import manifest from 'workfront-actions/manifest';

const table = JSON.parse(readFileSync(new URL('../wrong-inputs.json', import.meta.url), 'utf8'));
const ajv = addFormats(
  new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }),
);

for (const { key, input } of manifest.actions) {
  test(`the schema of ${key} refuses its wrong inputs`, () => {
    const isValid = ajv.compile(input);
    const rows = table.filter(({ action }) => action === key);
    assert.ok(rows.length > 0);
    for (const row of rows) {
      assert.equal(isValid(row.input), Boolean(row.notInSchema), JSON.stringify(row));
    }
  });
}
