/** Reads all users in pages of 2,000, four at once, and returns their number. */
export async function countUsers(wf, fields) {
  let [next, users, isOver] = [0, 0, false];
  const loop = async () => {
    while (!isOver) {
      const first = next;
      next += 2_000;
      const page = await wf.search({ fields, limit: 2_000, first });
      users += page.users.length;
      isOver ||= page.users.length < 2_000;
    }
  };
  await Promise.all([loop(), loop(), loop(), loop()]);
  return users;
}
