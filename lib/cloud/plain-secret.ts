const forms = /\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN ([A-Z]+ )*PRIVATE KEY-----|\bgh[pousr]_[0-9A-Za-z]{36}\b|\bxox[abprs]-[0-9A-Za-z-]{10,}/;
const names = /(password|passwd|secret|token|api_?key|(access|private|secret)_?key|credentials?)$/i;

/** Whether a text holds a credential, told by its form alone. */
export const holdsCredential = (text: string | undefined): boolean => text !== undefined && forms.test(text);

/** Whether a variable or parameter of this name holds a secret. */
export const namesSecret = (name: string | undefined): boolean => name !== undefined && names.test(name);
