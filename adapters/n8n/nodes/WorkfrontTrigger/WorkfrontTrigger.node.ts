import type {
  IHookFunctions,
  INodeType,
  INodeTypeDescription,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { newAuthToken, readEvent, startEvents, stopEvents } from '../../lib/core';
import { withPlugin } from '../../lib/connect';
import { workfrontConnection } from '../../lib/test-credential';
import { manifest } from '../../lib/manifest';

const trigger = manifest.triggers.find(({ type }) => type === 'webhook');
const lists = trigger?.input.properties as Record<string, { items: { enum: string[] } }>;
const choices = (name: string) => lists[name].items.enum.map((value) => ({ name: value, value }));

export class WorkfrontTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Adobe Workfront Trigger',
    name: 'workfrontTrigger',
    icon: { light: 'file:workfront.light.svg', dark: 'file:workfront.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{ $parameter["events"].join(", ") }}',
    description: 'Starts when a Workfront user is created, updated or deleted',
    defaults: { name: 'Adobe Workfront Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'workfrontApi', required: true, testedBy: 'workfrontConnection' }],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'POST',
        responseMode: 'onReceived',
        path: 'webhook',
        rawBody: true,
      },
    ],
    properties: [
      {
        displayName: 'Events',
        name: 'events',
        type: 'multiOptions',
        options: choices('events'),
        default: ['USER_CREATE', 'USER_UPDATE', 'USER_DELETE'],
        description: 'Which events start the workflow',
      },
      {
        displayName: 'Transitions',
        name: 'transitions',
        type: 'multiOptions',
        options: choices('transitions'),
        default: [],
        description: 'Which changes start the workflow; all changes when none is selected',
      },
    ],
  };

  methods = { credentialTest: { workfrontConnection } };

  webhookMethods = {
    default: {
      // Called before each activation: create() is safe to repeat, so it always runs.
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return false;
      },
      async create(this: IHookFunctions): Promise<boolean> {
        const data = this.getWorkflowStaticData('node');
        const authToken = (data.authToken as string) ?? newAuthToken();
        const url = this.getNodeWebhookUrl('default') as string;
        const events = this.getNodeParameter('events') as string[];
        await withPlugin(this, (plugin) => startEvents(plugin, { url, authToken, events }));
        data.authToken = authToken;
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        const data = this.getWorkflowStaticData('node');
        const url = this.getNodeWebhookUrl('default') as string;
        const authToken = data.authToken as string | undefined;
        if (authToken) await withPlugin(this, (plugin) => stopEvents(plugin, { url, authToken }));
        delete data.authToken;
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    const request = this.getRequestObject();
    const { authToken } = this.getWorkflowStaticData('node');
    const body = request.rawBody?.toString() ?? JSON.stringify(this.getBodyData());
    try {
      const event = await withPlugin(this, (plugin) =>
        readEvent(plugin, {
          body,
          authorization: request.headers.authorization,
          authToken: authToken as string,
          transitions: this.getNodeParameter('transitions') as string[],
        }),
      );
      if (!event) return { webhookResponse: 'Ignored: no selected transition' };
      return { workflowData: [this.helpers.returnJsonArray(event as never)] };
    } catch (error) {
      const { kind } = error as { kind?: string };
      // An authenticated request that isn't an event is Workfront's check of the URL.
      const status = kind === 'unauthorized' ? 401 : kind === 'validation' ? 200 : 500;
      this.getResponseObject().status(status).end();
      return { noWebhookResponse: true };
    }
  }
}
