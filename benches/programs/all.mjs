// Reads everyone, and prints how long it took and the most memory that was used, in MB.
import { createPlugin } from '../../js/entries/node.mjs';

const [how, url, apiKey] = process.argv.slice(2);
const fields = ['ID', 'name', 'emailAddr', 'isActive'];
let users = 0;
let most = 0;
const look = () => (most = Math.max(most, process.memoryUsage().rss));
const began = performance.now();
if (how === 'workfront-actions') {
  const wf = await createPlugin({ baseUrl: url, credentials: { type: 'apiKey', apiKey } });
  for await (const _ of wf.searchAll({ fields })) {
    users += 1;
    if (users % 2000 === 0) look();
  }
} else {
  for (let first = 0; ; first += 2000) {
    const query = `fields=${fields}&ID_Sort=asc&$$FIRST=${first}&$$LIMIT=2000`;
    const response = await fetch(`${url}/attask/api/v18.0/user/search?${query}`, {
      headers: { apiKey },
    });
    const { data } = await response.json();
    users += data.length;
    look();
    if (data.length < 2000) break;
  }
}
console.log(JSON.stringify({ users, wall: performance.now() - began, megabytes: most / 1e6 }));
process.exit(0);
