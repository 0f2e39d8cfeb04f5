/** The names of the properties that CycloneDX leaves to us. */
export const properties = {
  kind: "stackward:kind",
  usedBy: "stackward:usedBy",
  missing: "stackward:missing",
  stack: "stackward:stack",
  /** Before the name of any other. */
  own: "stackward:",
} as const;
