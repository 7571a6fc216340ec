// A method for each action, with the documentation that editors show on hover.
import { comment, paragraph } from './comment.mjs';

/**
 * @param {{ actions: any[] }} manifest
 * @param {Map<string, { input: string, output: string }>} types the names of each action's types
 * @param {(code: string) => Promise<string>} format
 */
export async function methodsOf({ actions }, types, format) {
  const common = commonKinds(actions);
  const methods = [];
  for (const action of actions) {
    const { input, output } = types.get(action.key);
    const optional = isCallableWithoutInput(action.input) ? '?' : '';
    const type = `(input${optional}: ${input}, context?: CallContext) => Promise<${output}>`;
    methods.push(`${await docs(action, common, format)}${keyOf(action.key)}: ${type};`);
  }
  const head = comment(
    `A method for each action. ${common.length > 0 ? `All that send requests may fail with an error of kind ${listed(common)}; a method's \`@throws\` lists what else may happen.` : ''}`.trim(),
  );
  return `${head}export interface Methods {\n${methods.join('\n')}\n}\n`;
}

/** Whether an empty input is valid. */
const isCallableWithoutInput = ({ required = [], minProperties = 0 }) =>
  required.length === 0 && minProperties === 0;

async function docs({ key, description, requests, errors = [], sample }, common, format) {
  const own = errors.filter((kind) => !common.includes(kind));
  const failures = own.length > 0 && `@throws {WorkfrontError} also of kind ${listed(own)}.`;
  const example = sample && `@example\n${await call(key, sample.input, format)}`;
  return comment(
    paragraph(`${description} ${requests?.text ?? ''}`.trim()),
    example && ' ',
    failures,
    example,
  );
}

/** The kinds of failures that all actions that send requests have in common. */
function commonKinds(actions) {
  const sending = actions.filter(({ errors = [] }) => errors.includes('network'));
  const [first, ...others] = sending.map(({ errors }) => errors);
  return (first ?? []).filter((kind) => others.every((errors) => errors.includes(kind)));
}

const listed = (kinds) => kinds.map((kind) => `\`${kind}\``).join(', ');

async function call(key, input, format) {
  const argument = Object.keys(input).length === 0 ? '' : JSON.stringify(input);
  const code = await format(`await wf.${key}(${argument});`);
  return code.trimEnd();
}

export const keyOf = (key) => (/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key));
