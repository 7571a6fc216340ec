// Receiving events: an event's IDs may be absent, and one handler fits each framework. Compiled by types.test.mjs, never run.
import { handleEvent, type EventHandling, type WorkfrontEvent } from 'workfront-actions';
import { toHandler, type EventHandler } from 'workfront-actions/node';

const onEvent = ({ userID, objID, objCode }: WorkfrontEvent): (string | null | undefined)[] => [
  userID,
  objID,
  objCode,
];
const handling: EventHandling = { authToken: ['new', 'old'], onEvent, timeoutMs: 1000 };
const response: Response = await handleEvent(new Request('https://example.com'), handling);
void response;
const handler: EventHandler = toHandler(handling);

// The handlers of node:http, Express and Fastify, abridged.
type Headers = { [name: string]: string | string[] | undefined };
declare const message: { method?: string | undefined; headers: Headers; url?: string };
declare function createServer(
  listener: (request: typeof message, response: { statusCode: number }) => void,
): void;
createServer(handler);
declare function express(
  handle: (
    request: typeof message & { body: unknown },
    response: { json: () => void },
    next: () => void,
  ) => void | Promise<void>,
): void;
express(handler);
interface Reply {
  raw: object;
}
declare function fastify(
  handle: (
    this: object,
    request: { raw: typeof message; method: string; headers: Headers; body: unknown },
    reply: Reply,
  ) => unknown,
): void;
fastify(handler);

const event: WorkfrontEvent = await Promise.reject();
// @ts-expect-error Workfront may not send it
const id: string = event.objID;
void id;
// @ts-expect-error a token is required
toHandler({ onEvent });
// @ts-expect-error a time limit is a number
toHandler({ ...handling, timeoutMs: '1 s' });
