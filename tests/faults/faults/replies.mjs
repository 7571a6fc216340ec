// The bodies of faults.

export const json = [['Content-Type', 'application/json;charset=UTF-8']];
export const html = [['Content-Type', 'text/html;charset=UTF-8']];

export const page = (status) =>
  `<!DOCTYPE html><html><head><title>${status}</title></head><body>Error ${status}</body></html>`;

/** A response with this text. */
export const reply = (status, body, headers = json) => ({ type: 'reply', status, headers, body });

/** An error in Workfront's format. */
export const workfrontError = (message, kind = 'com.attask.common.ValidationException') =>
  JSON.stringify({
    error: { class: kind, message, title: null, msgKey: 'exception.attask', attributes: [''] },
  });

/** Workfront's message for each refusal. */
const words = {
  400: ['Operation not supported', 'com.attask.common.UnsupportedOperationException'],
  401: ['You are not currently logged in.', 'com.attask.common.AuthenticationException'],
  403: ['You do not have access to do this.', 'com.attask.common.AccessDeniedException'],
  409: ['It exists already', 'com.attask.common.DuplicateException'],
  410: ['API version not available', 'com.attask.common.APIVersionException'],
  429: ['Too many concurrent API requests', 'com.attask.common.TooManyRequestsException'],
};

/** A refusal in Workfront's format, about the object that the request names. */
export function refusal(status, request) {
  if (status === 404) {
    const [, id] = /\/([0-9a-f-]{32,36})(?:$|\/)/.exec(request.path) ?? [];
    const message = id ? `User with ID ${id} not found` : 'Object not found';
    return workfrontError(message, 'com.attask.common.ObjectNotFoundException');
  }
  return workfrontError(...(words[status] ?? [`Refused with ${status}`]));
}
