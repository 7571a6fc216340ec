// The plan of a cell: which fault strikes which request, and the limits of the call.
import { faultNamed } from './faults.mjs';

const deadlineMs = 3_600_000;

/**
 * A plan for one run: `choose(request)` for the server, `options` for the plugin, `signal` for the call.
 * `kinds` are those of the requests that the scenario sends without a fault.
 */
export function planned(plan, { world, scenario, kinds }) {
  return types[plan.type](plan, { world, scenario, kinds });
}

const types = {
  none: () => ({}),

  /** One fault: once, from then on, or on all requests of that kind from then on. */
  fault({ fault: name, at, mode, when }, { kinds }) {
    const fault = faultNamed(name);
    let hits = 0;
    const isHit = {
      once: ({ index }) => index === at && hits === 0,
      from: ({ index }) => index >= at,
      kind: ({ index, kind }) => index >= at && kind === kinds[at],
    }[mode];
    return {
      choose(request) {
        if (!isHit(request)) return undefined;
        hits += 1;
        return strike(fault, when);
      },
      isHarmless: fault.isHarmless,
      hangs: fault.hangs,
    };
  },

  /** A write is lost, then a fault strikes the next request. */
  pair({ fault: name, at, when }) {
    const fault = faultNamed(name);
    return {
      choose(request) {
        if (request.index === at) return strike(faultNamed('reset'), when);
        if (request.index !== at + 1) return undefined;
        if (fault.isForLists && !request.isAboutMany) return undefined;
        const isAltered = fault.group === 'altered' && !request.isWrite;
        return strike(fault, fault.needsWork || isAltered ? 'after' : 'before');
      },
      hangs: fault.hangs,
    };
  },

  /** Another client creates the same address while the creation is lost. */
  rival({ at, isSameName }, { world }) {
    const foreign = [];
    const onArrival = (request) => {
      const [emailAddr] = request.creates;
      const { people } = world.state();
      const accessLevelID = people[1].accessLevelID;
      const names = isSameName
        ? { firstName: 'New', lastName: 'Comer' }
        : { firstName: 'Somebody', lastName: 'Else' };
      const user = { username: emailAddr, emailAddr, accessLevelID, ...names };
      const { json } = world.direct('POST', '/attask/api/v18.0/user', user);
      foreign.push(json.data.ID);
    };
    return {
      foreign,
      choose: ({ index }) =>
        index === at ? { ...strike(faultNamed('reset'), 'before'), onArrival } : undefined,
    };
  },

  /** The caller stops the call when a request has arrived; its response never comes. */
  abort({ at, when, isTimeout }) {
    const controller = new AbortController();
    const reason = isTimeout ? new DOMException('Time limit', 'TimeoutError') : undefined;
    const onArrival = () => controller.abort(reason);
    return {
      signal: controller.signal,
      choose: ({ index }) =>
        index === at ? { ...strike(faultNamed('no response'), when), onArrival } : undefined,
    };
  },

  abortedBefore: () => ({ signal: AbortSignal.abort() }),

  /** The call's deadline passes when a request has arrived: its response is sent, or lost. */
  deadline({ at, when, isLost }, { world }) {
    const onArrival = () => world.advance(deadlineMs + 1);
    const effect = isLost ? () => ({ type: 'reset' }) : genuineReply;
    const fault = { name: 'the deadline passes', group: 'limit' };
    return {
      options: { deadlineMs },
      choose: ({ index }) =>
        index === at ? { fault, effect, when: isLost ? when : 'after', onArrival } : undefined,
    };
  },

  /** The call may send no more requests; the last one may be lost. */
  budget({ maxRequests, when }) {
    return {
      options: { maxRequests },
      choose: ({ index }) =>
        when && index === maxRequests - 1 ? strike(faultNamed('reset'), when) : undefined,
    };
  },

  /** A function of the host never settles, and ignores its signal: the call must end nevertheless. */
  host({ hanging, end }) {
    const controller = new AbortController();
    const never = () => {
      if (end === 'abort') setTimeout(() => controller.abort(), 50);
      return new Promise(() => {});
    };
    const stores = { get: async () => undefined, set: async () => {} };
    const options = {
      fetch: { fetch: never },
      text: { fetch: async () => ({ status: 200, headers: new Headers(), text: never }) },
      sleep: { sleep: never },
      credentials: { credentials: never },
      onRefreshToken: { onRefreshToken: never },
      'tokenStore.get': { tokenStore: { ...stores, get: never } },
      'tokenStore.set': { tokenStore: { ...stores, set: never } },
      'planStore.get': { planStore: { get: never, putIfAbsent: async () => true } },
      'planStore.putIfAbsent': { planStore: { get: async () => null, putIfAbsent: never } },
    }[hanging];
    const isLost = hanging === 'sleep';
    return {
      hangs: end === 'timeout',
      options: { ...options, ...(end === 'deadline' ? { deadlineMs: 400 } : {}) },
      signal: controller.signal,
      choose: ({ index }) =>
        isLost && index === 0 ? strike(faultNamed('429 JSON'), 'before') : undefined,
    };
  },

  /** A request gets no response within `timeoutMs`. */
  timeout({ at, when }) {
    return {
      hangs: true,
      choose: ({ index }) => (index === at ? strike(faultNamed('no response'), when) : undefined),
    };
  },
};

const genuineReply = ({ genuine }) => ({ type: 'reply', ...genuine });

const strike = (fault, when) => ({ fault, effect: fault.effect, when: fault.when ?? when });
