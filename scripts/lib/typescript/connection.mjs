// The types of a connection's options and credentials, from the manifest's `connection`.
import { comment, paragraph } from './comment.mjs';
import { typeName } from './definitions.mjs';

// No new organization can use these credentials, so editors show them struck through.
const deprecated = ['login'];

// The options for the tenant's address; exactly one of them is required.
const addresses = ['baseUrl', 'domain'];

const plainType = /^(string|number|boolean)$/;

/** @param {{ options: any[], credentials: any[] }} connection */
export function connectionTypes({ options, credentials }) {
  const others = options.filter(({ name }) => !addresses.includes(name));
  const isFunction = ({ host, type }) => host && !plainType.test(type);
  const parts = [
    union('Address', "The tenant's address: exactly one of the two.", addressesOf(options)),
    interfaceOf('ConnectionOptions', 'The settings of a connection.', [
      ...others.filter((option) => !isFunction(option)),
    ]),
    ...others.filter(({ properties }) => properties).map(groupOf),
    interfaceOf(
      'HostFunctions',
      'What the host supplies; each has a default.',
      others.filter(isFunction),
    ),
    union('Credentials', 'A credential, of one of these kinds.', credentials.map(credentialName)),
    ...credentials.map(credentialOf),
  ];
  return parts.join('\n');
}

function addressesOf(options) {
  return addresses.map((name) => {
    const { description, type } = options.find((option) => option.name === name);
    const others = addresses.filter((other) => other !== name);
    const none = others.map((other) => `${other}?: undefined;`).join('\n');
    return `{\n${comment(paragraph(description))}${name}: ${type};\n${none}\n}`;
  });
}

const groupOf = ({ name, type, properties }) =>
  interfaceOf(type, `The settings of the option \`${name}\`.`, properties);

const credentialName = ({ type }) => `${typeName(type)}Credential`;

function credentialOf(credential) {
  const { type, title, description, sentAs, fields } = credential;
  const text = [`${title}.`, description, sentAs].map(paragraph).join(' ');
  const head = comment(text, deprecated.includes(type) && '@deprecated');
  const rows = fields.map(member).join('\n');
  return `${head}export interface ${credentialName(credential)} {\ntype: '${type}';\n${rows}\n}\n`;
}

const union = (name, description, types) =>
  `${comment(description)}export type ${name} =\n| ${types.join('\n| ')};\n`;

const interfaceOf = (name, description, properties) =>
  `${comment(description)}export interface ${name} {\n${properties.map(member).join('\n')}\n}\n`;

/** A property of an option or a credential. An option that is undefined counts as left out. */
function member({ name, type, description, required, default: value }) {
  const tag = value !== undefined && `@default ${JSON.stringify(value).replaceAll('"', "'")}`;
  const optional = type.includes('=>') ? `(${type})` : type;
  const declared = required ? `${name}: ${type};` : `${name}?: ${optional} | undefined;`;
  return `${comment(paragraph(description), tag)}${declared}`;
}
