// Outcomes that no client can know, each with its reason. These cells are counted, and judged only for what the reason
// doesn't excuse: a call must not hang, fail as `internal`, change another user or create a user twice.

const isSearch = ({ path }) => /\/search$|\/count$|^\/subscriptions$|\/session$/.test(path);
const isRead = ({ method }) => method === 'GET';
/** A list in Workfront's format that omits items. */
const lacking = [
  ...['200 {"data":[]}', '200 {"subscriptions":[]}', '200 {"data":{"count":0}}'],
  ...['200 with one item fewer', '200 with the first item missing'],
];
/** The requested object in Workfront's format, with other values. */
const untrue = ['200 with other values', '200 with fields that are null', '200 with the ID alone'];
/** Another user, in Workfront's format. */
const strange = [
  ...['200 with another person', '200 with a stranger more', '200 with the same full page'],
  '200 with another ID',
];
const hasID = ({ path }) => /[0-9a-f]{32}$/.test(path);
/** Whether a list may contain any user: the request names no ID, address or reference. */
const isOpen = (request, { id, action }) =>
  !hasID(request) &&
  (/^(search|searchAll|changes|count|lookup|subscriptions|testConnection|call)$/.test(action) ||
    id === 'offboard, by filters');
const deletes = ({ operations }) => operations.some(({ method }) => method === 'DELETE');
const isAccepted = ({ sentBody = '' }) =>
  /"success":true/.test(sentBody) && !/"error"/.test(sentBody);

const refusing = [
  '200 with an error instead of the first',
  '200 with an error inside',
  '200 with data and an error',
];

