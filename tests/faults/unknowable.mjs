// What no client can know, by name and with the reason. Cells of these are counted, and judged only where the reason
// doesn't excuse them: nobody may hang, fail as `internal`, change somebody else or create somebody twice.

const isSearch = ({ path }) => /\/search$|\/count$|^\/subscriptions$|\/session$/.test(path);
const isRead = ({ method }) => method === 'GET';
/** A list in Workfront's own form that leaves something out. */
const lacking = [
  ...['200 {"data":[]}', '200 {"subscriptions":[]}', '200 {"data":{"count":0}}'],
  ...['200 with one item fewer', '200 with the first item missing'],
];
/** What was asked for, in Workfront's own form, with other values. */
const untrue = ['200 with other values', '200 with fields that are null', '200 with the ID alone'];
/** Somebody else, in Workfront's own form. */
const strange = [
  ...['200 with another person', '200 with a stranger more', '200 with the same full page'],
  '200 with another ID',
];
const hasID = ({ path }) => /[0-9a-f]{32}$/.test(path);
/** Whether a list may hold anybody: nobody was named by ID, address or reference. */
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
    reason: 'The response shows all that was asked for, in Workfront’s own form; nothing was done.',
    matches: ({ request }) => request.isLie,
  },
  {
    name: 'a refusal that lies',
    reason:
      'Workfront refuses in its own form, with nothing lost before; it was done all the same.',
    matches: ({ fault, when, request }) =>
      request.isWrite && fault.refuses === 'workfront' && when !== 'before',
  },
  {
    name: 'a deletion that is accepted and not done',
    reason: 'Workfront deletes in the background: accepted is all that can be known.',
    matches: ({ fault, when, request }) =>
      when === 'before' && deletes(request) && isAccepted(request) && !fault.isForLists,
  },
  {
    name: 'a subscription that is confirmed and not made',
    reason: 'The documented success of this creation is a new ID, and nothing to compare it with.',
    matches: ({ when, request }) =>
      when === 'before' &&
      request.kind === 'POST /subscriptions' &&
      /^\{"id":"[^"]+"/.test(request.sentBody) &&
      !/"error"/.test(request.sentBody),
  },
  {
    name: 'a subscription’s deletion that is accepted and not done',
    reason: 'The documented success of this deletion is an empty response.',
    matches: ({ fault, when, request }) =>
      when === 'before' &&
      /^DELETE \/subscriptions/.test(request.kind) &&
      /^20[0-4] (empty|without a type|with success)|^204$/.test(fault.name),
  },
  {
    name: 'a denial of what is there',
    reason:
      'Workfront says in its own words that the object isn’t there, with nothing lost before.',
    matches: ({ fault, isFirst }) => isFirst && /^(404|410) JSON$/.test(fault.name),
  },
  {
    name: 'a deletion that is confirmed and not done',
    reason: 'Workfront says in its own words that what was to be deleted isn’t there any more.',
    matches: ({ fault, request, isDeleting }) =>
      isDeleting && fault.name === '404 JSON' && /^(GET|DELETE) .*:id$/.test(request.kind),
  },
  {
    name: 'a list that leaves something out',
    reason: 'A list in its own form is all that can be known of what it should hold.',
    matches: ({ fault, request, isFirstLoss }) =>
      isRead(request) && isFirstLoss && isSearch(request) && lacking.includes(fault.name),
  },
  {
    name: 'rows or fields that lie',
    reason:
      'A row in its own form with other values; what was asked for doesn’t say which is right.',
    excusesStrangers: true,
    matches: ({ fault, request, scenario }) =>
      isRead(request) &&
      (untrue.includes(fault.name) || (strange.includes(fault.name) && isOpen(request, scenario))),
  },
  {
    name: 'the right person with another ID',
    reason: 'Address, names and all else are right; nothing but this response knows the ID.',
    excusesStrangers: true,
    matches: ({ fault, request }) =>
      fault.name === '200 with another ID' &&
      (request.creates.length > 0 || (isRead(request) && !hasID(request))),
  },
  {
    name: 'an envelope that `call` passes on',
    reason: '`call` knows no wished state: what is in a proper envelope is what Workfront gave.',
    matches: ({ fault, scenario, when }) =>
      scenario.action === 'call' &&
      when === 'before' &&
      /^200 (\{"data":|with |in a list|within)/.test(fault.name) &&
      !fault.refuses,
  },
  {
    name: 'a refusal inside a success that lies',
    reason: 'Workfront refuses one result in its own words, with nothing lost before; it was done.',
    matches: ({ fault, when, request }) =>
      request.isWrite && when !== 'before' && refusing.includes(fault.name),
  },
  {
    name: 'a new object under another ID',
    reason: 'The ID of a new subscription is in this response alone.',
    matches: ({ fault, request }) =>
      fault.name === '200 with another ID' && request.kind === 'POST /subscriptions',
  },
  {
    name: 'a row that comes twice',
    reason: 'Each row is true; that a page holds one twice says nothing of the others.',
    matches: ({ fault, request }) =>
      isRead(request) && fault.name === '200 with the first item twice',
  },
  {
    name: 'a key that comes twice',
    reason: 'Which of two values of one key is right, no reader can know.',
    matches: ({ fault }) => fault.name === '200 with duplicate keys',
  },
  {
    name: 'a subscription that is gone, and a bare 404',
    reason: 'It isn’t listed: nobody can say who has deleted it.',
    matches: ({ fault, request, when }) =>
      when !== 'before' &&
      /^DELETE \/subscriptions/.test(request.kind) &&
      /^(404|410) (HTML|JSON about something else)$/.test(fault.name),
  },
  {
    name: 'data that `call` passes on',
    reason: '`call` gives what Workfront gave for a read.',
    matches: ({ fault, scenario }) =>
      scenario.action === 'call' && fault.name === '200 with no success',
  },
  {
    name: 'a 422 that lies',
    reason:
      'Only Workfront reads what was sent, so this status is its own, whatever the body became.',
    matches: ({ fault, when, request }) =>
      request.isWrite && when !== 'before' && /^422/.test(fault.name),
  },
  {
    name: 'IDs in another order',
    reason: 'Each ID is one that was asked for: the order of results isn’t promised.',
    matches: ({ fault, when, request }) =>
      when === 'before' &&
      /^200 with another (ID|person)$/.test(fault.name) &&
      (request.kind === 'PUT /subscriptions/version' || request.operations.length > 1),
  },
  {
    name: 'values of a read inside a batch',
    reason: 'A row in its own form with other values; nothing says which are right.',
    matches: ({ fault, request }) =>
      fault.name === '200 with other values' &&
      request.operations.some(({ method }) => method === 'GET'),
  },
  {
    name: 'a page of subscriptions that lies',
    reason: 'Rows in their own form; what is there meanwhile shows only at the next write.',
    matches: ({ fault, request, isFirst }) =>
      isFirst && isRead(request) && fault.name === '200 with the same full page',
  },
  {
    name: 'an approval that the caller stops',
    reason: 'The person is made; that the approval is unknown stands in the notes.',
    matches: ({ scenario, request, fault }) =>
      scenario.action === 'provision' &&
      /userapproval/.test(request.path ?? '') &&
      (fault?.group === undefined || fault.group === 'lost'),
  },
  {
    name: 'a logout that is accepted and not done',
    reason: 'Accepted is all that can be known.',
    matches: ({ fault, request, when }) =>
      when === 'before' && request.path === '/logout' && fault.group !== 'lost',
  },
];

/** The first of these that a strike matches. */
export const unknowableBy = (strikes) =>
  unknowable.find((one) => strikes.some((strike) => one.matches(strike)));
