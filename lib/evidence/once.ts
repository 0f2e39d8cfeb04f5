import { InputError } from "../source/source";

/** `read`, called once for each text; what it gives and what it finds wrong are remembered. */
export function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, { value: T } | { error: InputError }>();
  return (text) => {
    let outcome = known.get(text);
    if (!outcome) {
      try {
        outcome = { value: read(text) };
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        outcome = { error };
      }
      known.set(text, outcome);
    }
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  };
}
