import { closest, distance } from "fastest-levenshtein";

const longest = 200;

/** `, did you mean \`x\`?`, where something is close enough. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const words = [...known];
  if (!words.length || word.length > longest) return "";
  const nearest = closest(word, words);
  return distance(word, nearest) <= Math.max(2, word.length / 3) ? `, did you mean \`${nearest}\`?` : "";
}

export const noRule = (id: string, known: Iterable<string>): string => `there is no rule ${quoted(id)}${didYouMean(id, known)}`;

/** A word as a message shows it: in backticks, and not all of a long one. */
export const quoted = (word: string): string => `\`${word.length > longest ? `${word.slice(0, longest)}...` : word}\``;
