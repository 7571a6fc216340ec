// Deactivates all users of the group Leavers, and prints the outcome of each.
import { createPlugin } from 'workfront-actions';

/** @param {import('workfront-actions').PluginOptions} options */
export async function offboardLeavers(options) {
  const wf = await createPlugin(options);
  try {
    const filters = [
      { field: 'homeGroup:name', value: 'Leavers' },
      { field: 'isActive', value: true },
    ];
    const { count } = await wf.count({ filters });
    // An unexpectedly large number is probably a mistake.
    if (count > 100) throw new Error(`${count} users would be deactivated: check the group first`);
    const { report, counts, requests } = await wf.offboard(
      { filters, maxPeople: 100 },
      { onProgress: ({ done, total }) => console.error(`${done} of ${total}`) },
    );
    for (const { emailAddr, outcome, error } of report) {
      console.log([emailAddr, outcome, error?.hint].filter(Boolean).join('  '));
    }
    return { counts, requests };
  } finally {
    wf.close();
  }
}
