// For `node --import`: the tests of an adapter stand in its folder, and find the packages of tests/hosts from there.
import { register } from 'node:module';

register('./adapter-packages-hook.mjs', import.meta.url);
