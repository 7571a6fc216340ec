// The fields of n8n's forms, from the manifest.
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { connectionForm, descriptionOf, formOf } from './core';
import type { Field } from './core';
import { actions, manifest } from './manifest';

type Action = (typeof actions)[number];

const resourceOf = ({ group }: Action) => group.toLowerCase().replace(/[^a-z]/g, '');

/** Resource, operation, and the fields of each operation. */
export function nodeProperties(): INodeProperties[] {
  const groups = [...new Map(actions.map((action) => [resourceOf(action), action.group]))];
  return [
    {
      displayName: 'Resource',
      name: 'resource',
      type: 'options',
      noDataExpression: true,
      options: groups.map(([value, name]) => ({ name, value })),
      default: 'users',
    },
    ...groups.map(([resource]) => operationsOf(resource)),
    ...actions.flatMap(fieldsOf),
  ];
}

function operationsOf(resource: string): INodeProperties {
  const own = actions.filter((action) => resourceOf(action) === resource);
  return {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: [resource] } },
    options: own.map((action) => ({
      name: action.title,
      value: action.key,
      action: action.title,
      description: descriptionOf(action),
    })),
    default: own[0].key,
  };
}

function fieldsOf(action: Action): INodeProperties[] {
  const show = { resource: [resourceOf(action)], operation: [action.key] };
  const fields = formOf(action);
  const basic = fields.filter(({ advanced }) => !advanced);
  const advanced = fields.filter((field) => field.advanced);
  const shown = basic.map((field) => ({ ...property(field), displayOptions: { show } }));
  if (advanced.length === 0) return shown;
  const more: INodeProperties = {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    displayOptions: { show },
    options: advanced.map(property),
  };
  return [...shown, more];
}

/** The name of the method that lists a field's choices. */
export const choicesMethod = ({ choices }: Field) =>
  choices && `choices_${choices.action}_${choices.input.object ?? choices.itemsPath}`;

/** Whether a field's choices can be searched. */
export const isLocator = ({ kind, choices }: Field) =>
  kind !== 'list' && choices?.search !== undefined;

function property(field: Field): INodeProperties {
  const { name, title, help, required, kind, options, placeholder } = field;
  const shown = {
    displayName: title,
    name,
    description: help,
    ...(required && { required }),
    ...(placeholder && { placeholder }),
  };
  const method = choicesMethod(field);
  if (method && isLocator(field)) {
    return {
      ...shown,
      type: 'resourceLocator',
      default: { mode: 'list', value: '' },
      modes: [
        {
          displayName: 'From List',
          name: 'list',
          type: 'list',
          typeOptions: { searchListMethod: method, searchable: true },
        },
        { displayName: 'By ID', name: 'id', type: 'string', placeholder },
      ],
    };
  }
  if (method) {
    const type = kind === 'list' ? 'multiOptions' : 'options';
    return {
      ...shown,
      type,
      typeOptions: { loadOptionsMethod: method },
      default: type === 'options' ? '' : [],
    };
  }
  switch (kind) {
    case 'select':
      return {
        ...shown,
        type: 'options',
        options: [{ name: '(None)', value: '' }, ...optionsOf(options)],
        default: '',
      };
    case 'multiselect':
      return { ...shown, type: 'multiOptions', options: optionsOf(options), default: [] };
    case 'boolean':
      // Three states: an unchanged field isn't sent.
      return {
        ...shown,
        type: 'options',
        options: [
          { name: '(Unchanged)', value: '' },
          { name: 'Yes', value: 'true' },
          { name: 'No', value: 'false' },
        ],
        default: '',
      };
    case 'json':
      return { ...shown, type: 'json', default: '' };
    case 'secret':
      return { ...shown, type: 'string', typeOptions: { password: true }, default: '' };
    default:
      // Numbers too: a number field can't be left empty.
      return { ...shown, type: 'string', default: '' };
  }
}

const optionsOf = (options: Field['options'] = []): INodePropertyOptions[] =>
  options.map(({ value, label }) => ({ name: label, value }));

/** The fields of the credential. */
export const credentialProperties = (): INodeProperties[] =>
  connectionForm(manifest).map(({ only, multiline, ...field }) => ({
    ...property(field),
    ...(field.name === 'type' && {
      options: optionsOf(field.options),
      default: field.options?.[0]?.value ?? '',
    }),
    ...(only && { displayOptions: { show: { type: only } } }),
    ...(multiline && { typeOptions: { password: true, rows: 4 } }),
  }));
