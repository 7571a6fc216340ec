// What the calls reported about the users that they created, compared with the tenant.

/** The domain of the addresses of users that the soak creates. */
export const domain = 'soak.example.com';

const search = `/attask/api/v18.0/user/search?fields=emailAddr,title,isActive&$$LIMIT=2000&emailAddr=@${domain}&emailAddr_Mod=contains`;

export function createLedger({ direct }) {
  /** @type {Map<string, object>} */
  const expected = new Map();
  let compared = 0;
  const differences = [];

  const users = () => {
    const { status, json } = direct('GET', search);
    if (status !== 200) throw new Error(`Reading the users failed: ${JSON.stringify(json)}`);
    return json.data;
  };

  return {
    /** `facts`: `exists`, and for a user who exists perhaps `title` and `isActive`. */
    expect: (email, facts) => void expected.set(email, facts),

    /** Compares each expectation, and deletes the users. */
    settle() {
      const found = users();
      for (const [email, facts] of expected) {
        compared += 1;
        const own = found.filter(({ emailAddr }) => emailAddr === email);
        if (own.length !== Number(facts.exists)) {
          differences.push(`${email}: ${own.length} users, expected ${Number(facts.exists)}`);
        }
        for (const name of ['title', 'isActive']) {
          if (own.length !== 1 || facts[name] === undefined || own[0][name] === facts[name])
            continue;
          differences.push(`${email}: ${name} is ${own[0][name]}, expected ${facts[name]}`);
        }
      }
      expected.clear();
      for (const { ID } of found) direct('DELETE', `/attask/api/v18.0/user/${ID}?force=true`);
    },

    figures: () => ({ compared, differences: differences.slice(0, 20) }),
  };
}
