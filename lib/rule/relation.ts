import type { Unwrap } from "@pulumi/pulumi";
import { canonicalToken, stackToken } from "../stack/token";

/** A resource type: only its tokens exist at run time, its arguments are for the compiler. */
export interface ResourceType<Args> {
  readonly tokens: readonly string[];
  readonly args?: Args;
}

/** The resource type of these tokens; several if the SDK has it under several names that aren't aliases of each other. */
export const resource = <Args>(...tokens: [string, ...string[]]): ResourceType<Args> => ({ tokens: tokens.map(canonicalToken) });

/** What a rule on the stack itself sees of it. */
export interface StackArgs {
  /** What the program exports. */
  readonly outputs?: Readonly<Record<string, any>>;
  /** By full key, such as `aws:region`; empty where the source doesn't tell it. */
  readonly configuration?: Readonly<Record<string, any>>;
}

/** The stack itself, for what must exist in it, and for its outputs and configuration. */
export const Stack: ResourceType<StackArgs> = resource(stackToken);

export interface Relation<Args = any, R = any> {
  readonly direction: "from" | "to" | "all";
  readonly tokens: readonly string[];
  /** An input of the referring resource: of the related one for `from`, of the judged one for `to`. Without it, any of the related one's. */
  readonly property?: string;
  /** Types that don't count. */
  readonly except?: readonly string[];
  readonly related: Relations;
  readonly args?: Args;
  readonly nested?: R;
}

export type Relations = Readonly<Record<string, Relation>>;

/** What a rule's check sees of its relations: for each the related resources' arguments, and theirs in turn. */
export type Related<R> = { readonly [K in keyof R]: R[K] extends Relation<infer Args, infer N> ? readonly (Unwrap<Args> & Related<N>)[] : never };

/** The resources of `type` whose `property` refers to the judged one. */
export function from<Args>(type: ResourceType<Args>, property: keyof Args & string): Relation<Args, {}>;
export function from<Args, R extends Relations>(type: ResourceType<Args>, property: keyof Args & string, related: R): Relation<Args, R>;
export function from(type: ResourceType<unknown>, property: string, related: Relations = {}): Relation {
  return { direction: "from", tokens: type.tokens, property, related };
}

/** The resources that refer to the judged one by any of their inputs, except those of the types given; the stack counts as one that exports it. */
export const referrers = (...except: ResourceType<unknown>[]): Relation<{}, {}> => ({
  direction: "from",
  tokens: ["*"],
  except: except.flatMap(({ tokens }) => tokens),
  related: {},
});

/** The resources of `type` that the judged one's `property` refers to, at any depth of its value. */
export function to<Args>(property: string, type: ResourceType<Args>): Relation<Args, {}>;
export function to<Args, R extends Relations>(property: string, type: ResourceType<Args>, related: R): Relation<Args, R>;
export function to(property: string, type: ResourceType<unknown>, related: Relations = {}): Relation {
  return { direction: "to", tokens: type.tokens, property, related };
}

/** All resources of `type` in the stack. */
export function all<Args>(type: ResourceType<Args>): Relation<Args, {}>;
export function all<Args, R extends Relations>(type: ResourceType<Args>, related: R): Relation<Args, R>;
export function all(type: ResourceType<unknown>, related: Relations = {}): Relation {
  return { direction: "all", tokens: type.tokens, related };
}
