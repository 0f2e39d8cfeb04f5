/** Kinds of what a stack is made of, by the names that CycloneDX has for them where it has one. */
export type Kind = "image" | "provider" | "machine image" | "package" | "chart";

/** What a stack uses of others, or of its team's other builds. */
export interface Part<K extends string = Kind> {
  readonly kind: K;
  readonly name: string;
  readonly version?: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest?: string;
  /** A package URL. */
  readonly purl?: string;
  /** What else tells it from others of its name. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A part, and the URNs of the resources that use it. One of another program's list has a kind of its own. */
export interface UsedPart<K extends string = string> extends Part<K> {
  readonly usedBy: readonly string[];
}
