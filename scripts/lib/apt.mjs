// Debian's packages, for those who may install them without being asked.
import { run, status } from './run.mjs';
import { aptCommand } from './toolchain.mjs';

const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];

export function installDebianPackages(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // Stale package lists name versions that the mirrors no longer have.
  status('apt-get', [...quiet, 'update'], { env });
  run('apt-get', [...quiet, 'install', '-y', '--no-install-recommends', ...packages], {
    env,
    otherwise: `Debian's packages could not be installed. Run by hand, and read what it says:\n    ${aptCommand(packages)}`,
  });
}
