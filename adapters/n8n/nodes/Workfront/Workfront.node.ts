import type {
  IDataObject,
  IExecuteFunctions,
  ILoadOptionsFunctions,
  INodeExecutionData,
  INodeType,
  INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { choicesOf, formOf, inputOf } from '../../lib/core';
import { withPlugin } from '../../lib/connect';
import { actions } from '../../lib/manifest';
import { choicesMethod, isLocator, nodeProperties } from '../../lib/properties';
import { workfrontConnection } from '../../lib/test-credential';

export class Workfront implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Adobe Workfront',
    name: 'workfront',
    icon: { light: 'file:workfront.light.svg', dark: 'file:workfront.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["operation"] }}',
    description: 'The whole life of an Adobe Workfront user',
    defaults: { name: 'Adobe Workfront' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'workfrontApi', required: true, testedBy: 'workfrontConnection' }],
    properties: nodeProperties(),
  };

  methods = {
    credentialTest: { workfrontConnection },
    ...choiceMethods(),
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const items = this.getInputData();
    const results: INodeExecutionData[] = [];
    await withPlugin(this, async (plugin) => {
      for (const [index] of items.entries()) {
        const key = this.getNodeParameter('operation', index) as string;
        try {
          const action = actions.find((one) => one.key === key);
          if (!action)
            throw new NodeOperationError(this.getNode(), `There is no operation '${key}'`);
          const more = this.getNodeParameter('additionalFields', index, {}) as IDataObject;
          const usual = formOf(action).filter(({ advanced }) => !advanced);
          const values = usual.map((field) => {
            const extractValue = isLocator(field);
            return [field.name, this.getNodeParameter(field.name, index, '', { extractValue })];
          });
          const input = inputOf(action, { ...Object.fromEntries(values), ...extracted(more) });
          const output = await plugin.run(key as never, input as never);
          results.push({ json: output as never, pairedItem: { item: index } });
        } catch (error) {
          const told = error as Error & { toJSON?: () => object; hint?: string };
          if (!this.continueOnFail()) {
            throw new NodeOperationError(this.getNode(), told, {
              itemIndex: index,
              description: told.hint,
            });
          }
          const json = { error: told.message, ...(told.toJSON && { details: told.toJSON() }) };
          results.push({ json: json as never, pairedItem: { item: index } });
        }
      }
    });
    return [results];
  }
}

/** In a collection, a resource locator comes with its mode. */
function extracted(values: IDataObject): IDataObject {
  const plain = (value: IDataObject[string]) =>
    value && typeof value === 'object' && '__rl' in value
      ? (value as { value: IDataObject[string] }).value
      : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]));
}

/** A method for each kind of choices that the manifest names. */
function choiceMethods() {
  const loadOptions: NonNullable<INodeType['methods']>['loadOptions'] = {};
  const listSearch: NonNullable<INodeType['methods']>['listSearch'] = {};
  for (const field of actions.flatMap((action) => formOf(action))) {
    const method = choicesMethod(field);
    if (!method || !field.choices) continue;
    const { choices } = field;
    const found = (host: ILoadOptionsFunctions, typed?: string) =>
      withPlugin(host, async (plugin) => {
        const options = await choicesOf(plugin, choices, typed);
        return options.map(({ value, label }) => ({ name: label, value }));
      });
    // A list of one choice needs a way to choose nothing.
    const nothing = field.kind === 'list' ? [] : [{ name: '(None)', value: '' }];
    loadOptions[method] = async function () {
      return [...nothing, ...(await found(this))];
    };
    listSearch[method] = async function (filter) {
      return { results: await found(this, filter) };
    };
  }
  return { loadOptions, listSearch };
}
