// For `node --import`: tests in an adapter's folder import the packages of tests/hosts.
import { register } from 'node:module';

register('./adapter-packages-hook.mjs', import.meta.url);
