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
import type { Field } from '../../lib/core';
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
    description: 'Manage the users of Adobe Workfront',
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
            throw new NodeOperationError(
              this.getNode(),
              `operation must be the id of an action but is '${key}'`,
            );
          const additional = this.getNodeParameter('additionalFields', index, {}) as IDataObject;
          const fields = formOf(action);
          const basic = fields.filter(({ advanced }) => !advanced);
          const values = basic.map((field) => {
            const extractValue = isLocator(field);
            return [field.name, this.getNodeParameter(field.name, index, '', { extractValue })];
          });
          const input = inputOf(action, {
            ...Object.fromEntries(values),
            ...withoutLocators(additional, fields),
          });
          const output = await plugin.run(key as never, input as never);
          results.push({ json: output as never, pairedItem: { item: index } });
        } catch (error) {
          const failure = error as Error & { toJSON?: () => object; hint?: string };
          if (!this.continueOnFail()) {
            throw new NodeOperationError(this.getNode(), failure, {
              itemIndex: index,
              description: failure.hint,
            });
          }
          const details = failure.toJSON?.();
          const json = { error: failure.message, ...(details && { details }) };
          results.push({ json: json as never, pairedItem: { item: index } });
        }
      }
    });
    return [results];
  }
}

/** In a collection, a resource locator is an object with its mode, also if it is empty: this keeps only its value. */
function withoutLocators(values: IDataObject, fields: Field[]): IDataObject {
  const locators = fields.filter(isLocator).map(({ name }) => name);
  const plain = ([name, value]: [string, IDataObject[string]]) =>
    locators.includes(name) && value && typeof value === 'object' && 'value' in value
      ? [name, (value as { value: IDataObject[string] }).value]
      : [name, value];
  return Object.fromEntries(Object.entries(values).map(plain));
}

/** A method for each list of choices in the manifest. */
function choiceMethods() {
  const loadOptions: NonNullable<INodeType['methods']>['loadOptions'] = {};
  const listSearch: NonNullable<INodeType['methods']>['listSearch'] = {};
  for (const field of actions.flatMap((action) => formOf(action))) {
    const method = choicesMethod(field);
    if (!method || !field.choices) continue;
    const { choices } = field;
    const listChoices = (host: ILoadOptionsFunctions, typed?: string) =>
      withPlugin(host, async (plugin) => {
        const options = await choicesOf(plugin, choices, typed);
        return options.map(({ value, label }) => ({ name: label, value }));
      });
    // A field with one value needs a way to select none.
    const none = field.kind === 'list' ? [] : [{ name: '(None)', value: '' }];
    loadOptions[method] = async function () {
      return [...none, ...(await listChoices(this))];
    };
    listSearch[method] = async function (filter) {
      return { results: await listChoices(this, filter) };
    };
  }
  return { loadOptions, listSearch };
}
