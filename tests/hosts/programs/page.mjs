// A page: runs the scenario, and shows a form that the manifest describes.
import { createPlugin } from 'workfront-actions';
import { choicesOf, formOf, inputOf } from 'workfront-actions/adapters';
import manifest from 'workfront-actions/manifest';
import { play } from '../scenario.mjs';

const apiKey = new URLSearchParams(location.search).get('apiKey');
const wf = await createPlugin({
  baseUrl: location.origin,
  credentials: { type: 'apiKey', apiKey },
});

const create = manifest.actions.find(({ key }) => key === 'create');
const form = document.querySelector('form');
for (const field of formOf(create).filter(({ advanced }) => !advanced)) {
  const input = document.createElement(field.choices ? 'select' : 'input');
  input.name = field.name;
  input.required = field.required;
  if (field.secret) input.type = 'password';
  if (field.choices) {
    input.append(new Option(''));
    for (const { value, label } of await choicesOf(wf, field.choices)) {
      input.append(new Option(label, value));
    }
  }
  const label = document.createElement('label');
  label.append(field.title, input);
  form.append(label);
}
form.append(document.createElement('button'));
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const input = inputOf(create, Object.fromEntries(new FormData(form)));
  globalThis.submitted = await wf.create(input).then(({ user }) => user);
});
globalThis.ready = true;
globalThis.playScenario = () => play((action, input) => wf.run(action, input));
