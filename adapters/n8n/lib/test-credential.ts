import type {
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';
import { using } from './connect';
import { connectionOf, described } from './core';
import { manifest } from './manifest';

/** Tells whether a credential works, and for whom. */
export async function workfrontConnection(
  this: ICredentialTestFunctions,
  { data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
  try {
    const options = connectionOf(manifest, data ?? {});
    const who = await using(options, (plugin) => plugin.testConnection({}));
    return { status: 'OK', message: `Connected as ${who.name ?? who.userID ?? 'someone'}` };
  } catch (error) {
    return { status: 'Error', message: described(error) };
  }
}
