// What the commands that make a plan have in common: who asks for the change, why, and until when it may be applied.
import { number, option } from './command.mjs';

export const planOptions = {
  output: option.output,
  'requested-by': option.string,
  reason: option.string,
  'expires-in': option.string,
  'detailed-exitcode': option.flag,
  json: option.flag,
};

export const planHelp = `  -o, --output FILE
                  save the plan as JSON, and show it as text
  --requested-by NAME
                  who asks for the change
  --reason TEXT   why the change is needed, for the person who approves it
  --expires-in MS for how long the plan may be applied (default: 24 hours)
  --detailed-exitcode
                  exit with 4 if there is something to change
  --json          print JSON, also on a terminal; with -o print nothing
  --config FILE   a file with the connection settings and the plan keys
`;

/** The part of the input that these options give. @param {any} values */
export function planRequest(values) {
  const expiresInMs = number('expires-in', values['expires-in']);
  return {
    ...(values['requested-by'] !== undefined && { requestedBy: values['requested-by'] }),
    ...(values.reason !== undefined && { reason: values.reason }),
    ...(expiresInMs !== undefined && { expiresInMs }),
  };
}
