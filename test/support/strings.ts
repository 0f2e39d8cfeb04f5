import { createHash } from "node:crypto";

/** Numbers that look random and are the same in each run. */
export function random(seed: string): (below: number) => number {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export const characters = (seed: string, length: number, alphabet: string): string => {
  const next = random(seed);
  return Array.from({ length }, () => alphabet[next(alphabet.length)]).join("");
};

const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i));
const classes: Record<string, RegExp> = { d: /\d/, w: /[A-Za-z0-9]/, s: / /, S: /[A-Za-z0-9]/, n: /\n/, r: /\r/ };

/**
 * A text that a pattern matches, of literals, classes, groups, alternatives and bounded repetitions; what a look-around asks for is passed over.
 * `shortest` is the least that does, `same` has one character of each class only, as a placeholder has.
 */
export function matching(pattern: RegExp, seed: string, how: "any" | "shortest" | "same" = "any"): string {
  const next = random(seed);
  const { source } = pattern;
  const oneOf = (all: readonly string[]) => (how === "same" ? (["x", "X", "0"].find((one) => all.includes(one)) ?? all[0]!) : all[next(all.length)]!);
  let at = 0;

  const alternatives = (): (() => string)[] => {
    const all = [sequence()];
    while (source[at] === "|") {
      at++;
      all.push(sequence());
    }
    return all;
  };
  const sequence = (): (() => string) => {
    const parts: (() => string)[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") parts.push(repeated(atom()));
    return () => parts.map((part) => part()).join("");
  };
  const atom = (): (() => string) => {
    const character = source[at++]!;
    if (character === "(") {
      const look = /^\?<?[=!]/.exec(source.slice(at))?.[0];
      at += look?.length ?? (source.startsWith("?:", at) ? 2 : 0);
      const all = alternatives();
      at++;
      if (look) return () => "";
      return () => (how === "shortest" ? all.map((one) => one()).sort((a, b) => a.length - b.length)[0]! : all[next(all.length)]!());
    }
    if (character === "[") {
      const end = source.slice(at).search(/(?<!\\)\]/) + at;
      const inside = new RegExp(`[${source.slice(at, end)}]`);
      at = end + 1;
      const all = printable.filter((one) => inside.test(one));
      return () => oneOf(all);
    }
    if (character === "\\") {
      const escaped = source[at++]!;
      const known = classes[escaped];
      const all = known && [...printable, " ", "\n", "\r"].filter((one) => known.test(one));
      return () => (all ? oneOf(all) : escaped);
    }
    if (character === "^" || character === "$") return () => "";
    return () => character;
  };
  const repeated = (one: () => string): (() => string) => {
    const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at)) ?? [];
    let range: [number, number] = [1, 1];
    if (source[at] === "?") {
      range = [0, 1];
      at++;
    } else if (least !== undefined) {
      range = [Number(least), comma ? Number(most) : Number(least)];
      at = source.indexOf("}", at) + 1;
    }
    if (source[at] === "?") at++;
    return () => Array.from({ length: how === "shortest" ? range[0] : range[0] + next(Math.min(range[1] - range[0], 20) + 1) }, one).join("");
  };
  const all = alternatives();
  return how === "shortest" ? all.map((one) => one()).sort((a, b) => a.length - b.length)[0]! : all[next(all.length)]!();
}
