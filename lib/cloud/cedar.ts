/** Whether a text of Cedar policies has one that permits everybody everything, on no condition. */
export const permitsEverything = (policies: string): boolean => /\bpermit\s*\(\s*principal\s*,\s*action\s*,\s*resource\s*\)\s*;/.test(policies);
