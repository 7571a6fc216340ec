import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { credentialProperties } from '../lib/properties';

export class WorkfrontApi implements ICredentialType {
  name = 'workfrontApi';

  displayName = 'Adobe Workfront API';

  icon: Icon = { light: 'file:workfront.light.svg', dark: 'file:workfront.dark.svg' };

  documentationUrl =
    'https://github.com/workfront-actions/workfront-actions/blob/main/docs/credentials.md';

  properties: INodeProperties[] = credentialProperties();
}
