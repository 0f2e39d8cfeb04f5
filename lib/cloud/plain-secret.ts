import { findSecrets } from "../secrets/find";

export { standsFor } from "../secrets/plausible";

/** The keys that AWS's documentation has in its examples, in some spelling: where they stand, one's own are next. */
const examples = /\bAKIAIOSFODNN7EXA[A-Z0-9]{4}\b|\bwJalrXUtnFEMI\/K7MDENG\/bPxRfiCYEXA/;
const names = /(password|passwd|secret|token|api_?key|(access|private|secret)_?key|credentials?)$/i;

/** Whether a text holds a credential, told by its form alone. */
export const holdsCredential = (text: string | undefined): boolean =>
  text !== undefined && (examples.test(text) || findSecrets(text).some(({ by }) => by === "format"));

/** Whether a variable or parameter of this name holds a secret. */
export const namesSecret = (name: string | undefined): boolean => name !== undefined && names.test(name);
