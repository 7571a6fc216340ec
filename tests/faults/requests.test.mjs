// How the harness parses requests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeRequest } from './requests.mjs';

const base = '/attask/api/v18.0';
const id = '0123456789abcdef0123456789abcdef';
const json = [['Content-Type', 'application/json']];
const form = [['content-type', 'application/x-www-form-urlencoded']];

const described = (method, url, body = '', headers = json) =>
  describeRequest({ method, url, headers, body });

test('a method inside the parameters counts', () => {
  const search = described('POST', `${base}/user/search`, 'method=GET&name=x', form);
  assert.deepEqual([search.method, search.isWrite], ['GET', false]);
  const deletion = described('GET', `${base}/user/${id}?method=DELETE`);
  assert.deepEqual([deletion.kind, deletion.isWrite], ['DELETE /user/:id', true]);
});

test('created users are recognized in each dialect', () => {
  const user = { emailAddr: 'a@example.com' };
  const updates = [{ method: 'POST', uri: '/user', body: user }];
  const uri = `user?method=POST&updates=${encodeURIComponent(JSON.stringify(user))}`;
  for (const [path, body, headers] of [
    ['/user', JSON.stringify(user)],
    ['/user', JSON.stringify([user])],
    ['/batch', JSON.stringify({ updates })],
    ['/batch', `atomic=false&uri=${encodeURIComponent(uri)}`, form],
  ]) {
    const { creates, isWrite } = described('POST', base + path, body, headers);
    assert.deepEqual([creates, isWrite], [['a@example.com'], true], body);
  }
});

test('a batch of reads is not a write, nor is signing in', () => {
  const updates = [{ method: 'GET', uri: '/user/search' }];
  const body = JSON.stringify({ updates });
  assert.equal(described('POST', `${base}/batch`, body).isWrite, false);
  const signIn = described('POST', '/integrations/oauth2/api/v1/token', 'a=b', form);
  assert.deepEqual([signIn.isSignIn, signIn.isWrite], [true, false]);
});
