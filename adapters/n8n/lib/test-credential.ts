import type {
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';
import { withOptions } from './connect';
import { connectionOf, described } from './core';
import { manifest } from './manifest';

/** Tests a credential, and shows which user it belongs to. */
export async function workfrontConnection(
  this: ICredentialTestFunctions,
  { data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
  try {
    const options = connectionOf(manifest, data ?? {});
    const user = await withOptions(options, (plugin) => plugin.testConnection({}));
    return {
      status: 'OK',
      message: `Connected as ${user.name ?? user.userID ?? 'an unknown user'}`,
    };
  } catch (error) {
    return { status: 'Error', message: described(error) };
  }
}
