import { dayOf, now } from "../clock";
import { carrier } from "../exempt";
import type { Verdict } from "../judge/judge";
import type { Rule } from "../rule/rule";
import type { Provenance } from "../stack/provenance";
import type { Resource, Stack } from "../stack/stack";
import { hasUnknown, isRecord, isSecretKey } from "../stack/values";
import { type Claim, claimOf, covers, isFor, type Law, type Origin, origins } from "./exemption";
import type { Layer } from "./settings";

/** Why a finding doesn't count. */
export interface Exempted {
  readonly reason: string;
  readonly owner?: string;
  readonly expires?: string;
  readonly ticket?: string;
  readonly origin: Origin;
  /** Where the exemption stands. */
  readonly place: string;
}

/** What exemptions make of a verdict: it doesn't count, or it does although somebody wanted it not to. */
export interface Answer {
  readonly exempted?: Exempted;
  /** A sentence. */
  readonly note?: string;
}

/** The key of a stack's configuration that has a list of exemptions. */
const configurationKey = "stackward:exemptions";

/** Finds a resource by its URN. */
export type Find = (urn: string) => Resource | undefined;

const counts: Answer = {};
const none: readonly Claim[] = [];
/** Parents of a state may go round in a circle. */
const deepest = 512;

/** The exemptions of one run, and which of them were needed. */
export class Exemptions {
  private readonly settled: readonly Claim[];
  private readonly settledFor = new Map<string, Claim[]>();
  /** Those of stacks' configurations and of programs, each once. */
  private readonly further = new Map<string, Claim>();
  private readonly used = new Set<Claim>();
  /** A URN of each stack that was judged. */
  private readonly stacks = new Set<string>();
  private readonly law: Law;
  private readonly isAudit: boolean;

  /**
   * @param layers settings that are known to be valid
   * @param today the day by which exemptions expire, in UTC
   */
  constructor(layers: readonly Layer[], rules: readonly Rule[], today: string = dayOf(now())) {
    this.isAudit = layers.some(({ settings }) => settings.audit);
    const neverExempt = new Set(layers.flatMap(({ settings }) => settings.neverExempt ?? []));
    const exemptIn = new Set(layers.flatMap(({ settings }) => (settings.exemptIn ? [settings.exemptIn] : [])).at(-1) ?? origins);
    this.law = { rules: new Map(rules.map((rule) => [rule.id, rule])), neverExempt, exemptIn, today };
    this.settled = layers.flatMap(({ settings: { exemptions = [] }, place }) =>
      exemptions.map((exemption, i) => claimOf(exemption, "settings", place(["exemptions", i]), this.law)),
    );
    for (const claim of this.settled) {
      const id = claim.exemption.rule!;
      this.settledFor.set(id, [...(this.settledFor.get(id) ?? []), claim]);
    }
  }

  /** Reads those of a stack's configuration, at {@link configurationKey}. */
  configured(configuration: Provenance["configuration"] = {}): readonly Claim[] {
    const list = configuration[configurationKey];
    if (list === undefined) return none;
    const isHidden = hasUnknown(list) || isSecretKey(configuration, configurationKey);
    if (Array.isArray(list) && !isHidden)
      return list.map((given, i) => {
        const place = `${configurationKey}[${i}]`;
        return this.once(`${place} ${JSON.stringify(given)}`, () => claimOf(withDay(given), "stack configuration", place, this.law));
      });
    const problem = isHidden ? "it's a secret, and has to be plain text" : "it isn't a list of exemptions";
    return [this.once(problem, () => ({ exemption: {}, origin: "stack configuration", place: configurationKey, problem }))];
  }

  /** What becomes of a verdict; `find` knows the components that a resource is in. */
  of({ rule, resource, outcome }: Verdict, find: Find, configured: readonly Claim[] = []): Answer {
    if (this.isAudit || outcome === "error") return counts;
    const claims = this.covering(rule, resource, find, configured);
    for (const claim of claims) this.used.add(claim);
    if (!claims.length || outcome === "unknown") return counts;
    const good = claims.find(({ problem }) => !problem);
    return good ? { exempted: exemptedBy(good) } : { note: `Its exemption (${whereOf(claims[0]!)}) doesn't count: ${claims[0]!.problem}.` };
  }

  /** Whether a resource is exempted from a rule, whatever the rule finds. */
  exempts(rule: Rule, resource: Resource, find: Find, configured: readonly Claim[] = []): boolean {
    return !this.isAudit && this.covering(rule, resource, find, configured).some(({ problem }) => !problem);
  }

  /** Takes note of a whole stack that was judged, for {@link complaints}. */
  judged({ root, resources }: Stack): void {
    this.stacks.add(root.urn);
    for (const resource of resources) this.at(resource);
  }

  /** What nothing needed, and what doesn't count; `inForce` are the rules that judged. */
  complaints(inForce: Iterable<Rule>): string[] {
    if (this.isAudit) return [];
    const ids = new Set<string>([...inForce].map(({ id }) => id));
    return [...this.settled, ...this.further.values()].flatMap((claim) => {
      const { exemption, problem } = claim;
      const what = `${whereOf(claim)}: the exemption${exemption.rule ? ` from \`${exemption.rule}\`` : ""}`;
      if (problem) return [`${what} doesn't count: ${problem}`];
      const isIdle = !this.used.has(claim) && ids.has(exemption.rule!) && [...this.stacks].some((urn) => isFor(exemption, urn));
      return isIdle ? [`${what} matches no finding, so it can be removed`] : [];
    });
  }

  private covering({ id }: Rule, resource: Resource, find: Find, configured: readonly Claim[]): readonly Claim[] {
    const candidates = [this.settledFor.get(id) ?? none, configured];
    let depth = 0;
    for (let at: Resource | undefined = resource; at && depth < deepest; depth++) {
      if (at.additionalSecretOutputs?.length) candidates.push(this.at(at));
      at = at.parent ? find(at.parent) : undefined;
    }
    if (candidates.every(({ length }) => !length)) return none;
    return candidates.flat().filter(({ exemption }) => exemption.rule === id && covers(exemption, resource));
  }

  /** Those that the program has on a resource. */
  private at({ urn, type, name, additionalSecretOutputs = [] }: Resource): readonly Claim[] {
    const texts = additionalSecretOutputs.filter((text) => text.startsWith(carrier));
    const place = `${type.split(":").at(-1)} ${name}`;
    return texts.map((text) => this.once(`${urn} ${text}`, () => claimOf(jsonOf(text.slice(carrier.length)), "program", place, this.law)));
  }

  private once(key: string, make: () => Claim): Claim {
    let claim = this.further.get(key);
    if (!claim) this.further.set(key, (claim = make()));
    return claim;
  }
}

/** Where an exemption stands, for people. */
const whereOf = ({ origin, place }: Claim): string => `${origin}, ${place}`;

const exemptedBy = ({ exemption: { reason = "", owner, expires, ticket }, origin, place }: Claim): Exempted => ({
  reason,
  ...(owner && { owner }),
  ...(expires && { expires }),
  ...(ticket && { ticket }),
  origin,
  place,
});

/** An exemption with its day as it was written: one without quotes gets to the engine as a time. */
const withDay = (given: unknown): unknown =>
  isRecord(given) && typeof given.expires === "string" ? { ...given, expires: given.expires.replace(/ 00:00:00 \+0000 UTC$/, "") } : given;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
