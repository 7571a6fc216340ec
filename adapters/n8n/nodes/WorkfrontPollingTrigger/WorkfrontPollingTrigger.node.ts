import type {
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
  IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { lookForChanges } from '../../lib/core';
import { withPlugin } from '../../lib/connect';
import { workfrontConnection } from '../../lib/test-credential';

export class WorkfrontPollingTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Adobe Workfront Polling Trigger',
    name: 'workfrontPollingTrigger',
    icon: { light: 'file:workfront.light.svg', dark: 'file:workfront.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["fields"] }}',
    description: 'Finds Workfront users that were created or changed since the last poll',
    defaults: { name: 'Adobe Workfront Polling Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'workfrontApi', required: true, testedBy: 'workfrontConnection' }],
    properties: [
      {
        displayName: 'Fields',
        name: 'fields',
        type: 'string',
        default: '',
        placeholder: 'name, emailAddr, isActive',
        description: 'Which fields to read, separated by commas; the default fields when empty',
      },
    ],
  };

  methods = { credentialTest: { workfrontConnection } };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    const data = this.getWorkflowStaticData('node');
    const text = this.getNodeParameter('fields') as string;
    const fields = text
      .split(',')
      .map((field) => field.trim())
      .filter((field) => field !== '');
    const isTest = this.getMode() === 'manual';
    // A test run shows any user; otherwise the first poll only sets the starting point to now.
    const since = isTest ? '2000-01-01' : undefined;
    const { users, cursor } = await withPlugin(this, (plugin) =>
      isTest
        ? plugin.changes({ since, limit: 1, ...(fields.length > 0 && { fields }) })
        : lookForChanges(plugin, {
            cursor: data.cursor as string | undefined,
            ...(fields.length > 0 && { fields }),
          }),
    );
    if (!isTest) data.cursor = cursor;
    return users.length > 0 ? [this.helpers.returnJsonArray(users as never)] : null;
  }
}
