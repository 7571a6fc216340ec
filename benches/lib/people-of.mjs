// A list of people that nearly is as the tenant, and the fields that reconciling it reads.
import { createPlugin } from '../../pkg/node/index.mjs';

/**
 * @param {{ url: string, apiKey: string }} tenant
 * @param {number} amount how many people the list has
 * @param {boolean} [named] whether it names access levels, home groups and managers too
 */
export async function peopleOf({ url, apiKey }, amount, named = false) {
  let query = '';
  const wf = await createPlugin({
    baseUrl: url,
    credentials: { type: 'apiKey', apiKey },
    fetch: (input, init) => {
      if (String(input).includes('/user/search')) query = String(input);
      return fetch(input, init);
    },
  });
  const people = [];
  // The names of groups that aren't unique: a list names those by their IDs, or its people would be held back.
  const groups = new Map();
  const fields = ['ID', 'emailAddr', 'firstName', 'lastName', 'title'];
  if (named) fields.push('accessLevel:name', 'homeGroup:name', 'manager:emailAddr');
  for await (const user of wf.searchAll({ fields })) {
    const { emailAddr, firstName, lastName, title, accessLevel, homeGroup, manager } = user;
    const at = people.length;
    people.push({
      ...{ emailAddr, firstName, lastName },
      title: at % 100 === 0 ? 'Of the list' : title,
      lastWorkingDay: '',
      ...(named && {
        accessLevel: accessLevel?.name ?? '',
        homeGroup: homeGroup?.ID ?? '',
        manager: manager?.emailAddr ?? '',
      }),
    });
    if (homeGroup) groups.set(homeGroup.ID, homeGroup.name);
    if (people.length === amount) break;
  }
  const names = [...groups.values()];
  for (const person of named ? people : []) {
    const name = groups.get(person.homeGroup);
    if (names.indexOf(name) === names.lastIndexOf(name)) person.homeGroup = name ?? '';
  }
  // A list that is much too short reads all users too: its requests show the fields.
  await wf.reconcile({ people: people.slice(0, 10) });
  wf.close();
  const read = new URL(query).searchParams.get('fields');
  return { people, fields: read.split(',') };
}
