/** By language, the last version that is out of support, as runtime ids write it. */
const lastUnmaintained: Readonly<Record<string, number>> = { nodejs: 20, python: 310, go: 125, java: 11, dotnet: 8, php: 81, ruby: 32 };

/** Whether Google has ended the support of a runtime, such as `nodejs16` or `python37`. */
export function isUnmaintained(runtime: string | undefined): boolean {
  const [, language = "", version = ""] = /^([a-z]+)(\d+)$/.exec(runtime ?? "") ?? [];
  return Number(version) <= (lastUnmaintained[language] ?? Number.NEGATIVE_INFINITY);
}
