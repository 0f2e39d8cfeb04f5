import { isRecord, unknown } from "../stack/values";

type Fields = Record<string, unknown>;

/**
 * What `aws.iam.getPolicyDocument` returns for its arguments, unknown values among them: the policy as JSON. Undefined where that can't be told here.
 */
export function policyDocument(args: Fields): { json: string; minifiedJson: string } | undefined {
  const sources = documentsOf(args.sourceJson, args.sourcePolicyDocuments);
  const overrides = documentsOf(args.overrideJson, args.overridePolicyDocuments);
  const own = args.statements ?? [];
  if (!sources || !overrides || !Array.isArray(own)) return undefined;

  const statements: unknown[] = [...sources.flatMap(statementsOf), ...own.map(statement)];
  for (const override of overrides.flatMap(statementsOf)) {
    const sid = isRecord(override) && override.Sid;
    const same = sid ? statements.findIndex((each) => isRecord(each) && each.Sid === sid) : -1;
    if (same < 0) statements.push(override);
    else statements[same] = override;
  }
  const document = { Version: args.version ?? "2012-10-17", Id: args.policyId, Statement: statements };
  return { json: JSON.stringify(document, undefined, 2), minifiedJson: JSON.stringify(document) };
}

/** What `gcp.organizations.getIAMPolicy` returns for its arguments, unknown values among them: the policy as JSON, in which they have their own names. */
export const googlePolicy = ({ bindings = [], auditConfigs }: Fields): { policyData: string } => ({ policyData: JSON.stringify({ bindings, auditConfigs }) });

function documentsOf(single: unknown, several: unknown): Fields[] | undefined {
  const texts = [...(single ? [single] : []), ...(Array.isArray(several) ? several : several === undefined ? [] : [several])];
  try {
    const documents = texts.map((text) => JSON.parse(text as string));
    return documents.every(isRecord) ? documents : undefined;
  } catch {
    return undefined;
  }
}

const statementsOf = ({ Statement = [] }: Fields): unknown[] => (Array.isArray(Statement) ? Statement : [Statement]);

function statement(given: unknown): unknown {
  if (!isRecord(given)) return given;
  return {
    Sid: given.sid || undefined,
    Effect: given.effect ?? "Allow",
    Action: oneOrMore(given.actions),
    NotAction: oneOrMore(given.notActions),
    Resource: oneOrMore(given.resources),
    NotResource: oneOrMore(given.notResources),
    Principal: principals(given.principals),
    NotPrincipal: principals(given.notPrincipals),
    Condition: conditions(given.conditions),
  };
}

function principals(given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  const byType: Record<string, unknown[]> = {};
  for (const principal of given) {
    if (!isRecord(principal)) return unknown;
    const identifiers = listOf(principal.identifiers);
    if (principal.type === "*" && identifiers.includes("*")) return "*";
    (byType[String(principal.type)] ??= []).push(...identifiers);
  }
  return given.length ? Object.fromEntries(Object.entries(byType).map(([type, identifiers]) => [type, oneOrMore(identifiers)])) : undefined;
}

function conditions(given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const condition of given) {
    if (!isRecord(condition)) return unknown;
    (byTest[String(condition.test)] ??= {})[String(condition.variable)] = oneOrMore(condition.values);
  }
  return given.length ? byTest : undefined;
}

const listOf = (given: unknown): unknown[] => (Array.isArray(given) ? given : [given]);

/** AWS's own variables are written `&{...}` here, to be told from a template's. */
function oneOrMore(given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  const texts = given.map((text) => (typeof text === "string" ? text.replaceAll("&{", "${") : text));
  return texts.length > 1 ? texts : texts[0];
}
