// Outcomes that no client can know, each with its reason. These cells are counted separately. The other rules still apply to
// them: a call must not hang, fail as `internal`, change another user or create a user twice.

const isSearch = ({ path }) => /\/search$|\/count$|^\/subscriptions$|\/session$/.test(path);
const isRead = ({ method }) => method === 'GET';
/** A list in Workfront's format that omits items. */
const missingItems = [
  ...['200 {"data":[]}', '200 {"subscriptions":[]}', '200 {"data":{"count":0}}'],
  ...['200 with one item fewer', '200 with the first item missing'],
];
/** The requested object in Workfront's format, with other values. */
const wrongValues = [
  '200 with other values',
  '200 with fields that are null',
  '200 with the ID alone',
];
/** Another user, in Workfront's format. */
const otherUsers = [
  ...['200 with another person', '200 with an additional user', '200 with the same full page'],
  '200 with another ID',
];
/** A read whose rows the scenario's action compares with a count, so that other rows are noticed. */
const isCounted = ({ path }, { isCounted: isIt }) => isIt && /\/user\/(search|count)$/.test(path);
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
    name: 'a false confirmation of a write',
    reason: 'The response shows the requested change, in Workfront’s format; nothing was changed.',
    matches: ({ request }) => request.isFabricated,
  },
  {
    name: 'a false refusal of a write',
    reason:
      'The refusal has Workfront’s format, and no response was lost before; the change was made.',
    matches: ({ fault, when, request }) =>
      request.isWrite && fault.refuses === 'workfront' && when !== 'before',
  },
  {
    name: 'a deletion that is accepted but not done',
    reason: 'Workfront deletes in the background, and confirms only that it accepted the request.',
    matches: ({ fault, when, request }) =>
      when === 'before' && deletes(request) && isAccepted(request) && !fault.isForLists,
  },
  {
    name: 'a hand-over that is confirmed but not done',
    reason:
      'The response has the form of a confirmation, and Workfront doesn’t show who owned what.',
    matches: ({ when, request }) =>
      when === 'before' &&
      /replacementID/.test(request.query + request.body) &&
      isAccepted(request),
  },
  {
    name: 'a subscription that is confirmed but not created',
    reason: 'The documented response to this creation is a new ID and nothing else.',
    matches: ({ when, request }) =>
      when === 'before' &&
      request.kind === 'POST /subscriptions' &&
      /^\{"id":"[^"]+"/.test(request.sentBody) &&
      !/"error"/.test(request.sentBody),
  },
  {
    name: 'a deletion of a subscription that is accepted but not done',
    reason: 'The documented response to this deletion is empty.',
    matches: ({ fault, when, request }) =>
      when === 'before' &&
      /^DELETE \/subscriptions/.test(request.kind) &&
      /^20[0-4] (empty|without a type|with success)|^204$/.test(fault.name),
  },
  {
    name: 'an existing object that is reported as missing',
    reason:
      'The response says in Workfront’s format that the object doesn’t exist, and no response was lost before.',
    matches: ({ fault, isFirst }) => isFirst && /^(404|410) JSON$/.test(fault.name),
  },
  {
    name: 'a deletion that is confirmed but not done',
    reason: 'The response says in Workfront’s format that the object no longer exists.',
    matches: ({ fault, request, isDeleting }) =>
      isDeleting && fault.name === '404 JSON' && /^(GET|DELETE) .*:id$/.test(request.kind),
  },
  {
    name: 'a list that omits items',
    reason: 'The list has the right format; nothing else shows what it should contain.',
    matches: ({ fault, request, scenario, isFirstLoss }) =>
      isRead(request) &&
      isFirstLoss &&
      isSearch(request) &&
      !isCounted(request, scenario) &&
      missingItems.includes(fault.name),
  },
  {
    name: 'rows or fields with wrong values',
    reason:
      'The row has the right format and other values; the request doesn’t show which are right.',
    allowsOtherUsers: true,
    matches: ({ fault, request, scenario }) =>
      isRead(request) &&
      !(isCounted(request, scenario) && fault.name === '200 with the ID alone') &&
      (wrongValues.includes(fault.name) ||
        (otherUsers.includes(fault.name) && isOpen(request, scenario))),
  },
  {
    name: 'the right user with a wrong ID',
    reason:
      'The address, the names and everything else are right; only this response contains the ID.',
    allowsOtherUsers: true,
    matches: ({ fault, request, scenario }) =>
      fault.name === '200 with another ID' &&
      !isCounted(request, scenario) &&
      (request.creates.length > 0 || (isRead(request) && !hasID(request))),
  },
  {
    name: 'a valid envelope with wrong content, returned by `call`',
    reason: '`call` doesn’t know what to expect: it returns the content of every valid envelope.',
    matches: ({ fault, scenario, when }) =>
      scenario.action === 'call' &&
      when === 'before' &&
      /^200 (\{"data":|with |in a list|within)/.test(fault.name) &&
      !fault.refuses,
  },
  {
    name: 'a false refusal inside a success',
    reason:
      'One result is a refusal in Workfront’s format, and no response was lost before; the change was made.',
    matches: ({ fault, when, request }) =>
      request.isWrite && when !== 'before' && refusing.includes(fault.name),
  },
  {
    name: 'a new subscription with a wrong ID',
    reason: 'Only this response contains the ID of the new subscription.',
    matches: ({ fault, request }) =>
      fault.name === '200 with another ID' && request.kind === 'POST /subscriptions',
  },
  {
    name: 'a repeated row',
    reason: 'Each row is right; a repeated row shows nothing about the others.',
    matches: ({ fault, request, scenario }) =>
      isRead(request) &&
      !isCounted(request, scenario) &&
      fault.name === '200 with the first item twice',
  },
  {
    name: 'a repeated key',
    reason: 'No reader can know which of two values of one key is right.',
    matches: ({ fault }) => fault.name === '200 with duplicate keys',
  },
  {
    name: 'a 404 without details for a deleted subscription',
    reason: 'The subscription isn’t listed; nothing shows who deleted it.',
    matches: ({ fault, request, when }) =>
      when !== 'before' &&
      /^DELETE \/subscriptions/.test(request.kind) &&
      /^(404|410) (HTML|JSON about something else)$/.test(fault.name),
  },
  {
    name: 'data of a read, returned by `call`',
    reason: '`call` returns what Workfront returned for a read.',
    matches: ({ fault, scenario }) =>
      scenario.action === 'call' && fault.name === '200 with no success',
  },
  {
    name: 'a false 422',
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
    name: 'wrong values of a read inside a batch',
    reason: 'The row has the right format and other values; nothing shows which are right.',
    matches: ({ fault, request }) =>
      fault.name === '200 with other values' &&
      request.operations.some(({ method }) => method === 'GET'),
  },
  {
    name: 'a wrong page of subscriptions',
    reason: 'The rows have the right format; the real state shows only at the next write.',
    matches: ({ fault, request, scenario, isFirst }) =>
      isFirst &&
      isRead(request) &&
      !isCounted(request, scenario) &&
      fault.name === '200 with the same full page',
  },
  {
    name: 'an approval that the caller stopped',
    reason: 'The user was created; the notes say that the approval is not known.',
    matches: ({ scenario, request, fault }) =>
      scenario.action === 'provision' &&
      /userapproval/.test(request.path ?? '') &&
      (fault?.group === undefined || fault.group === 'lost'),
  },
  {
    name: 'a logout that is accepted but not done',
    reason: 'Workfront confirms only that it accepted the request.',
    matches: ({ fault, request, when }) =>
      when === 'before' && request.path === '/logout' && fault.group !== 'lost',
  },
];

/** The first of these that matches a strike. */
export const unknowableBy = (strikes) =>
  unknowable.find((one) => strikes.some((strike) => one.matches(strike)));
