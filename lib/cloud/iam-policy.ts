import { every, some } from "../rule/logic";
import { isRecord, json, listed } from "./json";
import { isAnywhere } from "./network";

/** A statement of an AWS policy document, its parts as lists. Parts are read when asked for: an unknown one hides no other. */
export class Statement {
  constructor(private readonly body: Readonly<Record<string, unknown>>) {}

  get allows(): boolean {
    return this.body.Effect === "Allow";
  }
  get denies(): boolean {
    return this.body.Effect === "Deny";
  }
  get actions(): readonly string[] {
    return listed(this.body.Action as string | string[]);
  }
  get notActions(): readonly string[] {
    return listed(this.body.NotAction as string | string[]);
  }
  get resources(): readonly string[] {
    return listed(this.body.Resource as string | string[]);
  }
  get notResources(): readonly string[] {
    return listed(this.body.NotResource as string | string[]);
  }
  /** Operator to key to values. */
  get conditions(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
    return (this.body.Condition ?? {}) as Record<string, Record<string, unknown>>;
  }
  /** The principals of a kind: `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` alone stands for all of `AWS`. */
  principals(kind = "AWS"): readonly string[] {
    const principal = this.body.Principal;
    if (typeof principal === "string") return kind === "AWS" ? [principal] : [];
    return isRecord(principal) ? listed(principal[kind] as string | string[]) : [];
  }
  /** Whether anybody is meant: by `*`, by a role or user of any account, or by naming only whom not. */
  get isForAnyone(): boolean {
    return this.body.NotPrincipal !== undefined || some(this.principals(), (principal) => /^(\*$|arn:[^:]*:iam::\*)/.test(principal));
  }
  get hasConditions(): boolean {
    return Object.keys(this.conditions).length > 0;
  }
  /** The comparisons of its conditions, operators and keys in lower case. */
  get tests(): readonly { operator: string; key: string; values: readonly string[] }[] {
    return Object.entries(this.conditions).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({
        operator: operator.toLowerCase(),
        key: key.toLowerCase(),
        values: listed(values as string | string[]).map(String),
      })),
    );
  }
  /** Whether a condition narrows down who calls. */
  get isNarrowed(): boolean {
    return some(this.tests, narrowsCallers);
  }
  /** Whether it allows something to anybody, no condition narrowing down who. */
  get isPublic(): boolean {
    return this.allows && this.isForAnyone && !this.isNarrowed;
  }
  /** Whether it refuses an action to anyone who doesn't use TLS. */
  refusesPlainHttp(action: string): boolean {
    return this.denies && this.isForAnyone && this.covers(action) && some(this.tests, asksForTls);
  }
  /** Whether some resource is meant, not only named ones. */
  get isForAllResources(): boolean {
    return this.body.NotResource !== undefined || some(this.resources, (resource) => resource === "*");
  }
  /** Whether `action`, such as `s3:GetObject`, is covered. */
  covers(action: string): boolean {
    if (this.body.NotAction !== undefined) return !some(this.notActions, (pattern) => matches(pattern, action));
    return some(this.actions, (pattern) => matches(pattern, action));
  }
}

// Who calls, from where, and whom a topic is to tell; a tag, a referrer or a user agent is anyone's to choose.
const callerKeys =
  /^(aws:(principal(arn|account|orgid|orgpaths)|userid|username|source(arn|account|owner|orgid|orgpaths|vpc|vpcarn|vpce|ip)|vpce(account|orgid|orgpaths)|vpcsourceip)|s3:dataaccesspoint(arn|account)|kms:calleraccount|sns:endpoint)$/;
const positive = /^(foranyvalue:)?(string(equals(ignorecase)?|like)|arn(equals|like)|ipaddress)$/;

const asksForTls = ({ operator, key, values }: Statement["tests"][number]): boolean =>
  (/^bool(ifexists)?$/.test(operator) && key === "aws:securetransport" && some(values, (value) => value === "false")) ||
  (/^numericlessthan/.test(operator) && key.endsWith(":tlsversion"));

const narrowsCallers = ({ operator, key, values }: Statement["tests"][number]): boolean =>
  positive.test(operator) && callerKeys.test(key) && values.length > 0 && every(values, (value) => !isAnywhere(value) && isFixed(value));

/** Whether a value names somebody: an ARN with an account, or with a resource where ARNs have none; any text that starts with no wildcard. */
function isFixed(value: string): boolean {
  const [scheme, , , , account, resource] = value.split(":");
  const telling = scheme === "arn" ? account || resource || "*" : value;
  return !/^(https?:\/\/)?[*?]/.test(telling);
}

/** The statements of an AWS policy document, given as a text or an object; none if it is neither. */
export function statementsOf(document: unknown): readonly Statement[] {
  const policy = json(document);
  if (!isRecord(policy)) return [];
  const bodies = policy.Statement;
  if (isRecord(bodies)) return [new Statement(bodies)];
  if (!Array.isArray(bodies)) return [];
  // Each body is read when the statement is asked for, since an unknown one must not hide the others.
  return Array.from(bodies.keys(), (i) => new Statement(lazily(bodies, i)));
}

const lazily = (bodies: readonly Record<string, unknown>[], i: number): Record<string, unknown> =>
  new Proxy({}, { get: (_, key) => bodies[i]?.[key as string] });

/** Whether an IAM pattern with `*` and `?` matches, in any case. */
export function matches(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === text.toLowerCase();
  return wildcard(pattern.toLowerCase(), text.toLowerCase());
}

/** Linear in practice and never exponential: a `*` only goes back to the last one. */
function wildcard(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (p < pattern.length && pattern[p] === "*") {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** The text of a policy document with these statements, as cases write it. */
export const policyText = (...statements: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