export const unknowable = [
  {
    name: 'a success that lies',
    reason:
      'The response shows the requested change, in Workfront’s own form; nothing was changed.',
    matches: ({ request }) => request.isLie,
  },
  {
    name: 'a refusal that lies',
    reason:
      'Workfront refuses in its own form, and no response was lost before; the change was made.',
    matches: ({ fault, when, request }) =>
      request.isWrite && fault.refuses === 'workfront' && when !== 'before',
  },
  {
    name: 'a deletion that is accepted and not done',
    reason: 'Workfront deletes in the background, and confirms only that it accepted the request.',
    matches: ({ fault, when, request }) =>
      when === 'before' && deletes(request) && isAccepted(request) && !fault.isForLists,
  },
  {
    name: 'a subscription that is confirmed and not made',
    reason: 'The documented response to this creation is a new ID and nothing else.',
    matches: ({ when, request }) =>
      when === 'before' &&
      request.kind === 'POST /subscriptions' &&
      /^\{"id":"[^"]+"/.test(request.sentBody) &&
      !/"error"/.test(request.sentBody),
  },
  {
    name: 'a subscription’s deletion that is accepted and not done',
    reason: 'The documented response to this deletion is empty.',
    matches: ({ fault, when, request }) =>
      when === 'before' &&
      /^DELETE \/subscriptions/.test(request.kind) &&
      /^20[0-4] (empty|without a type|with success)|^204$/.test(fault.name),
  },
  {
    name: 'a denial of an existing object',
    reason:
      'Workfront says in its own form that the object doesn’t exist, and no response was lost before.',
    matches: ({ fault, isFirst }) => isFirst && /^(404|410) JSON$/.test(fault.name),
  },
  {
    name: 'a deletion that is confirmed and not done',
    reason: 'Workfront says in its own form that the object no longer exists.',
    matches: ({ fault, request, isDeleting }) =>
      isDeleting && fault.name === '404 JSON' && /^(GET|DELETE) .*:id$/.test(request.kind),
  },
  {
    name: 'a list that omits items',
    reason: 'The list has the right form; nothing else shows what it should contain.',
    matches: ({ fault, request, isFirstLoss }) =>
      isRead(request) && isFirstLoss && isSearch(request) && lacking.includes(fault.name),
  },
  {
    name: 'rows or fields that lie',
    reason:
      'The row has the right form and other values; the request doesn’t show which are right.',
    excusesStrangers: true,
    matches: ({ fault, request, scenario }) =>
      isRead(request) &&
      (untrue.includes(fault.name) || (strange.includes(fault.name) && isOpen(request, scenario))),
  },
  {
    name: 'the right person with another ID',
    reason:
      'The address, the names and everything else are right; only this response contains the ID.',
    excusesStrangers: true,
    matches: ({ fault, request }) =>
      fault.name === '200 with another ID' &&
      (request.creates.length > 0 || (isRead(request) && !hasID(request))),
  },
  {
    name: 'an envelope that `call` passes on',
    reason: '`call` has no expected state: it returns the content of every valid envelope.',
    matches: ({ fault, scenario, when }) =>
      scenario.action === 'call' &&
      when === 'before' &&
      /^200 (\{"data":|with |in a list|within)/.test(fault.name) &&
      !fault.refuses,
  },
  {
    name: 'a refusal inside a success that lies',
    reason:
      'Workfront refuses one result in its own form, and no response was lost before; the change was made.',
    matches: ({ fault, when, request }) =>
      request.isWrite && when !== 'before' && refusing.includes(fault.name),
  },
  {
    name: 'a new object under another ID',
    reason: 'Only this response contains the ID of the new subscription.',
    matches: ({ fault, request }) =>
      fault.name === '200 with another ID' && request.kind === 'POST /subscriptions',
  },
  {
    name: 'a row that comes twice',
    reason: 'Each row is right; a repeated row shows nothing about the others.',
    matches: ({ fault, request }) =>
      isRead(request) && fault.name === '200 with the first item twice',
  },
  {
    name: 'a key that comes twice',
    reason: 'No reader can know which of two values of one key is right.',
    matches: ({ fault }) => fault.name === '200 with duplicate keys',
  },
  {
    name: 'a subscription that is gone, and a bare 404',
    reason: 'The subscription isn’t listed; nothing shows who deleted it.',
    matches: ({ fault, request, when }) =>
      when !== 'before' &&
      /^DELETE \/subscriptions/.test(request.kind) &&
      /^(404|410) (HTML|JSON about something else)$/.test(fault.name),
  },
  {
    name: 'data that `call` passes on',
    reason: '`call` returns what Workfront returned for a read.',
    matches: ({ fault, scenario }) =>
      scenario.action === 'call' && fault.name === '200 with no success',
  },
  {
    name: 'a 422 that lies',
    reason:
      'Only Workfront reads the body that was sent, so this status is Workfront’s, whatever the response’s body contains.',
    matches: ({ fault, when, request }) =>
      request.isWrite && when !== 'before' && /^422/.test(fault.name),
  },
  {
    name: 'IDs in another order',
    reason: 'Each ID was requested; Workfront doesn’t document the order of results.',
    matches: ({ fault, when, request }) =>
      when === 'before' &&
      /^200 with another (ID|person)$/.test(fault.name) &&
      (request.kind === 'PUT /subscriptions/version' || request.operations.length > 1),
  },
  {
    name: 'values of a read inside a batch',
    reason: 'The row has the right form and other values; nothing shows which are right.',
    matches: ({ fault, request }) =>
      fault.name === '200 with other values' &&
      request.operations.some(({ method }) => method === 'GET'),
  },
  {
    name: 'a page of subscriptions that lies',
    reason: 'The rows have the right form; the real state shows only at the next write.',
    matches: ({ fault, request, isFirst }) =>
      isFirst && isRead(request) && fault.name === '200 with the same full page',
  },
  {
    name: 'an approval that the caller stops',
    reason: 'The user was created; the notes say that the approval is not known.',
    matches: ({ scenario, request, fault }) =>
      scenario.action === 'provision' &&
      /userapproval/.test(request.path ?? '') &&
      (fault?.group === undefined || fault.group === 'lost'),
  },
  {
    name: 'a logout that is accepted and not done',
    reason: 'Workfront confirms only that it accepted the request.',
    matches: ({ fault, request, when }) =>
      when === 'before' && request.path === '/logout' && fault.group !== 'lost',
  },
];

/** The first of these that matches a strike. */
export const unknowableBy = (strikes) =>
  unknowable.find((one) => strikes.some((strike) => one.matches(strike)));
