// Events received with real Express and Fastify.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import express from 'express';
import fastify from 'fastify';
import { toHandler } from 'workfront-actions/node';

const authToken = 'a-long-random-secret';
const event = {
  eventType: 'UPDATE',
  newState: { ID: 'u1', isActive: false, name: 'Zoë' },
  oldState: { ID: 'u1', isActive: true, name: 'Zoë' },
};
const text = JSON.stringify(event);

/** A handler, and the events and errors that its functions received. */
function receiver() {
  const [events, errors] = [[], []];
  const onEvent = (one) => void events.push(one);
  const onError = (error) => void errors.push(error);
  return { events, errors, handler: toHandler({ authToken, onEvent, onError }) };
}

/** The status of the response to an event. */
async function post(url, body, headers = {}) {
  const type = { 'content-type': 'application/json', authorization: `Bearer ${authToken}` };
  const response = await fetch(url, { method: 'POST', body, headers: { ...type, ...headers } });
  await response.arrayBuffer();
  return response.status;
}

async function serveExpress(t, app) {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** What holds for every server. */
async function checkReceiver(url, { events, errors }) {
  assert.equal(await post(url, text), 200);
  assert.deepEqual(events[0].transitions, ['deactivated']);
  assert.equal(events[0].newState.name, 'Zoë');
  assert.equal(await post(url, JSON.stringify([event, event])), 200);
  assert.equal(events.length, 3);
  assert.equal(await post(url, '{}'), 200);
  assert.equal(await post(url, text, { authorization: 'Bearer other' }), 401);
  assert.deepEqual([events.length, errors.length], [3, 0]);
  assert.equal(await post(url, '{"eventType":"UPDATE"}'), 400);
  assert.equal(errors.length, 1);
}

test('Express: events are received before any parser', async (t) => {
  const received = receiver();
  const app = express();
  app.post('/events', received.handler);
  app.use(express.json());
  const url = `${await serveExpress(t, app)}/events`;
  await checkReceiver(url, received);
  assert.equal(await post(url, text.slice(0, -5)), 400);
  assert.equal(await post(url, 'x'.repeat(1_048_577)), 413);
  assert.equal(await post(url, ''), 200);
  assert.deepEqual([received.events.length, received.errors.length], [3, 3]);
});

test('Express: events are received after express.json()', async (t) => {
  const received = receiver();
  const app = express();
  app.use(express.json());
  app.post('/events', received.handler);
  // Express prints its own errors otherwise.
  app.use((error, _request, response, _next) => void response.sendStatus(error.status));
  const url = `${await serveExpress(t, app)}/events`;
  await checkReceiver(url, received);
  // The parser refuses this itself, and Workfront sends it again.
  assert.equal(await post(url, text.slice(0, -5)), 400);
  assert.deepEqual([received.events.length, received.errors.length], [3, 1]);
});

test('Fastify: events are received', async (t) => {
  const received = receiver();
  const app = fastify();
  app.post('/events', received.handler);
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/events`;
  t.after(() => app.close());
  await checkReceiver(url, received);
  assert.equal(await post(url, text.slice(0, -5)), 400);
  assert.deepEqual([received.events.length, received.errors.length], [3, 1]);
});
