import type { EventHandling } from '../index.d.ts';

/**
 * Returns a request handler for `node:http`, Express and Fastify that receives events, as `handleEvent` does for the Fetch
 * API. A body that the framework has parsed already is read from `request.body`. The handler never throws or rejects.
 *
 * @example
 * createServer(toHandler({ authToken, onEvent })).listen(8080); // node:http
 * app.post('/workfront-events', toHandler({ authToken, onEvent })); // Express and Fastify
 * @throws {WorkfrontError} kind `validation` if the options are wrong.
 */
export declare function toHandler(options: EventHandling): EventHandler;

/** Handles a request. The promise is fulfilled when the response is sent. */
export type EventHandler = (
  request: EventRequest,
  response: object,
  // `any`, because the frameworks' types expect different results.
) => Promise<any>;

/** What is read of a request of `node:http`, Express or Fastify. */
export interface EventRequest {
  readonly method?: string | undefined;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
}
