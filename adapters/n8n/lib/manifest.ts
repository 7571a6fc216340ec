// The actions to offer; a build for tests puts others in their place.
import type { FullManifest } from './core';
import full from '../../../js/generated/full-manifest.mjs';

export const manifest = full as unknown as FullManifest;
export const { actions } = manifest;
