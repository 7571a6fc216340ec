// Every action, with one or more scenarios. Each has
//   id, action       the action that the table counts it under
//   prepare(world, state, url)  creates what is needed and returns a context, or a promise of one: `touches` (IDs that may change), `creates` (e-mail
//                    addresses that may be added), and what its judge needs
//   input(context) or run(wf, context, call)
//   judge(facts)     the verdict; facts: before, after, context, output, error, log, made, foreign, world, …
//   sandbox, plugin, optionsOf(world), credentials(url, state)
//   isAtEveryRequest has faults at each of its requests, not only at the first, the middle and the last
//   isCounted        compares the users that it reads with their count
//   isThorough       is tested with every fault, not only with the core faults
import { bulk } from './actions/bulk.mjs';
import { events } from './actions/events.mjs';
import { lists } from './actions/lists.mjs';
import { others } from './actions/others.mjs';
import { plans } from './actions/plans.mjs';
import { reads } from './actions/reads.mjs';
import { users } from './actions/users.mjs';

export const scenarios = [...users, ...reads, ...bulk, ...events, ...others, ...plans, ...lists];

/** Runs the call of a scenario. */
export const runScenario = ({ action, input, run }, wf, context, call) =>
  run ? run(wf, context, call) : wf.run(action, input(context), call);
