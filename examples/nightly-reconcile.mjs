// Each night: plans what makes Workfront as the HR system says, and asks a person. When they have decided: applies the plan.
import { createPlugin } from 'workfront-actions';

/**
 * The store keeps the plan and the decision between the two programs: a database, a bucket, a folder.
 * @typedef {{ get: (key: string) => Promise<any>, put: (key: string, value: unknown) => Promise<void> }} Store
 * @typedef {Parameters<import('workfront-actions').Plugin['reconcile']>[0]['people']} List
 */

// The columns of the HR system. The same mapping serves a sandbox and production, because names are looked up.
export const mapping = {
  extRefID: 'personnelNumber',
  emailAddr: { from: 'mail', lower: true },
  firstName: 'givenName',
  lastName: 'familyName',
  title: 'jobTitle',
  accessLevel: {
    from: 'jobFamily',
    map: { Studio: 'Standard', Sales: 'Light' },
    default: 'Contributor',
  },
  manager: 'managerNumber',
  lastWorkingDay: 'until',
};

/**
 * Run it each night. The approver gets the rendered plan.
 * @param {import('workfront-actions').PluginOptions} options with planKeys and approvalRules
 * @param {List} people
 * @param {Store} store
 * @param {(text: string) => Promise<void>} notify
 */
export async function planTonight(options, people, store, notify) {
  const wf = await createPlugin(options);
  try {
    const [last, usual] = [await store.get('plan'), await store.get('usual')];
    const { plan } = await wf.reconcile({
      people,
      mapping,
      missing: 'deactivate',
      futureLeavers: 'schedule',
      // A list with less than half of the people of the last plan that wasn't stopped is refused.
      ...(usual && { baseline: usual }),
      requestedBy: 'nightly-reconcile',
      reason: 'The HR system differs from Workfront',
    });
    // The same change as last night keeps the decision about it.
    if (last?.fingerprint !== plan.fingerprint) await store.put('approval', null);
    await store.put('plan', plan);
    // The list of a stopped plan may be incomplete: the next list isn't held against it.
    if (!plan.stopped) await store.put('usual', plan);
    if (plan.stopped || plan.steps.length > 0) {
      const { text } = await wf.renderPlan({ plan, format: 'text' });
      await notify(text);
    }
    return plan;
  } finally {
    wf.close();
  }
}

/**
 * Run it when somebody has signed in and decided. `by` comes from your own sign-in.
 * @param {import('workfront-actions').PluginOptions} options
 * @param {Store} store
 * @param {{ by: string, decision: 'approve' | 'reject', comment?: string }} decided
 */
export async function decide(options, store, decided) {
  const wf = await createPlugin(options);
  try {
    const { approval } = await wf.approve({ plan: await store.get('plan'), ...decided });
    await store.put('approval', approval);
  } finally {
    wf.close();
  }
}

/**
 * Run it afterwards: nothing is sent without the approvals that the rules require.
 * @param {import('workfront-actions').PluginOptions} options
 * @param {Store} store
 */
export async function applyDecided(options, store) {
  const wf = await createPlugin(options);
  try {
    const [plan, approval] = [await store.get('plan'), await store.get('approval')];
    const done = await wf.apply({ plan, approvals: approval ? [approval] : [] });
    // Whoever wants to know what was done, or to undo it, needs the receipt.
    await store.put(`receipt-${plan.id}`, done.receipt);
    return done;
  } finally {
    wf.close();
  }
}
