import type { Rule } from "./rule";

/** What of a rule is plain data, and stands in a bundle's table of rules. */
export const plain = [
  "id",
  "title",
  "severity",
  "family",
  "preset",
  "controls",
  "why",
  "fix",
  "see",
  "exemptible",
  "tokens",
  "related",
  "options",
  "needs",
] as const;
/** The code that few rules have. */
export const rare = ["prepare", "remedy"] as const;

type Plain = Pick<Rule, (typeof plain)[number]>;

/** A rule in a bundle's table: its plain data unless it's empty, the number of the file with its code, and what it has of what is rare. */
export type Entry = readonly [data: Plain, file: number, has: readonly (typeof rare)[number][]];

const mark = "@@";

/** A value of JSON with global symbols among its keys, as those of TypeBox's schemas, as JSON. */
export const withoutSymbols = (value: unknown): unknown =>
  remade(value, (key) => (typeof key === "symbol" ? `${mark}${Symbol.keyFor(key)}` : key), withoutSymbols);

const withSymbols = (value: unknown): unknown =>
  remade(value, (key) => (typeof key === "string" && key.startsWith(mark) ? Symbol.for(key.slice(mark.length)) : key), withSymbols);

function remade(value: any, nameOf: (key: string | symbol) => string | symbol, of: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(of);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Reflect.ownKeys(value).map((key) => [nameOf(key), of(value[key])]));
}

/** What of a rule isn't plain data, loaded when it is asked for. */
class Code implements Omit<Rule, keyof Plain> {
  private loaded?: Rule;

  constructor(
    private readonly has: Entry[2],
    private readonly load: () => Rule,
  ) {}

  private get code(): Rule {
    return (this.loaded ??= this.load());
  }

  get check() {
    return this.code.check;
  }

  get prepare() {
    return this.has.includes("prepare") ? this.code.prepare : undefined;
  }

  get remedy() {
    return this.has.includes("remedy") ? this.code.remedy : undefined;
  }

  get equivalents() {
    return this.code.equivalents;
  }

  get pass() {
    return this.code.pass;
  }

  get fail() {
    return this.code.fail;
  }

  get unknown() {
    return this.code.unknown;
  }

  get caseOptions() {
    return this.code.caseOptions;
  }

  get provenance() {
    return this.code.provenance;
  }
}

/** The rules of a bundle's table; each of `files` loads a file whose exports are rules. */
export const deferred = (table: readonly Entry[], files: readonly (() => object)[]): Rule[] => {
  const loaded: Map<string, Rule>[] = [];
  const codeOf = (file: number, id: string) => (loaded[file] ??= new Map(Object.values(files[file]!()).map((rule: Rule) => [rule.id, rule]))).get(id)!;
  return table.map(([data, file, has]) => {
    const options = data.options ? (withSymbols(data.options) as Rule["options"]) : {};
    return Object.assign(new Code(has, () => codeOf(file, data.id)), { related: {}, needs: [] }, data, { options });
  });
};
