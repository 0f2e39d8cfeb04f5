/** A statement of a case: it allows actions with a resource, or all. */
export const allow = (action: string | string[], resource = "*", more: object = {}) => ({ Effect: "Allow", Action: action, Resource: resource, ...more });

/** The condition on a statement that the caller signed in with MFA. */
export const withMfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
