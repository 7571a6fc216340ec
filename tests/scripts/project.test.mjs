// One constant has the project's address; it is written into the package, the adapters and the crate.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withProject, withRepository } from '../../scripts/lib/project-fields.mjs';
import { repository } from '../../scripts/lib/project.mjs';

test('a package gets the address after its license, and keeps everything else', () => {
  const pkg = withProject({ name: 'x', license: 'MIT', bugs: 'elsewhere', main: 'x.js' }, '');
  assert.deepEqual(Object.keys(pkg), ['name', 'license', 'homepage', 'repository', 'bugs', 'main']);
  assert.equal(pkg.repository.url, `git+${repository}.git`);
  assert.deepEqual(withProject(pkg, ''), pkg);
});

test('an adapter names its folder', () => {
  const { repository: place, homepage } = withProject({ license: 'MIT' }, 'adapters/x');
  assert.equal(place.directory, 'adapters/x');
  assert.equal(homepage, `${repository}/tree/main/adapters/x#readme`);
});

test('the lines of Cargo.toml are replaced, and must exist', () => {
  const text = 'repository = "elsewhere"\nhomepage = ""\nrepository.workspace = true\n';
  const expected = `repository = "${repository}"\nhomepage = "${repository}#readme"\nrepository.workspace = true\n`;
  assert.equal(withRepository(text), expected);
  assert.throws(() => withRepository('homepage = ""\n'), /no line `repository = "…"`/);
});
