import type { Unwrap } from "@pulumi/pulumi";
import { OptionalKind, type Static, type TOptional, type TSchema } from "@sinclair/typebox";
import { type Provenance, unknownProvenance } from "../stack/provenance";
import type { Resource } from "../stack/stack";
import { stackToken } from "../stack/token";
import type { Controls } from "./frameworks";
import type { Related, Relation, Relations, ResourceType } from "./relation";

export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export const families = [
  "access-control",
  "encryption-at-rest",
  "encryption-in-transit",
  "identity",
  "logging",
  "network",
  "public-access",
  "resilience",
  "secrets",
  "supply-chain",
] as const;
export type Family = (typeof families)[number];

/** Other scanners' checks that a rule covers, by their ids. */
export interface Equivalents {
  readonly checkov?: readonly `CKV${string}`[];
  readonly trivy?: readonly `AVD-${string}`[];
  readonly kics?: readonly string[];
  readonly terrascan?: readonly `AC_${string}`[];
  readonly regula?: readonly `FG_R${string}`[];
  readonly "cdk-nag"?: readonly string[];
  readonly "pulumi-compliance"?: readonly string[];
  readonly awsguard?: readonly string[];
}

/** A fragment that follows the resource's name and says what is wrong, several, or nothing. */
export type Findings = string | false | undefined | Iterable<string>;

export type Options = Readonly<Record<string, TSchema>>;
export type OptionValues<O> = { readonly [K in keyof O]: O[K] extends TSchema ? Static<O[K]> | (O[K] extends TOptional<TSchema> ? undefined : never) : never };

/** What a check knows besides its resource's arguments. */
export interface Context<O = {}> {
  readonly options: OptionValues<O>;
  readonly resource: Resource;
  /** What its values may come from. */
  readonly provenance: Provenance;
}

export interface Meta {
  /** `<cloud>-<service>-<resource>-<what>`; the service is one word, and the name of the rule's file or of the folder that it is in. */
  readonly id: `${string}-${string}-${string}`;
  /** The good state, as a sentence in the present, without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  readonly family: Family;
  /** `recommended`: a real risk, judged without guessing. `strict`: everything else worth asking for. */
  readonly preset: "recommended" | "strict";
  readonly controls?: Controls;
  readonly equivalents?: Equivalents;
  /** The risk. */
  readonly why: string;
  /** What to do, as a command. */
  readonly fix: string;
  /** The cloud's own documentation. */
  readonly see: `https://${string}`;
  /** `false`: nothing can be exempted from the rule. */
  readonly exemptible?: boolean;
}

type Self<Args, R> = Unwrap<Args> & Related<R>;
type Partially<T> = T extends readonly (infer E)[]
  ? readonly Partially<E>[]
  : T extends (...args: any) => any
    ? T
    : T extends object
      ? { readonly [K in keyof T]?: Partially<T[K]> }
      : T;
type Case<Args, R> = Partially<Unwrap<Args>> & { readonly [K in keyof R]?: R[K] extends Relation ? readonly Partially<Related<R>[K][number]>[] : never };
type Cases<Args, R> = readonly [Case<Args, R>, ...Case<Args, R>[]];

export interface Spec<Args, R, O> extends Meta {
  /** An option that has no default and isn't optional must be given for the rule to be in force; whoever gives it puts the rule in force. */
  readonly options?: O;
  /** The options' values under which the cases are judged, where the defaults don't do. */
  readonly caseOptions?: Readonly<Record<string, unknown>>;
  readonly related?: R;
  /** Arguments that the rule accepts, as a program writes them; a relation that is left out is empty. */
  readonly pass: Cases<Args, NoInfer<R>>;
  readonly fail: Cases<Args, NoInfer<R>>;
  readonly unknown?: Cases<Args, NoInfer<R>>;
  /** What the cases' values come from. */
  readonly provenance?: Provenance;
  check(self: Self<Args, NoInfer<R>>, context: Context<NoInfer<O>>): Findings;
  /**
   * Reads the files that the options name, before anything is judged.
   * @throws InputError for one that can't be read
   */
  prepare?(options: OptionValues<NoInfer<O>>): void;
  /** The inputs to set so that the rule passes: only wrong or missing ones, never a secret. */
  remedy?(self: Unwrap<Args>, context: Context<NoInfer<O>>): (Partially<Unwrap<Args>> & object) | undefined;
}

/** A rule as the rest of the program sees it. Its resource's type is erased, so published declarations name no provider. */
export interface Rule extends Meta {
  readonly tokens: readonly string[];
  readonly related: Relations;
  readonly options: Options;
  /** The options without which the rule isn't in force. */
  readonly needs: readonly string[];
  readonly caseOptions: Readonly<Record<string, unknown>>;
  readonly pass: readonly object[];
  readonly fail: readonly object[];
  readonly unknown: readonly object[];
  readonly provenance: Provenance;
  check(self: any, context: Context<any>): Findings;
  prepare?(options: any): void;
  remedy?(self: any, context: Context<any>): object | undefined;
}

export const rule = <Args, R extends Relations = {}, O extends Options = {}>(type: ResourceType<Args>, spec: Spec<Args, R, O>): Rule => ({
  related: {},
  options: {},
  caseOptions: {},
  unknown: [],
  provenance: unknownProvenance,
  ...spec,
  needs: Object.entries(spec.options ?? {}).flatMap(([name, schema]) => ("default" in schema || OptionalKind in schema ? [] : [name])),
  tokens: type.tokens,
});

export const cloudOf = (rule: Pick<Meta, "id">): string => rule.id.split("-", 1)[0]!;
export const serviceOf = (rule: Meta): string => rule.id.split("-", 2)[1]!;
/** A rule with relations, or on the stack itself, is judged on the whole stack, any other on its resource alone. */
export const needsStack = (rule: Rule): boolean => Object.keys(rule.related).length > 0 || rule.tokens.includes(stackToken);
