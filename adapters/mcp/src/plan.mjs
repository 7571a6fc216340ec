// What a tool that changes data returns if its client can't ask the person: the plan of the change, which a person approves
// and applies on the command line.
import { described } from '../../common/src/index.mjs';

/** @typedef {import('../../../js/manifest.d.ts').FullManifestAction} Action */

const command = 'npx workfront-actions';

const nobodyAsked =
  'and nobody can be asked: this client shows no questions. If it asks the user itself before each tool, start the server with --no-confirm (in code: confirm: false).';

/**
 * The texts of a result: what to do, with the plan for people, and the plan as JSON; and the error, if no plan can be made, such as
 * that of a user who doesn't exist. Only reads.
 * @param {import('../../../js/index.d.ts').Plugin} plugin
 * @param {readonly Action[]} actions all of the manifest
 * @param {Action} action
 * @param {Record<string, any>} input
 * @param {{ signal: AbortSignal }} context
 * @returns {Promise<{ texts: string[], error?: unknown }>}
 */
export async function planInstead(plugin, actions, action, input, context) {
  const { key, title } = action;
  const why = `${title} changes or removes data, ${nobodyAsked}`;
  if (!plannable(actions).includes(key)) {
    const own = key === 'apply' ? 'plan apply FILE' : `run ${key}`;
    const instead = `There are no plans of it. A person can do it on the command line, with \`${command} ${own}\`.`;
    return { texts: [`Nothing was sent. ${why} ${instead}`] };
  }
  const run = (/** @type {any} */ name, /** @type {any} */ own) =>
    /** @type {Promise<any>} */ (plugin.run(name, own, context));
  try {
    const { plan } = await run('plan', { action: key, input });
    const { text, pages } = await run('renderPlan', { plan, format: 'text' });
    const all = `\n(page 1 of ${pages}; \`${command} plan show plan.json\` shows all)`;
    const shown = `${text}${pages > 1 ? all : ''}`;
    return {
      texts: [`Nothing was changed. ${why} ${whatToDo(plan)}\n\n${shown}`, JSON.stringify(plan)],
    };
  } catch (error) {
    const failed = `Its plan can't be made: ${described(error)}`;
    return { texts: [`Nothing was changed. ${why} ${failed}`], error };
  }
}

/** The actions of which there are plans: the choices of the input of `plan`. @param {readonly Action[]} actions @returns {string[]} */
function plannable(actions) {
  const plan = /** @type {any} */ (actions.find(({ key }) => key === 'plan'));
  const choices = plan?.input.$defs?.PlannedAction?.oneOf ?? [];
  return choices.map((/** @type {{ const: string }} */ choice) => choice.const);
}

/** @param {any} plan */
function whatToDo({ steps, signature, expiresAt }) {
  if (steps.length === 0) return 'This is its plan: there is nothing to apply.';
  const apply = signature
    ? `approves it with \`${command} plan approve plan.json --by NAME -o approval.json\`, and applies it with \`${command} plan apply plan.json --approval approval.json\``
    : `applies it with \`${command} plan apply plan.json --allow-unsigned\` (it has no signature, because this connection has no planKeys; where approvals are required, make it again with \`${command} plan\` and the keys)`;
  return `This is its plan. Show it to the user, and give them the JSON below as plan.json: a person reads it with \`${command} plan show plan.json\` and ${apply}, until ${expiresAt}. You can't apply it.`;
}
