// The actions that the nodes offer; a build for tests replaces them.
import type { FullManifest } from './core';
import full from '../../../js/generated/full-manifest.mjs';

export const manifest = full as unknown as FullManifest;
export const { actions } = manifest;
