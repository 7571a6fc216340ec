// An npm consumer: deactivates everyone of the group Leavers, and says what became of each.
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
    // More than usual is more likely a mistake than a bad month.
    if (count > 100) throw new Error(`${count} people would be deactivated: look first`);
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
