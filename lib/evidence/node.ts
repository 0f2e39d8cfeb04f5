import { InputError } from "../source/source";
import { inside, isRecord } from "../stack/values";

/**
 * A value of a JSON document that another program wrote, and where it is. What isn't there is undefined or an empty list; what is there
 * in another form is an {@link InputError} that names the place, so that a damaged document never counts as one that says nothing.
 */
export class Node {
  constructor(
    readonly value: unknown,
    private readonly path = "",
  ) {}

  at(...keys: readonly string[]): Node {
    let node: Node = this;
    for (const key of keys) node = node.member(key);
    return node;
  }

  /** Whether something is there; never an error, so that a document's form can be told. */
  has(...keys: readonly string[]): boolean {
    return isThere(this.peek(...keys));
  }

  /** What is there, in any form; undefined where nothing is. */
  peek(...keys: readonly string[]): unknown {
    return keys.reduce((value: unknown, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), this.value);
  }

  get list(): Node[] {
    if (!isThere(this.value)) return [];
    if (!Array.isArray(this.value)) throw this.problem("isn't a list");
    return this.value.map((value, i) => new Node(value, inside(this.path, String(i))));
  }

  /** The members of a record. */
  get members(): Node[] {
    if (!isThere(this.value)) return [];
    if (!isRecord(this.value)) throw this.problem("isn't a record");
    return Object.entries(this.value).map(([key, value]) => new Node(value, inside(this.path, key)));
  }

  get text(): string | undefined {
    if (!isThere(this.value) || this.value === "") return undefined;
    if (typeof this.value !== "string") throw this.problem("isn't a text");
    return this.value;
  }

  get number(): number | undefined {
    if (!isThere(this.value)) return undefined;
    if (typeof this.value !== "number") throw this.problem("isn't a number");
    return this.value;
  }

  get texts(): string[] {
    return this.list.flatMap(({ text }) => text ?? []);
  }

  get required(): string {
    const { text } = this;
    if (text === undefined) throw this.problem("is missing");
    return text;
  }

  /** A moment as an ISO 8601 text, or in seconds since 1970 as the AWS CLI's first version writes it. */
  get moment(): Date | undefined {
    if (!isThere(this.value)) return undefined;
    const date = typeof this.value === "number" ? new Date(this.value * 1000) : new Date(this.required);
    if (Number.isNaN(date.getTime())) throw this.problem("isn't a date");
    return date;
  }

  problem(what: string): InputError {
    return new InputError(this.path ? `\`${this.path}\` ${what}` : `it ${what}`);
  }

  private member(key: string): Node {
    if (!isThere(this.value)) return new Node(undefined, inside(this.path, key));
    if (!isRecord(this.value)) throw this.problem("isn't a record");
    return new Node(Object.hasOwn(this.value, key) ? this.value[key] : undefined, inside(this.path, key));
  }
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;
