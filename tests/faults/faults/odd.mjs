// 2xx without content, or with other content.
import { html, json, page, reply, workfrontError } from './replies.mjs';

const bodies = [
  ['', true],
  ['null', true],
  ['[]', true],
  ['{}', true],
  ['true'],
  ['"ok"'],
  ['{"data":null}', true],
  ['{"data":[]}', true],
  ['{"data":{}}', true],
  ['{"data":[null]}'],
  ['{"data":[{}]}'],
  ['{"data":[[]]}'],
  ['{"data":"ok"}'],
  ['{"data":""}'],
  ['{"data":true}'],
  ['{"data":1}'],
  ['{"data":{"success":true}}', true],
  ['{"data":{"success":false}}', true],
  ['{"data":{"result":""}}'],
  ['{"data":{"count":0}}'],
  ['{"count":"many"}'],
  ['{"success":true}'],
  ['{"subscriptions":[]}'],
  ['{"error":null}'],
  ['{"error":{}}'],
  ['{"data":'],
  ['{"data":NaN}'],
  ['OK'],
];

const others = [
  ['200 HTML', () => reply(200, page(200), html), { isCore: true }],
  ['200 HTML that says JSON', () => reply(200, page(200))],
  ['200 without a type', () => reply(200, '', [])],
  ['201 empty', () => reply(201, '')],
  ['202 empty', () => reply(202, '')],
  ['202 {}', () => reply(202, '{}')],
  ['203 HTML', () => reply(203, page(203), html)],
  ['204', () => reply(204, ''), { isCore: true }],
  ['205', () => reply(205, '')],
  ['206 {}', () => reply(206, '{}')],
  ['207 {}', () => reply(207, '{}')],
  ['200 with bytes that are no UTF-8', () => reply(200, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
];

/** Refusals inside 200. */
const refusals = [
  [
    '200 with an error',
    () => reply(200, workfrontError('Refused')),
    { refuses: 'workfront', isCore: true },
  ],
  [
    '200 with an error that is a string',
    () => reply(200, '{"error":"unrecognized URI format: too many parts"}'),
    { refuses: 'workfront' },
  ],
  [
    '200 with an expired session',
    () => reply(200, workfrontError('Invalid session ID.', 'com.attask.AuthenticationException')),
    { refuses: 'workfront', isCore: true },
  ],
];

const fault = ([name, effect, more]) => ({ name, group: 'odd 2xx', effect, ...more });

export const odd = [
  ...bodies.map(([body, isCore]) =>
    fault([`200 ${body || 'empty'}`, () => reply(200, body, json), { body, isCore }]),
  ),
  ...others.map(fault),
  ...refusals.map(fault),
];
